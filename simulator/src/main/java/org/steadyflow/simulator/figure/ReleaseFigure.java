package org.steadyflow.simulator.figure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.RunSetup;
import org.steadyflow.simulator.run.Simulation;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.scenario.WorldChanges;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;

/**
 * What a closed line gives into the vein when its tap is opened 30 s after the alarm: liquid of the world, with what
 * the line stored at the alarm beside it.
 */
public final class ReleaseFigure {
    /** Limits for which there is a target, mmHg. */
    public static final List<Integer> LIMITS_MMHG = List.of(100, 200, 300);
    /** A stiff and a soft set, mL/mmHg. */
    public static final List<Double> SETS_ML_PER_MMHG = List.of(1.3e-3, 5e-3);

    private static final FlowRate RATE = FlowRate.ofMillilitresPerHour(60);
    private static final Duration CLOSED_AFTER = Duration.ofMinutes(1);
    private static final Duration OPENED_AFTER = Duration.ofSeconds(30);
    private static final Duration LASTING = Duration.ofMinutes(5);
    private static final double UL_PER_ML = 1_000;

    private ReleaseFigure() {}

    /**
     * @param limitMmHg what the prescription allows
     * @param setUlPerMmHg what the line stores
     * @param storedUl what it stored at the most
     * @param releasedUl what went into the vein when the tap was opened
     */
    public record Figure(String mechanism, int limitMmHg, double setUlPerMmHg, long storedUl, long releasedUl) {}

    /** Each limit with each set; {@code progress} hears of each. */
    public static List<Figure> run(Mechanism mechanism, long seed, Runnable progress) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (int limitMmHg : LIMITS_MMHG) {
            for (double mlPerMmHg : SETS_ML_PER_MMHG) {
                figures.add(one(mechanism, limitMmHg, mlPerMmHg, seed));
                progress.run();
            }
        }
        return List.copyOf(figures);
    }

    /** One closed line. */
    public static Figure one(Mechanism mechanism, int limitMmHg, double mlPerMmHg, long seed) throws IOException {
        Volume holds = mechanism.mostContainer().orLess(Volume.ofMillilitres(250));
        LineLimits limits = new LineLimits(
                Pressure.ofMmHg(limitMmHg), LineLimits.USUAL.singleBubble(), LineLimits.USUAL.airIn15Min());
        WorldParameters usual = WorldParameters.of(mechanism);
        WorldParameters world = usual.withLine(usual.line().withCompliance(mlPerMmHg))
                .withContainer(usual.container().withVolume(holds));
        Tap tap = new Tap();
        FlowRate rate = RATE.compareTo(mechanism.mostRate()) > 0 ? mechanism.mostRate() : RATE;
        RunSetup setup = new RunSetup(
                        FigureOrder.of(rate, holds, new Container(holds, Volume.ZERO), limits),
                        closedThenOpened(),
                        seed,
                        mechanism)
                .in(world);
        List<String> found =
                new Simulation(setup, Watching.NOBODY.seenBy(tap)).run().referee();
        if (!found.isEmpty()) {
            throw new IllegalStateException("the referee was not silent: " + found);
        }
        return new Figure(mechanism.label(), limitMmHg, mlPerMmHg * UL_PER_ML, tap.storedUl(), tap.releasedUl());
    }

    private static Scenario closedThenOpened() {
        return new Scenario(
                "closed-then-opened",
                "The line closes; its tap is opened half a minute after the alarm.",
                new Scenario.Expectation(Scenario.Outcome.STOPPED, Set.of(AlarmCode.OCCLUSION_DOWNSTREAM)),
                Optional.of(LASTING),
                Optional.empty(),
                WorldChanges.NONE,
                List.of(new Scenario.Event(
                        Scenario.Since.INFUSION_STARTED,
                        CLOSED_AFTER,
                        new WorldAction.KinkLine(Double.POSITIVE_INFINITY))),
                List.of(new Scenario.Reaction(
                        AlarmCode.OCCLUSION_DOWNSTREAM, OPENED_AFTER, List.of(new WorldAction.ClearKink()))));
    }

    /** While the line is closed nothing comes out of it: what comes after the fullest moment is what was released. */
    private static final class Tap implements Watching.Onlooker {
        private double fullestMl;
        private double deliveredThenMl;
        private double deliveredMl;

        @Override
        public void look(WorldTruth truth) {
            deliveredMl = truth.deliveredMl();
            if (truth.storedDownstreamMl() > fullestMl) {
                fullestMl = truth.storedDownstreamMl();
                deliveredThenMl = deliveredMl;
            }
        }

        long storedUl() {
            return Math.round(fullestMl * UL_PER_ML);
        }

        long releasedUl() {
            return Math.round((deliveredMl - deliveredThenMl) * UL_PER_ML);
        }
    }
}
