package org.steadyflow.simulator.world;

import org.steadyflow.hal.quantity.Pressure;

/** One pressure sensor at work: its own zero, a drift of hours, its range and its counts. */
final class PressureChannel {
    private static final double NS_PER_HOUR = 3.6e12;
    /** The drift is taken anew each second: it moves by a thousandth of a mmHg in that time. */
    private static final long KEPT_NS = 1_000_000_000L;

    private static final Spread PERIOD_HOURS = new Spread(5, 30);

    private final double leastPa;
    private final double mostPa;
    private final double countPa;
    private final double zeroPa;
    private final double driftPa;
    private final double turnsPerNs;
    private final double phase;
    private double offsetPa;
    private long offsetUntilNs;

    PressureChannel(PressureSensor parameters, RandomBits bits) {
        leastPa = parameters.leastMmHg() * FluidLine.PA_PER_MMHG;
        mostPa = parameters.mostMmHg() * FluidLine.PA_PER_MMHG;
        countPa = parameters.countPa();
        zeroPa = parameters.zeroMmHg().draw(bits) * FluidLine.PA_PER_MMHG;
        driftPa = parameters.driftMmHg().draw(bits) * FluidLine.PA_PER_MMHG;
        turnsPerNs = 1 / (PERIOD_HOURS.draw(bits) * NS_PER_HOUR);
        phase = bits.nextUnit();
        offsetPa = zeroPa;
    }

    /** What it says of this true pressure with this noise. */
    Pressure read(double pa, double noisePa, long nowNs) {
        if (nowNs >= offsetUntilNs) {
            offsetUntilNs = nowNs + KEPT_NS;
            // it was zeroed when the pump was switched on
            double wandered = Math.sin((nowNs * turnsPerNs + phase) * 2 * Math.PI) - Math.sin(phase * 2 * Math.PI);
            offsetPa = zeroPa + driftPa * wandered / 2;
        }
        return counted(pa + offsetPa + noisePa);
    }

    /** The nearest count of the converter that lies in its range. */
    Pressure counted(double pa) {
        double within = Math.max(leastPa, Math.min(pa, mostPa));
        return new Pressure((int) Math.round(Math.rint(within / countPa) * countPa));
    }
}
