package org.steadyflow.simulator.world;

import java.util.EnumMap;
import java.util.Map;
import org.steadyflow.simulator.world.Occlusion.Place;

/** The occlusions that are there, one for each place, and what they make of the line as time goes on. */
final class Occlusions {
    private static final long NEVER = Long.MAX_VALUE;
    /** A line that narrows slowly, or again and again, does so in steps of this length. */
    private static final long STEP_NS = 100_000_000L;

    private final FluidLine line;
    private final Map<Place, Standing> standing = new EnumMap<>(Place.class);
    private long nextNs = NEVER;

    private record Standing(Occlusion occlusion, long sinceNs) {
        double factorAt(long nowNs) {
            return occlusion.factorAfter(nowNs - sinceNs);
        }

        boolean isMoving(long nowNs) {
            return occlusion.isMoving(nowNs - sinceNs);
        }
    }

    Occlusions(FluidLine line) {
        this.line = line;
    }

    void begin(Occlusion occlusion, long nowNs) {
        standing.put(occlusion.place(), new Standing(occlusion, nowNs));
        act(nowNs);
    }

    void end(Place place) {
        if (standing.remove(place) != null) {
            line.kink(place, 1);
        }
    }

    boolean isPresent(Place place) {
        return standing.containsKey(place);
    }

    /** When one of them changes next. */
    long nextNs() {
        return nextNs;
    }

    void act(long nowNs) {
        boolean moves = false;
        for (Standing one : standing.values()) {
            line.kink(one.occlusion().place(), one.factorAt(nowNs));
            moves |= one.isMoving(nowNs);
        }
        nextNs = moves ? nowNs + STEP_NS : NEVER;
    }
}
