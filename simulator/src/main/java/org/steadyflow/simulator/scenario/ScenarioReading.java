package org.steadyflow.simulator.scenario;

import java.util.List;

/** A scenario file read: the scenario, or all that is wrong with the file. */
public sealed interface ScenarioReading {
    record Accepted(Scenario scenario) implements ScenarioReading {}

    /** @param problems at least one, each of which names the field: {@code events[2].at: ...} */
    record Rejected(List<String> problems) implements ScenarioReading {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
