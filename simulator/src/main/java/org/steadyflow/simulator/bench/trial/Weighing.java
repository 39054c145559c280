package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.steadyflow.simulator.bench.analysis.Balance;
import org.steadyflow.simulator.bench.analysis.MassCurve;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Priority;

/** Reads the balance under the end of the line at even intervals from the start of the infusion on. One thread. */
final class Weighing implements Watching.Onlooker {
    private static final double NS_PER_MIN = 60e9;
    private static final long NOT_STARTED = -1;
    /** What the analytical balance carries. */
    private static final double CARRIES_ML = 200;

    private final Balance.Pan pan;
    private final long sampleNs;
    private final double[] grams;
    private int taken;
    private long startedNs = NOT_STARTED;
    private double beforeMl;

    private Weighing(Balance.Pan pan, double sampleMin, int samples) {
        this.pan = pan;
        this.sampleNs = Math.round(sampleMin * NS_PER_MIN);
        this.grams = new double[samples + 1];
    }

    /**
     * @param curve by the balance
     * @param startedS when the infusion started, seconds of the run
     * @param alarms that were raised
     */
    record Weighed(MassCurve curve, double startedS, List<RunResult.RaisedAlarm> alarms) {
        Weighed {
            alarms = List.copyOf(alarms);
        }

        /** Alarms of high priority, in words; empty for none. */
        String stoppedBy() {
            return alarms.stream()
                    .filter(alarm -> alarm.priority() == Priority.HIGH)
                    .map(alarm -> alarm.code().name())
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        /** When this alarm was first raised, seconds since the infusion started; empty for never. */
        OptionalDouble firstS(AlarmCode code) {
            return alarms.stream()
                    .filter(alarm -> alarm.code() == code)
                    .mapToDouble(alarm -> alarm.raisedS().doubleValue() - startedS)
                    .findFirst();
        }
    }

    /** Runs the infusion on a balance; {@code samples} intervals of {@code sampleMin} minutes. */
    static Weighed weigh(Infusion infusion, double sampleMin, int samples) throws IOException {
        double expectedMl = infusion.regimen().rate().nanolitresPerHour() / 1e6 * sampleMin * samples / 60;
        Balance balance = expectedMl > CARRIES_ML ? Balance.PRECISION : Balance.ANALYTICAL;
        Weighing weighing = new Weighing(balance.pan(infusion.seed()), sampleMin, samples);
        RunResult result = infusion.run(Watching.NOBODY.seenBy(weighing).startedBy(weighing::started));
        return new Weighed(weighing.curve(sampleMin), weighing.startedNs / 1e9, result.alarms());
    }

    private void started(long nowNs) {
        if (startedNs == NOT_STARTED) {
            startedNs = nowNs;
            grams[taken++] = pan.read(beforeMl);
        }
    }

    @Override
    public void look(WorldTruth truth) {
        if (startedNs == NOT_STARTED) {
            beforeMl = truth.deliveredMl();
        } else if (taken < grams.length && truth.nowNs() >= startedNs + taken * sampleNs) {
            grams[taken++] = pan.read(truth.deliveredMl());
        }
    }

    /** A pump that never started, or a run that ended early, adds nothing more. */
    private MassCurve curve(double sampleMin) {
        double last = taken == 0 ? pan.read(beforeMl) : grams[taken - 1];
        Arrays.fill(grams, taken, grams.length, last);
        return new MassCurve(sampleMin, grams);
    }
}
