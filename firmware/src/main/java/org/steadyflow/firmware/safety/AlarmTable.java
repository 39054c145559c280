package org.steadyflow.firmware.safety;

import java.util.Locale;

/** The alarm table for people: docs/alarms.md holds what this prints, and a test compares them. */
public final class AlarmTable {
    private AlarmTable() {}

    /** What raises the row, with its threshold. */
    public static String cause(AlarmRow row) {
        return switch (row) {
            case OCCLUSION_DOWNSTREAM ->
                "pressure towards the patient over the prescription's limit (300 mmHg unless it says otherwise), two of"
                        + " three samples; holds until pressure is below half the limit";
            case OCCLUSION_UPSTREAM ->
                "pressure towards the container 150 mmHg below its mean in the infusion's first second, for 10 s; that"
                        + " mean is taken again after an idle hour";
            case AIR_SINGLE -> "one bubble over the prescription's limit (100 uL unless it says otherwise)";
            case AIR_ACCUMULATED ->
                "air of the last 15 minutes over the prescription's limit (1 mL unless it says otherwise)";
            case OVER_INFUSION -> "the shaft 50 uL beyond its command, or 10 % too much over 15 minutes";
            case UNDER_INFUSION_SLOW, UNDER_INFUSION_SLOW_LIFE_SUSTAINING ->
                "less than 90 % of the prescribed flow over 15 minutes";
            case UNDER_INFUSION_STALLED, UNDER_INFUSION_STALLED_LIFE_SUSTAINING ->
                "the driver steps a tenth of a turn (10 uL) and the shaft does not";
            case DOOR_OPEN -> "the door opens while flow is wanted";
            case CONTAINER_EMPTY -> "nothing left by count, or air together with upstream pressure 30 mmHg down";
            case INFUSION_COMPLETE, INFUSION_COMPLETE_LIFE_SUSTAINING -> "the volume to infuse is in";
            case KVO_RUNNING -> "keep-open flow after the end";
            case MOTOR_FAULT ->
                "the driver reports a fault, two of three samples, or the encoder reads less than the ledger has settled";
            case SENSOR_FAULT ->
                "a reading out of its range, two of three samples, or a pressure that does not move by a pascal for 30 s";
            case PAUSED_TOO_LONG -> "paused, or stopped with no alarm left, for 10 minutes";
            case PAUSED_TOO_LONG_LIFE_SUSTAINING -> "paused, or stopped with no alarm left, for 60 s";
            case NOT_STARTED -> "accepted and not started for 5 minutes";
            case START_MISSED -> "a scheduled dose could not start at its time, or was left out";
            case CLOCK_UNSURE ->
                "the wall clock moved 2 s beside the monotonic one, or went back over a restart; scheduled doses wait";
            case JOURNAL_LATE -> "a commit takes longer than 2 s, or the store refused one";
            case JOURNAL_AUTHORITY_USED_UP -> "flow has been due for 300 ms without durable authority; the motor waits";
            case TICK_LATE -> "a tick two periods late; shown for 10 s";
            case TICK_LATE_AGAIN -> "three late ticks within a minute";
            case VOLUME_UNSURE -> "a stop lost the motor's position, or a store was damaged";
            case PHARMACY_UNREACHABLE -> "no signed word from the pharmacy for 120 s";
            case PHARMACY_UNREACHABLE_LONG -> "no signed word from the pharmacy for 15 minutes";
        };
    }

    /** The rows as a Markdown table. */
    public static String markdown() {
        StringBuilder table =
                new StringBuilder("| alarm | cause | priority | the pump | ends |\n|---|---|---|---|---|\n");
        for (AlarmRow row : AlarmRow.values()) {
            String lifeSustaining = row.name().endsWith("_LIFE_SUSTAINING") ? " (life-sustaining drug)" : "";
            table.append("| ")
                    .append(row.code())
                    .append(lifeSustaining)
                    .append(" | ")
                    .append(cause(row))
                    .append(" | ")
                    .append(row.priority().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(action(row))
                    .append(" | ")
                    .append(end(row))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String action(AlarmRow row) {
        return switch (row.action()) {
            case CONTINUE -> "goes on";
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
