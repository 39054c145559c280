package org.steadyflow.firmware.safety;

import java.util.Arrays;

/** The sum of the last 30 amounts, one for each half minute: a rolling quarter of an hour. Immutable. */
final class Window {
    static final long BUCKET_NS = 30_000_000_000L;
    static final Window EMPTY = new Window(new long[0], 0);

    private static final int BUCKETS = 30;

    /** Newest first. */
    private final long[] amounts;

    private final long sum;

    private Window(long[] amounts, long sum) {
        this.amounts = amounts;
        this.sum = sum;
    }

    Window push(long amount) {
        long[] shifted = new long[Math.min(amounts.length + 1, BUCKETS)];
        System.arraycopy(amounts, 0, shifted, 1, shifted.length - 1);
        shifted[0] = amount;
        return new Window(shifted, Arrays.stream(shifted).sum());
    }

    long sum() {
        return sum;
    }

    boolean isFull() {
        return amounts.length == BUCKETS;
    }
}
