package org.steadyflow.firmware.monitor;

import java.util.Arrays;

/** Ids of the newest envelopes whose orders are over: none of them comes in force again. Immutable. */
final class SpentIds {
    static final int MOST = 64;
    static final SpentIds NONE = new SpentIds(new long[0]);

    /** Oldest first. */
    private final long[] ids;

    private SpentIds(long[] ids) {
        this.ids = ids;
    }

    /** As they were kept, oldest first. */
    static SpentIds of(long[] kept) {
        return new SpentIds(kept.clone());
    }

    /** One more; the oldest of too many is forgotten. */
    SpentIds with(long id) {
        if (contains(id)) {
            return this;
        }
        int from = Math.max(ids.length + 1 - MOST, 0);
        long[] next = Arrays.copyOfRange(ids, from, ids.length + 1);
        next[next.length - 1] = id;
        return new SpentIds(next);
    }

    boolean contains(long id) {
        return Arrays.stream(ids).anyMatch(one -> one == id);
    }

    /** Oldest first. */
    long[] all() {
        return ids.clone();
    }
}
