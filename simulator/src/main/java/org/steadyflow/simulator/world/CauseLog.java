package org.steadyflow.simulator.world;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * Which causes were present and when. The world writes its own; the simulation adds what it does to disk, link and
 * tick. A cause that begins again while it lasts goes on; one that ends while absent is left alone. One thread.
 */
public final class CauseLog {
    /** Ended spans kept, the oldest dropped first; a campaign makes a few dozen. */
    public static final int LIMIT = 10_000;

    private final List<CauseSpan> ended = new ArrayList<>();
    private final EnumMap<Cause, Long> beganNs = new EnumMap<>(Cause.class);
    private long dropped;

    CauseLog() {}

    public void begin(Cause cause, long nowNs) {
        beganNs.putIfAbsent(cause, nowNs);
    }

    public void end(Cause cause, long nowNs) {
        Long fromNs = beganNs.remove(cause);
        if (fromNs != null) {
            keep(new CauseSpan(cause, fromNs, nowNs));
        }
    }

    /** Begins or ends it. */
    void set(Cause cause, boolean present, long nowNs) {
        if (present) {
            begin(cause, nowNs);
        } else {
            end(cause, nowNs);
        }
    }

    /** Something that began at {@code fromNs} and is over: a jump, a press, a late tick. */
    public void happened(Cause cause, long fromNs, long untilNs) {
        keep(new CauseSpan(cause, fromNs, untilNs));
    }

    private void keep(CauseSpan span) {
        if (ended.size() == LIMIT) {
            ended.removeFirst();
            dropped++;
        }
        ended.add(span);
    }

    public boolean isPresent(Cause cause) {
        return beganNs.containsKey(cause);
    }

    public boolean anyPresent() {
        return !beganNs.isEmpty();
    }

    /** Everything so far in the order of its end, then what still lasts. */
    public List<CauseSpan> spans() {
        List<CauseSpan> all = new ArrayList<>(ended);
        beganNs.forEach((cause, fromNs) -> all.add(new CauseSpan(cause, fromNs, CauseSpan.OPEN)));
        return List.copyOf(all);
    }

    /** Ended spans that no longer fit. */
    public long dropped() {
        return dropped;
    }
}
