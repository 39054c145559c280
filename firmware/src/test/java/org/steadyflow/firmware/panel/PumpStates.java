package org.steadyflow.firmware.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.OperatorMessage.AlarmStatus;
import org.steadyflow.telemetry.message.OperatorMessage.BolusStatus;
import org.steadyflow.telemetry.message.OperatorMessage.CourseStatus;
import org.steadyflow.telemetry.message.OperatorMessage.LineStatus;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;
import org.steadyflow.telemetry.message.OperatorMessage.Status;
import org.steadyflow.telemetry.message.OperatorMessage.TickStatus;
import org.steadyflow.telemetry.message.OperatorMessage.TitrationStatus;
import org.steadyflow.telemetry.message.Priority;

/** What a pump may say in each state that the panel has a picture for. */
final class PumpStates {
    /** 2026-03-09 14:32:07 UTC. */
    static final long NOW_MS = 1_773_066_727_000L;

    private static final long HOUR_MS = 3_600_000;
    private static final long ML = 1_000_000;
    static final LineStatus QUIET_LINE = new LineStatus(85, 300, 12, false, true, true, 1_000);
    private static final LineStatus BLOCKED_LINE = new LineStatus(312, 300, 12, false, true, true, 1_000);
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
            -1,
            0,
            "",
            BolusStatus.NONE,
            TitrationStatus.NONE,
            CourseStatus.NONE);

    private PumpStates() {}

    static Map<String, Status> all() {
        Map<String, Status> states = new LinkedHashMap<>();
        states.put("recovering", status("RECOVERING", NO_ORDER, QUIET_LINE));
        states.put("idle", idle());
        states.put("ready", status("READY", single(0, 0), QUIET_LINE));
        states.put("ready-doses", status("READY", vancomycin(1, 0), QUIET_LINE));
        states.put("infusing", infusing());
        states.put("infusing-dose", status("INFUSING", vancomycin(2, 35_240_000), QUIET_LINE));
        states.put("infusing-caution", cautious());
        states.put("waiting", status("WAITING", waiting(), QUIET_LINE));
        states.put("occlusion", occluded(""));
        states.put("accepted", occluded("Kim Osei"));
        states.put("cleared", cleared());
        states.put("paused", status("PAUSED", single(61_300_000, 61_300_000), QUIET_LINE));
        states.put("air", airAfterPowerCut());
        states.put("complete", complete());
        states.put("long-ready", status("READY", longest(0), QUIET_LINE));
        states.put(
                "long-infusing",
                with(
                        status("INFUSING", longest(1_800_000), QUIET_LINE),
                        0,
                        cautious().alarms()));
        states.put(
                "long-stopped",
                with(
                        status("STOPPED", longest(1_800_000), BLOCKED_LINE),
                        0,
                        airAfterPowerCut().alarms()));
        states.put("ready-again", withoutEnvelope(status("READY", single(0, 0), QUIET_LINE)));
        states.put("paused-again", withoutEnvelope(status("PAUSED", single(61_300_000, 61_300_000), QUIET_LINE)));
        states.put("stopped-again", withoutEnvelope(cleared()));
        states.putAll(RegimenStates.all());
        return states;
    }

    static Status idle() {
        return status("IDLE", NO_ORDER, QUIET_LINE);
    }

    static Status infusing() {
        return status("INFUSING", single(35_240_000, 35_240_000), QUIET_LINE);
    }

    static Status occluded(String acceptedBy) {
        AlarmStatus alarm = new AlarmStatus(
                7,
                AlarmCode.OCCLUSION_DOWNSTREAM,
                Priority.HIGH,
                "STOP",
                95_000,
                true,
                !acceptedBy.isEmpty(),
                false,
                "312 mmHg downstream, limit 300 mmHg",
                acceptedBy);
        return with(
                status("STOPPED", single(35_240_000, 35_240_000), BLOCKED_LINE),
                acceptedBy.isEmpty() ? 0 : 83_000,
                alarm);
    }

    /** The same status at a later tick. */
    static Status at(Status status, long tick) {
        return changed(
                status,
                tick,
                status.wallMs() + tick * 50,
                status.alarms(),
                status.audioPausedMs(),
                status.envelopeMissing());
    }

    private static Status cleared() {
        AlarmStatus alarm = new AlarmStatus(
                7,
                AlarmCode.OCCLUSION_DOWNSTREAM,
                Priority.HIGH,
                "STOP",
                140_000,
                false,
                false,
                false,
                "312 mmHg downstream, limit 300 mmHg",
                "");
        return with(status("STOPPED", single(35_240_000, 35_240_000), QUIET_LINE), 0, alarm);
    }

    static Status cautious() {
        AlarmStatus complete = new AlarmStatus(
                9,
                AlarmCode.VOLUME_UNSURE,
                Priority.MEDIUM,
                "CONTINUE",
                2_000,
                true,
                false,
                false,
                "a stop lost the position; the volume given is known only within limits",
                "");
        AlarmStatus pharmacy = new AlarmStatus(
                10,
                AlarmCode.PHARMACY_UNREACHABLE,
                Priority.LOW,
                "CONTINUE",
                200_000,
                true,
                false,
                true,
                "no word from the pharmacy for 3 min",
                "");
        return with(status("INFUSING", vancomycin(2, 35_240_000), QUIET_LINE), 0, complete, pharmacy);
    }

    private static Status airAfterPowerCut() {
        LineStatus battery = new LineStatus(40, 300, 12, true, true, false, 180);
        AlarmStatus air = new AlarmStatus(
                11,
                AlarmCode.AIR_SINGLE,
                Priority.HIGH,
                "STOP",
                3_000,
                true,
                false,
                false,
                "one bubble above 0.1 mL",
                "");
        AlarmStatus unsure = new AlarmStatus(
                12,
                AlarmCode.VOLUME_UNSURE,
                Priority.MEDIUM,
                "CONTINUE",
                60_000,
                true,
                false,
                false,
                "see above",
                "Kim Osei");
        AlarmStatus clock = new AlarmStatus(
                13,
                AlarmCode.CLOCK_UNSURE,
                Priority.LOW,
                "CONTINUE",
                60_000,
                true,
                false,
                false,
                "the wall clock jumped",
                "");
        AlarmStatus late = new AlarmStatus(
                14,
                AlarmCode.TICK_LATE,
                Priority.MEDIUM,
                "CONTINUE",
                60_000,
                true,
                false,
                false,
                "three late ticks",
                "");
        AlarmStatus records = new AlarmStatus(
                15,
                AlarmCode.JOURNAL_FAULT,
                Priority.MEDIUM,
                "CONTINUE",
                60_000,
                true,
                false,
                true,
                "a write is slow",
                "");
        Status stopped = status("STOPPED", single(34_000_000, 35_240_000), battery);
        return with(stopped, 0, air, unsure, late, records, clock);
    }

    private static Status complete() {
        AlarmStatus done = new AlarmStatus(
                8,
                AlarmCode.INFUSION_COMPLETE,
                Priority.MEDIUM,
                "CONTINUE",
                4_000,
                true,
                false,
                false,
                "the prescribed volume is in",
                "");
        return with(status("COMPLETE", single(100 * ML, 100 * ML), QUIET_LINE), 0, done);
    }

    private static OrderStatus single(long lowerNl, long upperNl) {
        long leftMs = (100 * ML - lowerNl) / 200 * HOUR_MS / ML;
        return new OrderStatus(
                "EXAMPLE-CEFTRIAXONE",
                "Example patient 1",
                "cefTRIAXone",
                "20 mg/mL",
                "INTRAVENOUS_PERIPHERAL",
                0,
                "infusion",
                1,
                1,
                200 * ML,
                100 * ML,
                lowerNl,
                upperNl,
                100 * ML,
                lowerNl,
                upperNl,
                leftMs,
                0,
                "",
                BolusStatus.NONE,
                TitrationStatus.NONE,
                CourseStatus.NONE);
    }

    private static OrderStatus vancomycin(int dose, long givenNl) {
        long before = (dose - 1) * 200L * ML;
        return new OrderStatus(
                "EXAMPLE-VANCOMYCIN",
                "Example patient 2",
                "vancomycin",
                "5 mg/mL",
                "INTRAVENOUS_CENTRAL",
                2 * (dose - 1),
                "dose " + dose,
                dose,
                4,
                120 * ML,
                200 * ML,
                givenNl,
                givenNl,
                800 * ML,
                before + givenNl,
                before + givenNl + 1_200_000,
                (200 * ML - givenNl) / 120 * HOUR_MS / ML,
                NOW_MS + 11 * HOUR_MS + 1_800_000,
                "",
                BolusStatus.NONE,
                TitrationStatus.NONE,
                CourseStatus.NONE);
    }

    /** Names as long as a file may have them, numbers as large, and a volume that is not known exactly. */
    private static OrderStatus longest(long widthNl) {
        return new OrderStatus(
                "EXAMPLE-LONGEST",
                "Example patient with a name of sixty-four characters, as allowed",
                "piperacillin/tazobactam with a name of sixty-four letters in all",
                "1,234.5 mcg/mL",
                "INTRAVENOUS_PERIPHERAL",
                18,
                "dose 10",
                10,
                12,
                999_900_000,
                1_234_500_000,
                1_012_600_000,
                1_012_600_000 + widthNl,
                14_814 * ML,
                11_012 * ML,
                11_014 * ML,
                26 * HOUR_MS + 59 * 60_000,
                NOW_MS + 35 * HOUR_MS,
                "",
                BolusStatus.NONE,
                TitrationStatus.NONE,
                CourseStatus.NONE);
    }

    private static OrderStatus waiting() {
        return new OrderStatus(
                "EXAMPLE-VANCOMYCIN",
                "Example patient 2",
                "vancomycin",
                "5 mg/mL",
                "INTRAVENOUS_CENTRAL",
                1,
                "until dose 2",
                0,
                4,
                ML,
                12 * ML,
                2_400_000,
                2_400_000,
                800 * ML,
                200 * ML,
                200 * ML,
                -1,
                NOW_MS + 9 * HOUR_MS,
                "",
                BolusStatus.NONE,
                TitrationStatus.NONE,
                CourseStatus.NONE);
    }

    static Status status(String phase, OrderStatus order, LineStatus line) {
        return new Status(
                1, "pump-1", 3, 0, NOW_MS, phase, order, line, List.of(), 0, 20_000, false, false, TickStatus.NONE);
    }

    /** The same pump, whose monitor has lost the order's envelope. */
    private static Status withoutEnvelope(Status status) {
        return changed(status, status.tick(), status.wallMs(), status.alarms(), status.audioPausedMs(), true);
    }

    private static Status with(Status status, long audioPausedMs, AlarmStatus... alarms) {
        return with(status, audioPausedMs, List.of(alarms));
    }

    static Status with(Status status, long audioPausedMs, List<AlarmStatus> alarms) {
        return changed(status, status.tick(), status.wallMs(), alarms, audioPausedMs, status.envelopeMissing());
    }

    private static Status changed(
            Status status,
            long tick,
            long wallMs,
            List<AlarmStatus> alarms,
            long audioPausedMs,
            boolean envelopeMissing) {
        return new Status(
                status.schema(),
                status.pump(),
                status.boot(),
                tick,
                wallMs,
                status.phase(),
                status.order(),
                status.line(),
                alarms,
                audioPausedMs,
                status.pharmacySeenMs(),
                status.storeFailed(),
                envelopeMissing,
                status.ticking());
    }
}
