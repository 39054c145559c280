package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.library.Finding;
import org.steadyflow.firmware.library.LibraryCheck;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.library.Severity;
import org.steadyflow.firmware.prescription.MechanismFit;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.StartRule;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.WorldFile;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * What to run.
 *
 * @param order the prescription, accepted and started by the simulated nurse at the beginning
 * @param seed of the world's noise and spreads
 * @param mechanism what the pump is built with
 * @param library the drug library that the pump has; empty for none
 * @param reason why the nurse passes its soft limits; empty for no reason
 * @param plant the world before the scenario changes it, container included; empty for this mechanism's usual one
 * @param calibration what the pump knows of its flow
 * @param monitored the independent monitor is fitted
 */
public record RunSetup(
        Order order,
        Scenario scenario,
        long seed,
        Mechanism mechanism,
        Optional<LibraryReading.Accepted> library,
        String reason,
        Optional<WorldParameters> plant,
        Calibration calibration,
        boolean monitored) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** A pump with the cassette. */
    public RunSetup(Order order, Scenario scenario, long seed) {
        this(order, scenario, seed, PumpSetup.CASSETTE);
    }

    /** A pump without a drug library. */
    public RunSetup(Order order, Scenario scenario, long seed, Mechanism mechanism) {
        this(order, scenario, seed, mechanism, Optional.empty(), "");
    }

    /** The same with a pump that knows this of its flow. */
    public RunSetup with(Calibration other) {
        return new RunSetup(order, scenario, seed, mechanism, library, reason, plant, other, monitored);
    }

    /** A pump in the usual world of its mechanism that knows what is known of its type. */
    public RunSetup(
            Order order,
            Scenario scenario,
            long seed,
            Mechanism mechanism,
            Optional<LibraryReading.Accepted> library,
            String reason) {
        this(order, scenario, seed, mechanism, library, reason, Optional.empty(), Calibration.of(mechanism), false);
    }

    /** The same run in this world. */
    public RunSetup in(WorldParameters other) {
        return new RunSetup(
                order, scenario, seed, mechanism, library, reason, Optional.of(other), calibration, monitored);
    }

    /** The same run with the independent monitor fitted. */
    public RunSetup withMonitor() {
        return new RunSetup(order, scenario, seed, mechanism, library, reason, plant, calibration, true);
    }

    /**
     * The same run in the world of this file; where it says nothing of the volume, the prescription's container hangs.
     */
    public RunSetup in(WorldFile file) {
        Volume prescribed = order.prescription().container().volume();
        Optional<Volume> hung = file.saysContainerVolume() ? Optional.empty() : Optional.of(prescribed);
        return in(file.parameters(mechanism).withHung(hung));
    }

    /** Why this pump cannot run this order, one sentence a reason; empty where it can. */
    public List<String> refusals() {
        Stream<String> undeliverable = MechanismFit.refusals(mechanism, order.prescription()).stream();
        return Stream.concat(undeliverable, libraryRefusals()).toList();
    }

    /** What the library says against it: all that is hard, and what is soft where there is no reason. */
    private Stream<String> libraryRefusals() {
        return library.stream()
                .flatMap(read -> LibraryCheck.check(read.library(), order.prescription()).stream())
                .filter(finding -> finding.severity() == Severity.HARD || reason.isBlank())
                .map(Finding::sentence);
    }

    /** The pump that this runs. */
    PumpSetup pump() {
        return new PumpSetup(mechanism, false, 1, library.map(LibraryReading.Accepted::library), calibration);
    }

    /** Why this pump cannot play this scenario: a container that does not fit, one sentence each. */
    public List<String> scenarioRefusals() {
        Stream<Volume> hung = scenario.world().containerVolume().stream();
        Stream<Action> actions = Stream.concat(
                scenario.events().stream().map(Scenario.Event::action),
                scenario.reactions().stream().flatMap(reaction -> reaction.actions().stream()));
        Stream<Volume> changed = actions.flatMap(action -> action instanceof WorldAction.ReplaceContainer container
                ? Stream.of(container.volume())
                : Stream.empty());
        return Stream.concat(hung, changed)
                .filter(volume -> volume.isMoreThan(mechanism.mostContainer()))
                .map(volume -> "a container of " + volume + " does not fit this pump's " + mechanism.label()
                        + ", which holds " + mechanism.mostContainer() + " at most")
                .toList();
    }

    /** The scenario's world; where it says nothing of the container, the prescription's own hangs. */
    WorldParameters world() {
        return scenario.world().applyTo(plant.orElseGet(this::usual));
    }

    private WorldParameters usual() {
        WorldParameters usual = WorldParameters.of(mechanism);
        return usual.withContainer(
                usual.container().withVolume(order.prescription().container().volume()));
    }

    /** A run without an end of its own ends after twice the time that the order takes, and a day. */
    Duration longest() {
        Prescription prescription = order.prescription();
        Duration before =
                switch (prescription.start()) {
                    case StartRule.WhenPressed _ -> Duration.ZERO;
                    case StartRule.After after -> after.delay();
                    case StartRule.At _ -> WEEK;
                };
        return before.plus(lasting(prescription.regimen()).multipliedBy(2))
                .plus(prescription.observe())
                .plus(DAY);
    }

    private static Duration lasting(Regimen regimen) {
        return switch (regimen) {
            case Regimen.Continuous continuous ->
                lasting(continuous.volume(), continuous.rate(), continuous.titration());
            case Regimen.Intermittent doses -> doses.times().shortest().multipliedBy(doses.count());
            case Regimen.Stepped stepped ->
                lasting(
                        stepped.volume(),
                        stepped.steps().stream()
                                .map(Step::rate)
                                .min(FlowRate::compareTo)
                                .orElseThrow(),
                        stepped.titration());
            case Regimen.Tapered tapered -> tapered.duration();
            case Regimen.PatientControlled _ -> WEEK;
            case Regimen.Sequence sequence ->
                sequence.parts().stream()
                        .map(part -> part.rate().durationFor(part.volume()))
                        .reduce(Duration.ZERO, Duration::plus);
        };
    }

    private static Duration lasting(Volume volume, FlowRate rate, Optional<Titration> titration) {
        return titration.map(Titration::least).orElse(rate).durationFor(volume);
    }
}
