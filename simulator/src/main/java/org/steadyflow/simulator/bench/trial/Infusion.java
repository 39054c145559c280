package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.prescription.CanonicalText;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.FileText;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.RunSetup;
import org.steadyflow.simulator.run.Simulation;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.WorldChanges;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.message.AlarmCode;

/**
 * One pump on the bench with a container, a set and an order.
 *
 * @param seed draws the set and all noise: the same seed is the same set
 * @param world container included
 * @param lasting when the run ends, since its begin; empty for when the infusion does
 * @param factor of this set, as it was weighed; empty where the pump knows the type alone
 */
record Infusion(
        Mechanism mechanism,
        Regimen regimen,
        LineLimits limits,
        long seed,
        WorldParameters world,
        List<Scenario.Event> events,
        List<Scenario.Reaction> reactions,
        Optional<Duration> lasting,
        Optional<SetFactor> factor) {
    /** The nurse accepts and starts; the flow is there by then. */
    private static final Duration BEFORE_START = Duration.ofSeconds(5);

    private static final Volume SPARE = Volume.ofMillilitres(200);
    private static final long NL_PER_UL = 1_000;
    /** A pump that comes back goes on by itself: it could then give too much. */
    private static final PowerLossRule RESUMES = new PowerLossRule(true, Duration.ofMinutes(5));

    Infusion {
        events = List.copyOf(events);
        reactions = List.copyOf(reactions);
    }

    /** Saline at one rate for at least so long, as far as the container goes. */
    static Infusion at(double mlPerH, Duration lasting, Mechanism mechanism, long seed) {
        Volume exact = BenchSettings.rate(mlPerH).volumeIn(lasting.plus(BEFORE_START));
        Volume wanted = Volume.ofMicrolitres(Math.ceilDiv(exact.nanolitres(), NL_PER_UL));
        Regimen regimen = new Regimen.Continuous(wanted.orLess(mechanism.mostContainer()), BenchSettings.rate(mlPerH));
        return of(regimen, mechanism, seed).lasting(lasting.plus(BEFORE_START));
    }

    static Infusion of(Regimen regimen, Mechanism mechanism, long seed) {
        WorldParameters usual = WorldParameters.of(mechanism);
        Volume hung = regimen.volumePerContainer().plus(SPARE).orLess(mechanism.mostContainer());
        return new Infusion(
                mechanism,
                regimen,
                LineLimits.USUAL,
                seed,
                usual.withContainer(usual.container().withVolume(hung)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    Infusion lasting(Duration other) {
        return new Infusion(mechanism, regimen, limits, seed, world, events, reactions, Optional.of(other), factor);
    }

    /** Until the infusion is over, or has stood still for a while. */
    Infusion untilOver() {
        return new Infusion(mechanism, regimen, limits, seed, world, events, reactions, Optional.empty(), factor);
    }

    Infusion limitedBy(LineLimits other) {
        return new Infusion(mechanism, regimen, other, seed, world, events, reactions, lasting, factor);
    }

    Infusion in(UnaryOperator<WorldParameters> changed) {
        return new Infusion(mechanism, regimen, limits, seed, changed.apply(world), events, reactions, lasting, factor);
    }

    /** The pump knows this of its set. */
    Infusion calibratedBy(SetFactor weighed) {
        return new Infusion(mechanism, regimen, limits, seed, world, events, reactions, lasting, Optional.of(weighed));
    }

    /** Something more happens, so long after the infusion started. */
    Infusion then(Duration after, Action action) {
        List<Scenario.Event> more = new ArrayList<>(events);
        more.add(new Scenario.Event(Scenario.Since.INFUSION_STARTED, after, action));
        return new Infusion(mechanism, regimen, limits, seed, world, more, reactions, lasting, factor);
    }

    /** Something happens so long after an alarm. */
    Infusion after(AlarmCode alarm, Duration after, Action action) {
        List<Scenario.Reaction> more = new ArrayList<>(reactions);
        more.add(new Scenario.Reaction(alarm, after, List.of(action)));
        return new Infusion(mechanism, regimen, limits, seed, world, events, more, lasting, factor);
    }

    /** Runs it to its end, in this thread. */
    RunResult run(Watching watching) throws IOException {
        RunSetup setup =
                new RunSetup(order(), scenario(), seed, mechanism).in(world).with(Calibration.of(mechanism, factor));
        if (!setup.refusals().isEmpty()) {
            throw new IllegalStateException("the bench orders what this pump cannot do: " + setup.refusals());
        }
        return new Simulation(setup, watching).run();
    }

    private Order order() {
        Volume hung = Volume.ofNanolitres(Math.round(world.container().volumeMl() * 1e6));
        Prescription prescription = new Prescription(
                "BENCH",
                "nobody",
                new Drug("saline", Optional.empty()),
                Route.INTRAVENOUS_PERIPHERAL,
                new Container(hung, Volume.ZERO),
                regimen,
                EndAction.STOP,
                KeepOpen.NONE,
                limits,
                RESUMES,
                false,
                false);
        String text = CanonicalText.of(prescription);
        return Order.of(prescription, text, FileText.sha256(text));
    }

    private Scenario scenario() {
        return new Scenario(
                "bench",
                "A delivery test.",
                new Scenario.Expectation(Scenario.Outcome.RUNNING, Set.of()),
                lasting,
                Optional.empty(),
                WorldChanges.NONE,
                events,
                reactions);
    }
}
