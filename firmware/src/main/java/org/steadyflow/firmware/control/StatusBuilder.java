package org.steadyflow.firmware.control;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.steadyflow.firmware.core.Course;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Exact;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.OperatorMessage.AlarmStatus;
import org.steadyflow.telemetry.message.OperatorMessage.LineStatus;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;
import org.steadyflow.telemetry.message.OperatorMessage.Status;

/** What the pump is like at one tick, for people. Pure; any thread. */
public final class StatusBuilder {
    private static final long NS_PER_MS = 1_000_000;
    /** Below this the detector sees air. */
    private static final int LIQUID_LEAST_MV = 1_100;

    private static final OrderStatus NO_ORDER =
            new OrderStatus("", "", "", "", "", 0, "", 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0);

    private final String pump;
    private final int boot;
    private final PumpSetup setup;

    public StatusBuilder(String pump, int boot, PumpSetup setup) {
        this.pump = pump;
        this.boot = boot;
        this.setup = setup;
    }

    /** The status after tick number {@code tick} of this boot. */
    public Status build(long tick, TickInput input, TickRecord record) {
        PumpState state = record.after();
        SensorSample sample = input.sample();
        long nowNs = sample.clock().monotonicNs();
        AlarmBoard board = state.safety().board();
        return new Status(
                Entry.SCHEMA,
                pump,
                boot,
                tick,
                sample.clock().wallMs(),
                state.phase().name(),
                state.order().map(order -> order(order, state, sample.motor())).orElse(NO_ORDER),
                line(state, sample),
                board.alarms().stream().map(alarm -> alarm(alarm, nowNs)).toList(),
                Math.max(board.audioPausedUntilNs() - nowNs, 0) / NS_PER_MS,
                setup.pharmacyExpected() ? pharmacySilenceMs(state, nowNs) : -1,
                input.granted().storeFailed());
    }

    private long pharmacySilenceMs(PumpState state, long nowNs) {
        return (nowNs - state.clocks().presenceNs()) / setup.pace() / NS_PER_MS;
    }

    private OrderStatus order(Order order, PumpState state, MotorSample motor) {
        Prescription prescription = order.prescription();
        Course course = state.course();
        Segment segment = state.segment();
        long lower = Math.max(state.shaft().lower(motor) - course.startLower(), 0);
        long upper = Math.max(state.shaft().upper(motor) - course.startUpper(), lower);
        Volume partLower = setup.microstep().volumeOf(lower).orLess(segment.volume());
        Volume partUpper = setup.microstep().volumeOf(upper);
        Volume before = order.program().deliveredBefore(course.part());
        boolean isDose = dose(segment) > 0;
        return new OrderStatus(
                prescription.id(),
                prescription.patient(),
                prescription.drug().name(),
                prescription.drug().concentration().map(Object::toString).orElse(""),
                prescription.route().name().toLowerCase(Locale.ROOT),
                course.part(),
                segment.name(),
                dose(segment),
                doses(prescription.regimen()),
                segment.rate().nanolitresPerHour(),
                segment.volume().nanolitres(),
                partLower.nanolitres(),
                partUpper.nanolitres(),
                order.program().volumeToInfuse().nanolitres(),
                isDose ? before.plus(partLower).nanolitres() : before.nanolitres(),
                isDose ? before.plus(partUpper).nanolitres() : before.nanolitres(),
                timeLeftMs(segment, partLower),
                nextDoseWallMs(segment, course));
    }

    private static long timeLeftMs(Segment segment, Volume given) {
        return switch (segment) {
            case Segment.Deliver deliver -> {
                FlowRate rate = deliver.rate();
                long leftNl = Math.max(deliver.volume().minus(given).nanolitres(), 0);
                yield Exact.multiplyDivideCeil(leftNl, rate.perNs(), rate.nanolitres()) / NS_PER_MS;
            }
            case Segment.Wait _ -> -1;
        };
    }

    private static long nextDoseWallMs(Segment segment, Course course) {
        return switch (segment) {
            case Segment.Deliver _ -> 0;
            case Segment.Wait wait ->
                switch (wait.end()) {
                    case WaitEnd.NextDose next ->
                        course.lastDoseStartWallMs() + next.sinceLastStart().toMillis();
                    case WaitEnd.Person _ -> 0;
                };
        };
    }

    private static int dose(Segment segment) {
        return switch (segment) {
            case Segment.Deliver deliver -> deliver.dose();
            case Segment.Wait _ -> 0;
        };
    }

    private static int doses(Regimen regimen) {
        return switch (regimen) {
            case Regimen.Continuous _ -> 1;
            case Regimen.Intermittent intermittent -> intermittent.count();
        };
    }

    private static LineStatus line(PumpState state, SensorSample sample) {
        LineSample line = sample.line();
        LineLimits limits = state.order().map(o -> o.prescription().limits()).orElse(LineLimits.USUAL);
        return new LineStatus(
                line.downstream().mmHg(),
                limits.downstreamOcclusion().mmHg(),
                line.upstream().mmHg(),
                line.airDetectorMv() < LIQUID_LEAST_MV,
                sample.enclosure().doorClosed(),
                sample.power().mainsPresent(),
                sample.power().chargePermille());
    }

    private static AlarmStatus alarm(Alarm alarm, long nowNs) {
        return new AlarmStatus(
                alarm.number(),
                alarm.row().code(),
                alarm.row().priority(),
                alarm.row().action().name(),
                Math.max(nowNs - alarm.raisedNs(), 0) / NS_PER_MS,
                alarm.causeHolds(),
                alarm.acknowledged(),
                alarm.detail(),
                alarm.acceptedBy());
    }

    /** What changes at once on every screen: the phase and the list of alarms. */
    static boolean sameForPeople(Optional<PumpState> before, PumpState now) {
        return before.isPresent()
                && before.get().phase() == now.phase()
                && sameList(
                        before.get().safety().board().alarms(),
                        now.safety().board().alarms());
    }

    @SuppressWarnings("ReferenceEquality") // the board keeps its list as long as nothing on it changes
    private static boolean sameList(List<Alarm> before, List<Alarm> now) {
        return before == now;
    }
}
