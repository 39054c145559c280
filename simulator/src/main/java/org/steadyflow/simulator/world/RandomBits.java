package org.steadyflow.simulator.world;

/**
 * A seeded stream of 64 random bits at a time (SplitMix64: one add, two multiplications). Each use has its own stream,
 * so that reading a sensor once more does not change what the line does.
 */
final class RandomBits {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private long state;

    RandomBits(long seed, long stream) {
        this.state = mix(seed + GOLDEN_GAMMA * (2 * stream + 1));
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Evenly distributed, at least 0 and below 1. */
    double nextUnit() {
        return (next() >>> 11) * TWO_TO_MINUS_53;
    }

    private static long mix(long bits) {
        long once = (bits ^ (bits >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return twice ^ (twice >>> 31);
    }
}
