package org.steadyflow.simulator.realtime;

import java.util.List;
import java.util.Map;

/**
 * What a pump that ticked tells: one line of JSON.
 *
 * @param lateness ticks by whole microseconds of lateness, rounded down
 * @param missed ticks left out because their whole period had passed
 * @param phase in which the infusion was at the end
 * @param collections of garbage while it ticked
 * @param allocatedBytesPerTick by the tick's thread
 * @param rights what the system gave and refused, a sentence each
 */
public record PumpReport(
        Map<Long, Long> lateness,
        long missed,
        String phase,
        long collections,
        long allocatedBytesPerTick,
        List<String> rights) {
    public PumpReport {
        lateness = Map.copyOf(lateness);
        rights = List.copyOf(rights);
    }

    /** The same for comparing. */
    public Latencies latencies() {
        return new Latencies(lateness);
    }
}
