package org.steadyflow.firmware.control;

/** The sum by which a tick answers the monitor, as docs/monitor.md has it; the monitor has one of its own. Pure. */
final class MonitorSum {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final long STIR = 0xBF58_476D_1CE4_E5B9L;

    private MonitorSum() {}

    /** The sum so far with one number more. */
    static long of(long sum, long next) {
        long mixed = sum ^ (SPREAD * next);
        mixed = (mixed << 29 | mixed >>> 35) * STIR;
        return mixed ^ mixed >>> 29;
    }
}
