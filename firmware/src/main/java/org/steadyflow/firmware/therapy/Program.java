package org.steadyflow.firmware.therapy;

import java.util.List;
import org.steadyflow.hal.quantity.Volume;

/** The segments of a prescription in the order in which they run. Immutable; every look-up takes constant time. */
public final class Program {
    /** More segments than any regimen needs. */
    public static final int LIMIT_SEGMENTS = 10_000;

    private final List<Segment> segments;
    private final long[] deliveredBeforeNl;

    /** One to 10,000 segments, else {@link IllegalArgumentException}. */
    public Program(List<Segment> segments) {
        if (segments.isEmpty() || segments.size() > LIMIT_SEGMENTS) {
            throw new IllegalArgumentException("a program has 1 to 10,000 segments, not " + segments.size());
        }
        this.segments = List.copyOf(segments);
        this.deliveredBeforeNl = new long[segments.size() + 1];
        for (int part = 0; part < segments.size(); part++) {
            deliveredBeforeNl[part + 1] = Math.addExact(deliveredBeforeNl[part], doseNl(segments.get(part)));
        }
    }

    public int size() {
        return segments.size();
    }

    public Segment segment(int part) {
        return segments.get(part);
    }

    /** Sum of the doses before {@code part}; keep-open flow is not counted. */
    public Volume deliveredBefore(int part) {
        return new Volume(deliveredBeforeNl[part]);
    }

    /** The volume to infuse: all doses, without keep-open flow. */
    public Volume volumeToInfuse() {
        return new Volume(deliveredBeforeNl[segments.size()]);
    }

    /** Whether no dose is left from {@code part} on. */
    public boolean isAllDeliveredAt(int part) {
        return deliveredBeforeNl[part] == deliveredBeforeNl[segments.size()];
    }

    private static long doseNl(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver -> deliver.volume().nanolitres();
            case Segment.Wait _ -> 0;
        };
    }
}
