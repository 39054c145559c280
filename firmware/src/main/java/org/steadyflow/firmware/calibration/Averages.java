package org.steadyflow.firmware.calibration;

import org.steadyflow.hal.quantity.Pressure;

/**
 * Back-pressure and temperature over about a minute of flow: effects are slow, and no cough, kink or spike of a sensor
 * may move them. Before the first few seconds of flow, and of a sensor that gives nothing plausible, as if there were
 * no effect.
 *
 * @param sumPa of the readings since the last mean, pascals
 * @param sumMilliCelsius of the board
 * @param readings how many those are
 * @param pressure the last mean
 * @param boardMilliCelsius the last mean
 * @param known whether there has been one
 */
public record Averages(
        long sumPa, long sumMilliCelsius, int readings, Pressure pressure, int boardMilliCelsius, boolean known) {
    /** Warmer than any effect of cold. */
    private static final int WARM = 40_000;

    public static final Averages NONE = new Averages(0, 0, 0, Pressure.ZERO, WARM, false);

    /** Readings come once a second. */
    static final int READINGS_OF_A_MEAN = 60;

    static final int READINGS_OF_THE_FIRST = 5;

    private static final Pressure LEAST = Pressure.ofMmHg(-300);
    private static final Pressure MOST = Pressure.ofMmHg(1_000);
    private static final int COLDEST_BOARD = -20_000;
    private static final int HOTTEST_BOARD = 85_000;

    /** With a reading more. What no line and no board can have is not taken in. */
    public Averages with(Pressure downstream, int milliCelsius) {
        boolean isPlausible = downstream.compareTo(LEAST) >= 0
                && downstream.compareTo(MOST) <= 0
                && milliCelsius >= COLDEST_BOARD
                && milliCelsius <= HOTTEST_BOARD;
        if (!isPlausible) {
            return this;
        }
        Averages next = new Averages(
                sumPa + downstream.pascals(),
                sumMilliCelsius + milliCelsius,
                readings + 1,
                pressure,
                boardMilliCelsius,
                known);
        return next.readings >= (known ? READINGS_OF_A_MEAN : READINGS_OF_THE_FIRST) ? next.closed() : next;
    }

    private Averages closed() {
        return new Averages(
                0,
                0,
                0,
                Pressure.ofPascals(Math.floorDiv(sumPa, (long) readings)),
                Math.toIntExact(Math.floorDiv(sumMilliCelsius, (long) readings)),
                true);
    }
}
