package org.steadyflow.firmware.therapy;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.hal.quantity.Volume;

/**
 * The segments of a prescription in the order in which they run. Immutable; every look-up takes constant time. Where a
 * person changes the rest of it, the parts that are over are forgotten: the journal has them.
 */
public final class Program {
    /** More segments than any regimen needs. */
    public static final int LIMIT_SEGMENTS = 10_000;

    private final int firstPart;
    private final List<Segment> segments;
    private final long[] orderedBeforeNl;
    private final long[] restNs;

    /** The rest of the volume to infuse does not flow in one go. */
    public static final long WAITS = Long.MAX_VALUE;

    /** One to 10,000 segments, else {@link IllegalArgumentException}. */
    public Program(List<Segment> segments) {
        this(0, Volume.ZERO, segments);
    }

    private Program(int firstPart, Volume before, List<Segment> segments) {
        if (segments.isEmpty() || segments.size() > LIMIT_SEGMENTS) {
            throw new IllegalArgumentException("a program has 1 to 10,000 segments, not " + segments.size());
        }
        this.firstPart = firstPart;
        this.segments = List.copyOf(segments);
        this.orderedBeforeNl = new long[segments.size() + 1];
        orderedBeforeNl[0] = before.nanolitres();
        for (int i = 0; i < segments.size(); i++) {
            orderedBeforeNl[i + 1] = Math.addExact(orderedBeforeNl[i], orderedNl(segments.get(i)));
        }
        this.restNs = new long[segments.size() + 1];
        for (int i = segments.size() - 1; i >= 0; i--) {
            restNs[i] = isAllDeliveredAt(firstPart + i) ? 0 : restWith(segments.get(i), restNs[i + 1]);
        }
    }

    private static long restWith(Segment segment, long afterNs) {
        return switch (segment) {
            case Segment.Deliver deliver -> {
                long lastsNs = deliver.lasts().toNanos();
                yield afterNs > Long.MAX_VALUE - lastsNs ? WAITS : lastsNs + afterNs;
            }
            case Segment.Wait _ -> WAITS;
        };
    }

    /** The number that a part after the last one would have. */
    public int end() {
        return firstPart + segments.size();
    }

    /** The first part that is not forgotten. */
    public int firstPart() {
        return firstPart;
    }

    public Segment segment(int part) {
        return segments.get(part - firstPart);
    }

    /** What the parts before {@code part} give of the volume to infuse. */
    public Volume deliveredBefore(int part) {
        return new Volume(orderedBeforeNl[part - firstPart]);
    }

    /** The volume to infuse: all doses, without keep-open flow, flushes and what runs on after it. */
    public Volume volumeToInfuse() {
        return new Volume(orderedBeforeNl[segments.size()]);
    }

    /** Whether nothing of the volume to infuse is left from {@code part} on. */
    public boolean isAllDeliveredAt(int part) {
        return orderedBeforeNl[part - firstPart] == orderedBeforeNl[segments.size()];
    }

    /**
     * How long it flows from {@code part}'s beginning until the volume to infuse is in, nanoseconds; 0 where it is,
     * {@link #WAITS} where the program waits for a person or a time before that.
     */
    public long restNs(int part) {
        return restNs[part - firstPart];
    }

    /**
     * The same up to {@code part}, which ends with what it has given, then {@code rest}.
     *
     * @param given of that part; the motor must not have been sent further
     */
    public Program changedAt(int part, Volume given, List<Segment> rest) {
        List<Segment> changed = new ArrayList<>();
        changed.add(
                switch (segment(part)) {
                    case Segment.Deliver deliver -> deliver.cutTo(given);
                    case Segment.Wait wait -> new Segment.Wait(wait.name(), wait.keepOpen(), new WaitEnd.Passed());
                });
        changed.addAll(rest);
        return new Program(part, deliveredBefore(part), changed);
    }

    /** What this segment gives of the volume to infuse. */
    static long orderedNl(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver ->
                deliver.purpose().isOrdered() ? deliver.volume().nanolitres() : 0;
            case Segment.Wait wait ->
                wait.end() instanceof WaitEnd.Request request ? request.left().nanolitres() : 0;
        };
    }
}
