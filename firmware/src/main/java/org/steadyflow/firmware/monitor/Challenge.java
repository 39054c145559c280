package org.steadyflow.firmware.monitor;

/** What the monitor asks, and what an honest loop makes of it; docs/monitor.md has the sums. Pure. */
final class Challenge {
    /** Read, decided, moved, shown, recorded, told: the stages of a tick, in this order. */
    private static final int STAGES = 6;

    private static final int TURN = 29;

    private Challenge() {}

    /** The next number to ask with; no two in a row are alike. */
    static long after(long challenge) {
        return mix(challenge, 0x5EED);
    }

    static long expectedFlow(long challenge) {
        long flow = challenge;
        for (int stage = 1; stage <= STAGES; stage++) {
            flow = mix(flow, stage);
        }
        return flow;
    }

    /** Every bit of both numbers changes about half of the sum's. */
    static long mix(long sum, long next) {
        long folded = Long.rotateLeft(sum ^ (next * 0x9E37_79B9_7F4A_7C15L), TURN) * 0xBF58_476D_1CE4_E5B9L;
        return folded ^ (folded >>> TURN);
    }
}
