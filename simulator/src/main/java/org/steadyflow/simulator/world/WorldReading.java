package org.steadyflow.simulator.world;

import java.util.List;

/** A world file read: the world, or all that is wrong with the file. */
public sealed interface WorldReading {
    record Accepted(WorldFile world) implements WorldReading {}

    /** @param problems at least one, each of which names the field: {@code catheter.length_mm: ...} */
    record Rejected(List<String> problems) implements WorldReading {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
