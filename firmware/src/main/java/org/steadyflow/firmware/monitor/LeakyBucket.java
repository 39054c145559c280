package org.steadyflow.firmware.monitor;

/**
 * Holds flow to a rate: fluid comes in, the rate leaks out, and what is left is what flowed too much, however short the
 * time. Immutable.
 *
 * @param levelFl femtolitres in it, 0 or more
 */
record LeakyBucket(long levelFl) {
    static final LeakyBucket EMPTY = new LeakyBucket(0);

    /** What turns back takes out again, but no bucket is emptier than empty. */
    LeakyBucket after(long fluidFl, long leakedFl) {
        long next = Math.max(levelFl + fluidFl - leakedFl, 0);
        return next == levelFl ? this : new LeakyBucket(next);
    }
}
