package org.steadyflow.firmware.safety;

import java.util.Optional;

/**
 * What a therapy changes of the alarm table, and the only place that changes it. It makes a row stricter where it says
 * so, and looser in this closed list alone: air does not count on routes that take it without harm; where stopping does
 * harm, one failed pressure, thermometer or gauge and an expired drug go on, each with a high alarm.
 */
public final class TherapyChanges {
    private TherapyChanges() {}

    /** What stands in the place of a row in this therapy; empty where its cause is none. */
    public static Optional<AlarmRow> of(AlarmRow row, TherapyTraits traits) {
        return isHarmless(row, traits) ? Optional.empty() : Optional.of(changed(row, traits));
    }

    /** The same for a set of rows. */
    static long applied(long causes, TherapyTraits traits) {
        long rows = 0;
        long left = causes;
        while (left != 0) {
            AlarmRow row = AlarmRow.ROWS.get(Long.numberOfTrailingZeros(left));
            left &= left - 1;
            rows |= isHarmless(row, traits) ? 0 : changed(row, traits).bit();
        }
        return rows;
    }

    private static boolean isHarmless(AlarmRow row, TherapyTraits traits) {
        return !traits.airRules() && (row == AlarmRow.AIR_SINGLE || row == AlarmRow.AIR_ACCUMULATED);
    }

    private static AlarmRow changed(AlarmRow row, TherapyTraits traits) {
        return traits.lifeSustaining() ? lifeSustaining(row) : usual(row, traits);
    }

    private static AlarmRow usual(AlarmRow row, TherapyTraits traits) {
        return row == AlarmRow.DRUG_EXPIRED && traits.expiryStops() ? AlarmRow.DRUG_EXPIRED_STOP : row;
    }

    private static AlarmRow lifeSustaining(AlarmRow row) {
        return switch (row) {
            case UNDER_INFUSION_SLOW -> AlarmRow.UNDER_INFUSION_SLOW_LIFE_SUSTAINING;
            case UNDER_INFUSION_STALLED -> AlarmRow.UNDER_INFUSION_STALLED_LIFE_SUSTAINING;
            case INFUSION_COMPLETE -> AlarmRow.INFUSION_COMPLETE_LIFE_SUSTAINING;
            case NEAR_END -> AlarmRow.NEAR_END_LIFE_SUSTAINING;
            case SENSOR_FAULT_SPARE -> AlarmRow.SENSOR_FAULT_SPARE_LIFE_SUSTAINING;
            case PAUSED_TOO_LONG -> AlarmRow.PAUSED_TOO_LONG_LIFE_SUSTAINING;
            case DRUG_EXPIRED, DRUG_EXPIRED_STOP -> AlarmRow.DRUG_EXPIRED_LIFE_SUSTAINING;
            case TICK_LATE -> AlarmRow.TICK_LATE_LIFE_SUSTAINING;
            case TICK_LATE_AGAIN -> AlarmRow.TICK_LATE_AGAIN_LIFE_SUSTAINING;
            case OCCLUSION_DOWNSTREAM, OCCLUSION_RESOLVED, OCCLUSION_UPSTREAM, AIR_SINGLE -> row;
            case AIR_ACCUMULATED, FREE_FLOW, OVER_INFUSION -> row;
            case UNDER_INFUSION_SLOW_LIFE_SUSTAINING, UNDER_INFUSION_STALLED_LIFE_SUSTAINING, DOOR_OPEN -> row;
            case SET_MISLOADED, SYRINGE_OUT, CONTAINER_EMPTY -> row;
            case INFUSION_COMPLETE_LIFE_SUSTAINING, KEEP_OPEN_ENDING, NEAR_END_LIFE_SUSTAINING -> row;
            case KVO_RUNNING, DOSE_LIMIT, BATTERY_LOW -> row;
            case BATTERY_DEPLETED, MAINS_LOST, MOTOR_FAULT -> row;
            case SENSOR_FAULT, SENSOR_FAULT_SPARE_LIFE_SUSTAINING, OVER_TEMPERATURE -> row;
            case STUCK_KEY, PAUSED_TOO_LONG_LIFE_SUSTAINING, NOT_STARTED -> row;
            case START_MISSED, PERSON_AWAITED, DRUG_EXPIRED_LIFE_SUSTAINING -> row;
            case CLOCK_UNSURE, JOURNAL_LATE, JOURNAL_AUTHORITY_USED_UP, LEDGER_COPY_FAILED -> row;
            case MONITOR_FORGETS -> row;
            case TICK_LATE_LIFE_SUSTAINING, TICK_LATE_AGAIN_LIFE_SUSTAINING, MONITOR_TRIP -> row;
            case SELF_TEST_FAILED, SELF_TEST_SPARE, RESTARTS_TOO_OFTEN -> row;
            case VOLUME_UNSURE, PHARMACY_UNREACHABLE -> row;
            case PHARMACY_UNREACHABLE_LONG, TAMPER -> row;
        };
    }
}
