package org.steadyflow.firmware.safety;

import java.util.List;
import java.util.Locale;

/** The alarm table for people: docs/alarms.md holds what this prints, and a test compares them. */
public final class AlarmTable {
    private static final String SET_OPEN =
            "nothing commanded, door open or set out, and both pressures a fifth of their difference at rest closer"
                    + " to each other; watched where that difference is 10 mmHg or more; holds until all is closed";

    private static final String LINES_LATE =
            "a line or a commit takes longer than 2 s, or the disk refused one; what runs goes on by the chip's copy";

    private static final String UNFIT =
            "the board's own test failed, or the red lamp or the sounder draws no current while it is on; nothing is"
                    + " infused";

    private static final String IMPAIRED =
            "the yellow or the cyan lamp draws no current while it is on, something draws current while all is off,"
                    + " a switch's or key's line cannot be read (it counts as what stops the pump), the clock chip tells no"
                    + " time, or the program's files cannot be looked at";

    private static final String STARTED_AGAIN =
            "the third start within 10 min with a prescription that is not over; nothing resumes by itself";

    private static final String TWO_OF_THREE = "2 of 3 samples";
    private static final String AT_ONCE = "at once";
    private static final String BLOCKED =
            "pressure towards the patient less than 5 mmHg below the prescription's limit (usually 300 mmHg); holds until"
                    + " pressure is below half the limit and, after a back-off, until a person has seen it. Below 10 mL/h"
                    + " also: 100 mmHg climbed in a row, each 20 with as much volume as a line stores that is closed;"
                    + " holds until it is back where it began";

    private static final String SINGLE_BUBBLE =
            "one bubble that may have the prescription's limit (usually 100 uL): from three quarters of it on, of a syringe"
                    + " nine tenths";

    private static final String RESTARTED =
            "after such an alarm the pump started by itself, as its prescription lets it: 15 s after the back-off, with"
                    + " pressure below half the limit, at most three times in 10 minutes";

    private AlarmTable() {}

    /** What raises the row, with its threshold. */
    public static String cause(AlarmRow row) {
        return switch (row) {
            case OCCLUSION_DOWNSTREAM -> BLOCKED;
            case OCCLUSION_RESOLVED -> RESTARTED;
            case OCCLUSION_UPSTREAM ->
                "pressure towards the container 150 mmHg below its mean in the infusion's first second; that mean is"
                        + " taken again after an idle hour";
            case AIR_SINGLE -> SINGLE_BUBBLE;
            case AIR_ACCUMULATED ->
                "air of the last 15 minutes over the prescription's limit (1 mL unless it says otherwise)";
            case FREE_FLOW -> SET_OPEN;
            case OVER_INFUSION -> "the shaft 50 uL beyond its command, or 10 % too much over 15 minutes";
            case UNDER_INFUSION_SLOW, UNDER_INFUSION_SLOW_LIFE_SUSTAINING ->
                "less than 90 % of the prescribed flow over 15 minutes";
            case UNDER_INFUSION_STALLED, UNDER_INFUSION_STALLED_LIFE_SUSTAINING ->
                "the driver steps a tenth of a turn (10 uL) and the shaft does not";
            case DOOR_OPEN -> "the door opens while flow is wanted";
            case SET_MISLOADED -> "the cassette is out of its place while flow is wanted";
            case SYRINGE_OUT -> "the syringe is out of its place while flow is wanted";
            case CONTAINER_EMPTY ->
                "nothing left by count, or 25 uL of air in one with upstream pressure 30 mmHg below what it was at this flow";
            case INFUSION_COMPLETE, INFUSION_COMPLETE_LIFE_SUSTAINING -> "the volume to infuse is in";
            case KEEP_OPEN_ENDING -> "the keep-open flow after the end comes to its limit in less than 5 minutes";
            case NEAR_END, NEAR_END_LIFE_SUSTAINING ->
                "volume to infuse or container at its end in less than 30 minutes (1 to 240 as the prescription says), and more than"
                        + " half of it in";
            case KVO_RUNNING -> "keep-open flow after the end";
            case DOSE_LIMIT -> "a cap of the prescription is reached; a dose more is refused";
            case BATTERY_LOW -> "on battery with less than 30 minutes left, by its rating or by its fall";
            case BATTERY_DEPLETED -> "on battery with less than 5 minutes left";
            case MAINS_LOST -> "on battery";
            case MOTOR_FAULT -> "the driver reports a fault, or the encoder reads less than the ledger has settled";
            case SENSOR_FAULT ->
                "the air detector out of its range, or two sensors out of range, or stuck to the pascal for 30 s";
            case SENSOR_FAULT_SPARE, SENSOR_FAULT_SPARE_LIFE_SUSTAINING ->
                "one pressure, the thermometer or the battery's gauge alone out of range, or one pressure stuck to the"
                        + " pascal for 30 s";
            case OVER_TEMPERATURE -> "the board above 55 C; holds until it is below 50 C";
            case STUCK_KEY -> "a hard key held; it counts no longer until it is released";
            case PAUSED_TOO_LONG, PAUSED_TOO_LONG_LIFE_SUSTAINING -> "paused, or stopped with no alarm left";
            case NOT_STARTED -> "accepted and not started";
            case START_MISSED -> "a scheduled dose could not start at its time, or was left out";
            case PERSON_AWAITED -> "the program waits for a person, and nobody comes";
            case DRUG_EXPIRED, DRUG_EXPIRED_LIFE_SUSTAINING -> "hung longer than the drug keeps at the temperature";
            case DRUG_EXPIRED_STOP -> "the same, of a drug that the library has the pump stop for";
            case CLOCK_UNSURE ->
                "the wall clock moved 2 s beside the monotonic one, or went back over a restart; scheduled doses wait";
            case JOURNAL_LATE -> LINES_LATE;
            case JOURNAL_AUTHORITY_USED_UP -> "flow is due without durable authority; the motor waits";
            case LEDGER_COPY_FAILED -> "the ledger's second copy, in the memory chip, cannot be written";
            case TICK_LATE, TICK_LATE_LIFE_SUSTAINING -> "a tick two periods late; shown for 10 s";
            case TICK_LATE_AGAIN, TICK_LATE_AGAIN_LIFE_SUSTAINING -> "three late ticks within a minute";
            case MONITOR_TRIP, MONITOR_FORGETS -> ofMonitor(row);
            case SELF_TEST_FAILED, SELF_TEST_SPARE, RESTARTS_TOO_OFTEN -> ofSelfTest(row);
            case VOLUME_UNSURE -> "a stop lost the motor's position, or a store was damaged or lost";
            case PHARMACY_UNREACHABLE, PHARMACY_UNREACHABLE_LONG -> "no signed word from the pharmacy";
            case TAMPER -> "the lock over container and set was opened without its key";
        };
    }

