package org.steadyflow.simulator.therapies;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.telemetry.message.AlarmCode;

/**
 * One therapy and what it must look like.
 *
 * @param id number of the row
 * @param prescription name of an example, without {@code .json}
 * @param scenario name of an example; empty where nothing happens
 * @param deliveredMl what leaves the line in all
 * @param flow stretches of time with their flows
 * @param alarms what is raised, and nothing else
 */
public record TherapyRow(
        int id,
        String therapy,
        String regimen,
        String prescription,
        Optional<String> scenario,
        String mechanism,
        double deliveredMl,
        List<Stretch> flow,
        Set<AlarmCode> alarms) {
    public TherapyRow {
        flow = List.copyOf(flow);
        alarms = Set.copyOf(alarms);
    }

    /** Mean flow from one time to another, seconds since the first start. */
    public record Stretch(double fromS, double toS, double mlPerH) {}
}
