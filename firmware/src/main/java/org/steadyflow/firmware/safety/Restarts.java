package org.steadyflow.firmware.safety;

/**
 * When the pump last started by itself after an occlusion, newest first; {@link #NEVER} where it did so less often.
 * Monotonic, nanoseconds; while the pump is off the time does not count.
 */
public record Restarts(long last, long secondLast, long thirdLast) {
    /** From the back-off's end: a kink that comes and goes has gone, and a person who is there has come. */
    static final long WAIT_NS = 15_000_000_000L;
    /** Three of them within this time are the last. */
    static final long WITHIN_NS = 600_000_000_000L;

    /** Who starts the infusion then, for the journal. */
    public static final String BY = "occlusion rule";

    /** How many are remembered. */
    public static final int MOST = 3;

    static final long NEVER = Long.MIN_VALUE / 2;

    /** It never did. */
    public static final Restarts NONE = new Restarts(NEVER, NEVER, NEVER);

    /** One more. */
    public Restarts plus(long nowNs) {
        return new Restarts(nowNs, last, secondLast);
    }

    /** Whether another one may be: fewer than three in ten minutes. */
    boolean allows(long nowNs) {
        return nowNs - thirdLast >= WITHIN_NS;
    }
}