    private static String ofSelfTest(AlarmRow row) {
        if (row == AlarmRow.RESTARTS_TOO_OFTEN) {
            return STARTED_AGAIN;
        }
        return row == AlarmRow.SELF_TEST_FAILED ? UNFIT : IMPAIRED;
    }

    private static String ofMonitor(AlarmRow row) {
        return row == AlarmRow.MONITOR_TRIP
                ? "the independent monitor has cut the motor's power"
                : "the monitor's storage does not keep what it counts; no new prescription starts, what runs goes on";
    }

    /** For how long the cause must be there before the row is raised. */
    public static String held(AlarmRow row) {
        return switch (row) {
            case OCCLUSION_DOWNSTREAM, OVER_TEMPERATURE, MAINS_LOST, BATTERY_LOW, BATTERY_DEPLETED -> TWO_OF_THREE;
            case MOTOR_FAULT, SENSOR_FAULT, SENSOR_FAULT_SPARE, SENSOR_FAULT_SPARE_LIFE_SUSTAINING -> TWO_OF_THREE;
            case CONTAINER_EMPTY -> TWO_OF_THREE;
            case OCCLUSION_UPSTREAM -> "10 s";
            case OCCLUSION_RESOLVED -> AT_ONCE;
            case FREE_FLOW -> "0.8 s, after 1 s at rest";
            case STUCK_KEY, PAUSED_TOO_LONG_LIFE_SUSTAINING -> "60 s";
            case PAUSED_TOO_LONG -> "10 min";
            case NOT_STARTED, PERSON_AWAITED -> "5 min";
            case JOURNAL_AUTHORITY_USED_UP -> "300 ms";
            case PHARMACY_UNREACHABLE -> "120 s";
            case PHARMACY_UNREACHABLE_LONG -> "15 min";
            case AIR_SINGLE, AIR_ACCUMULATED, OVER_INFUSION, DOOR_OPEN, SET_MISLOADED, SYRINGE_OUT -> AT_ONCE;
            case UNDER_INFUSION_SLOW, UNDER_INFUSION_SLOW_LIFE_SUSTAINING -> AT_ONCE;
            case UNDER_INFUSION_STALLED, UNDER_INFUSION_STALLED_LIFE_SUSTAINING -> AT_ONCE;
            case INFUSION_COMPLETE, INFUSION_COMPLETE_LIFE_SUSTAINING, KEEP_OPEN_ENDING, KVO_RUNNING -> AT_ONCE;
            case NEAR_END, NEAR_END_LIFE_SUSTAINING, DOSE_LIMIT, START_MISSED -> AT_ONCE;
            case DRUG_EXPIRED, DRUG_EXPIRED_STOP, DRUG_EXPIRED_LIFE_SUSTAINING -> AT_ONCE;
            case CLOCK_UNSURE, VOLUME_UNSURE, JOURNAL_LATE, LEDGER_COPY_FAILED, MONITOR_FORGETS -> AT_ONCE;
            case TICK_LATE, TICK_LATE_LIFE_SUSTAINING -> AT_ONCE;
            case TICK_LATE_AGAIN, TICK_LATE_AGAIN_LIFE_SUSTAINING -> AT_ONCE;
            case MONITOR_TRIP, SELF_TEST_FAILED, SELF_TEST_SPARE, RESTARTS_TOO_OFTEN, TAMPER -> AT_ONCE;
        };
    }

    /** The rows as a Markdown table. */
    public static String markdown() {
        StringBuilder table =
                new StringBuilder("| alarm | cause | for | priority | the pump | ends |\n|---|---|---|---|---|---|\n");
        for (AlarmRow row : AlarmRow.values()) {
            String lifeSustaining = row.name().endsWith("_LIFE_SUSTAINING") ? " (life-sustaining drug)" : "";
            List<String> cells = List.of(
                    row.code() + lifeSustaining,
                    cause(row),
                    held(row),
                    row.priority().name().toLowerCase(Locale.ROOT),
                    action(row),
                    end(row));
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return table.toString();
    }

    private static String action(AlarmRow row) {
        return switch (row.action()) {
            case CONTINUE -> "goes on";
            case KEEP_OPEN -> "keeps the line open";
            case STOP -> "stops";
            case POWER_OFF -> "stops, motor power off";
        };
    }

    private static String end(AlarmRow row) {
        return switch (row.clearing()) {
            case BY_ITSELF -> "by itself";
            case ACKNOWLEDGED -> "cause gone and acknowledged";
            case STARTED -> "cause gone and acknowledged, or start";
        };
    }
}
