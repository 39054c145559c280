package org.steadyflow.firmware.safety;

/**
 * A board that is too hot to be trusted. A reading that no board can have is the sensor's fault, not heat.
 *
 * @param over last three answers to "hotter than its limit"
 * @param hot holds until it has cooled by five degrees, so that noise cannot toggle it
 */
record HeatWatch(int over, boolean hot) {
    static final int LIMIT_MILLI_C = 55_000;
    static final int COOLED_MILLI_C = 50_000;

    static final HeatWatch START = new HeatWatch(0, false);

    HeatWatch next(int milliCelsius) {
        boolean isOver = milliCelsius > LIMIT_MILLI_C && milliCelsius <= SensorWatch.HOTTEST_MILLI_C;
        int history = TwoOfThree.push(over, isOver);
        boolean nextHot = TwoOfThree.holds(history) || (hot && milliCelsius >= COOLED_MILLI_C);
        return history == over && nextHot == hot ? this : new HeatWatch(history, nextHot);
    }
}
