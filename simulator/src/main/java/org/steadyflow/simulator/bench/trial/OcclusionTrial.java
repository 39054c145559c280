package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.simulator.bench.analysis.Balance;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.telemetry.message.AlarmCode;

/** A closed tap at every limit and several rates: pressure and time at the alarm, and what is released. */
public final class OcclusionTrial {
    private static final int[] LIMITS_MMHG = {100, 200, 300, 400, 500, 600, 700, 800, 900};
    private static final Duration CLOSED_AFTER = Duration.ofMinutes(2);
    private static final Duration OPENED_AFTER = Duration.ofSeconds(30);
    private static final Duration SPARE = Duration.ofMinutes(30);
    /** Slip of the rollers and a set that gives little make it later than C dP / Q: by less than this. */
    private static final double LATE = 2.5;

    private static final long SET = 1;

    private OcclusionTrial() {}

    /**
     * @param dueS C dP / Q: the time of a pump that does not slip, seconds
     * @param alarmS from the closing to the alarm; empty where none came
     * @param isRefused the alarm came before the tap was closed: the line itself needs more than the limit
     */
    record Measured(
            double mlPerH,
            int limitMmHg,
            double dueS,
            OptionalDouble alarmS,
            boolean isRefused,
            double peakMmHg,
            OptionalDouble releasedMl) {}

    public static Plan<?> plan(BenchSettings settings) {
        List<Plan.Run<Measured>> runs = new ArrayList<>();
        for (double rate : settings.rates(settings.isCassette() ? 0.1 : 0.5, 1, 5, 25, 125, 1_000)) {
            for (int limit : LIMITS_MMHG) {
                Duration lasting = lasting(settings, rate, limit);
                Infusion infusion = infusion(settings, rate, limit, lasting);
                if (isEnough(infusion, rate)) {
                    runs.add(new Plan.Run<>(lasting.toSeconds() / LATE, () -> measure(infusion, rate, limit)));
                }
            }
        }
        return new Plan<>(runs, measured -> result(settings, measured));
    }

    private static Duration lasting(BenchSettings settings, double rate, int limit) {
        Infusion any = Infusion.at(rate, SPARE, settings.mechanism(), SET);
        double dueS = Conditions.complianceMlPerMmHg(any.world()) * limit / rate * 3_600;
        return CLOSED_AFTER.plus(SPARE).plusSeconds((long) (dueS * LATE));
    }

    private static Infusion infusion(BenchSettings settings, double rate, int limit, Duration lasting) {
        LineLimits limits =
                new LineLimits(Pressure.ofMmHg(limit), LineLimits.USUAL.singleBubble(), LineLimits.USUAL.airIn15Min());
        return Infusion.at(rate, lasting, settings.mechanism(), SET)
                .untilOver()
                .limitedBy(limits)
                .then(CLOSED_AFTER, new WorldAction.KinkLine(Double.POSITIVE_INFINITY))
                .after(AlarmCode.OCCLUSION_DOWNSTREAM, OPENED_AFTER, new WorldAction.ClearKink());
    }

    /** Whether the container lasts until the tap is closed, and a little. */
    private static boolean isEnough(Infusion infusion, double rate) {
        double needed = rate * CLOSED_AFTER.multipliedBy(2).toMillis() / 3.6e6 + 2;
        return needed <= infusion.world().container().volumeMl();
    }

    private static Measured measure(Infusion infusion, double rate, int limit) throws IOException {
        Tap tap = new Tap(Balance.ANALYTICAL.pan(infusion.seed()));
        RunResult result = infusion.run(Watching.NOBODY.seenBy(tap));
        OptionalDouble raisedS = result.alarms().stream()
                .filter(alarm -> alarm.code() == AlarmCode.OCCLUSION_DOWNSTREAM)
                .mapToDouble(alarm -> alarm.raisedS().doubleValue())
                .findFirst();
        double risesMmHg = limit - tap.runningMmHg();
        double dueS = Conditions.complianceMlPerMmHg(infusion.world()) * risesMmHg / rate * 3_600;
        boolean isRefused = raisedS.isPresent() && (tap.closedS() < 0 || raisedS.getAsDouble() < tap.closedS());
        OptionalDouble alarmS = raisedS.isPresent() && !isRefused
                ? OptionalDouble.of(raisedS.getAsDouble() - tap.closedS())
                : OptionalDouble.empty();
        OptionalDouble released =
                alarmS.isPresent() && tap.wasOpened() ? OptionalDouble.of(tap.releasedMl()) : OptionalDouble.empty();
        return new Measured(rate, limit, dueS, alarmS, isRefused, tap.peakMmHg(), released);
    }

    private static TestResult result(BenchSettings settings, List<Measured> all) {
        return new OcclusionReport(settings, all).result();
    }
}
