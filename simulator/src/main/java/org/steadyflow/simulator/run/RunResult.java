package org.steadyflow.simulator.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Priority;

/**
 * What a run ended with; written as result.json.
 *
 * @param programmedMl the volume to infuse
 * @param trueDeliveredMl what really left the line, by the world
 * @param recordedLowerMl least that the ledger says the shaft has given since the prescription was accepted
 * @param recordedUpperMl most that it says
 * @param referee violations in words; empty when the referee is silent
 * @param illustration what the drug would do, where its kinetics are known
 */
public record RunResult(
        String schema,
        long seed,
        String outcome,
        BigDecimal programmedMl,
        BigDecimal trueDeliveredMl,
        BigDecimal recordedLowerMl,
        BigDecimal recordedUpperMl,
        BigDecimal simulatedS,
        BigDecimal cpuS,
        List<Part> parts,
        List<RaisedAlarm> alarms,
        List<String> referee,
        Optional<Illustration> illustration) {
    public static final String SCHEMA = "steadyflow/result/1";

    public RunResult {
        parts = List.copyOf(parts);
        alarms = List.copyOf(alarms);
        referee = List.copyOf(referee);
    }

    /** The outcome is the expected one, every expected alarm came, and the referee is silent. */
    public boolean isAsExpected(Scenario scenario) {
        String expected = scenario.expectation().outcome().name().toLowerCase(Locale.ROOT);
        return outcome.equals(expected) && missingAlarms(scenario).isEmpty() && referee.isEmpty();
    }

    /** Alarms that the scenario expects and nobody raised. */
    public List<AlarmCode> missingAlarms(Scenario scenario) {
        return scenario.expectation().alarms().stream()
                .filter(code -> alarms.stream().noneMatch(alarm -> alarm.code() == code))
                .sorted()
                .toList();
    }

    /**
     * What an adult of 70 kg would have had of it.
     *
     * @param peakEffectNgPerMl highest concentration at the effect site
     * @param leastEffectiveNgPerMl concentration from which it relieves pain
     * @param leastBreathingPercent least minute ventilation, of that without the drug
     */
    public record Illustration(
            String drug,
            BigDecimal peakEffectNgPerMl,
            BigDecimal leastEffectiveNgPerMl,
            BigDecimal leastBreathingPercent,
            String note) {
        static final String NOTE = "illustration, not clinical";
    }

    /** A segment of the program as the world saw it; {@code endS} is empty where it had not ended. */
    public record Part(String name, BigDecimal startS, Optional<BigDecimal> endS, BigDecimal trueMl) {}

    /** An alarm; {@code motorStoppedS} is when the world's shaft stood still after it, empty where it did not. */
    public record RaisedAlarm(
            AlarmCode code,
            Priority priority,
            BigDecimal raisedS,
            Optional<BigDecimal> motorStoppedS,
            Optional<BigDecimal> endedS) {}
}
