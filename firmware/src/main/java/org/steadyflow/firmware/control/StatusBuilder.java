package org.steadyflow.firmware.control;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Clearing;
import org.steadyflow.firmware.safety.SafetyMonitor;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorMessage.AlarmStatus;
import org.steadyflow.telemetry.message.OperatorMessage.BolusStatus;
import org.steadyflow.telemetry.message.OperatorMessage.CourseStatus;
import org.steadyflow.telemetry.message.OperatorMessage.LineStatus;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;
import org.steadyflow.telemetry.message.OperatorMessage.TitrationStatus;

/** Says what one tick saw and decided, in the words of the operator socket. Any thread. */
public final class StatusBuilder {
    private static final long NS_PER_MS = 1_000_000;
    private static final long NO_PHARMACY = -1;
    private static final OrderStatus NO_ORDER = new OrderStatus(
            "",
            "",
            "",
            "",
            "",
            0,
            "",
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            "",
            BolusStatus.NONE,
            TitrationStatus.NONE,
            CourseStatus.NONE);

    private final String pump;
    private final int boot;
    private final PumpSetup setup;
    private final Supplier<Lateness> lateness;
    private final Supplier<SelfTestDesk.Words> selfTest;

    /** Of a pump whose ticks nobody times. */
    public StatusBuilder(String pump, int boot, PumpSetup setup) {
        this(pump, boot, setup, () -> Lateness.NONE, () -> SelfTestDesk.Words.NONE);
    }

    /**
     * Of a pump that runs in real time.
     *
     * @param lateness how punctual the ticks are now; asked on whatever thread builds a status
     * @param selfTest what the pump's own test found wrong; likewise
     */
    public StatusBuilder(
            String pump,
            int boot,
            PumpSetup setup,
            Supplier<Lateness> lateness,
            Supplier<SelfTestDesk.Words> selfTest) {
        this.pump = pump;
        this.boot = boot;
        this.setup = setup;
        this.lateness = lateness;
        this.selfTest = selfTest;
    }

    /** The pump at tick number {@code tick} of this boot. */
    public OperatorMessage.Status status(long tick, TickInput input, TickRecord record) {
        PumpState state = record.after();
        SensorSample sample = input.sample();
        ClockSample clock = sample.clock();
        return new OperatorMessage.Status(
                Entry.SCHEMA,
                pump,
                boot,
                tick,
                clock.wallMs(),
                state.phase().name(),
                order(input, state),
                line(sample, state),
                alarms(state, sample),
                audioPausedMs(state, clock.monotonicNs()),
                pharmacySeenMs(state),
                input.granted().storeFailed(),
                envelopeMissing(state, sample),
                lateness.get().status());
    }

    private static boolean envelopeMissing(PumpState state, SensorSample sample) {
        Guard guard = sample.enclosure().supervision().guard();
        // one that is not heard, or not sound, has alarms of its own
        return guard.armed()
                && state.order().isPresent()
                && guard.lacks(state.order().get().envelopeId());
    }

    private OrderStatus order(TickInput input, PumpState state) {
        return state.order().isEmpty()
                ? NO_ORDER
                : new OrderProgress(setup.microstep(), state, state.order().get(), input).status();
    }

    private static LineStatus line(SensorSample sample, PumpState state) {
        LineLimits limits =
                state.order().map(Order::prescription).map(p -> p.limits()).orElse(LineLimits.USUAL);
        return new LineStatus(
                sample.line().downstream().mmHg(),
                limits.downstreamOcclusion().mmHg(),
                sample.line().upstream().mmHg(),
                SafetyMonitor.seesAir(sample.line()),
                sample.enclosure().doorClosed(),
                sample.power().mainsPresent(),
                sample.power().chargePermille());
    }

    private List<AlarmStatus> alarms(PumpState state, SensorSample sample) {
        return state.safety().board().alarms().stream()
                .map(alarm -> alarm(alarm, sample))
                .toList();
    }

    private AlarmStatus alarm(Alarm alarm, SensorSample sample) {
        long nowNs = sample.clock().monotonicNs();
        return new AlarmStatus(
                alarm.number(),
                alarm.row().code(),
                alarm.row().priority(),
                alarm.row().action().name(),
                Math.max(nowNs - alarm.raisedNs(), 0) / NS_PER_MS,
                alarm.causeHolds(),
                alarm.acknowledged(),
                alarm.row().clearing() == Clearing.BY_ITSELF,
                detail(alarm, sample.enclosure().supervision().faults()),
                alarm.acceptedBy());
    }

    /** The core knows which part failed and not which step of the test; and a part may have failed since the alarm. */
    private String detail(Alarm alarm, Set<BoardFault> faults) {
        SelfTestDesk.Words found = selfTest.get();
        String now = "";
        if (alarm.row() == AlarmRow.SELF_TEST_FAILED) {
            now = joined(found.failed(), BoardFault.words(faults, true));
        } else if (alarm.row() == AlarmRow.SELF_TEST_SPARE) {
            now = joined(BoardFault.words(faults, false), found.unread());
        }
        return now.isEmpty() ? alarm.detail() : now;
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
    }

    /** No pause is written as an end long ago, so far back that the difference would not fit. */
    private static long audioPausedMs(PumpState state, long nowNs) {
        long untilNs = state.safety().board().audioPausedUntilNs();
        return untilNs > nowNs ? (untilNs - nowNs) / NS_PER_MS : 0;
    }

    private long pharmacySeenMs(PumpState state) {
        long sinceNs = state.clocks().tickNs() - state.clocks().presenceNs();
        return setup.pharmacyExpected() ? sinceNs / setup.pace() / NS_PER_MS : NO_PHARMACY;
    }
}
