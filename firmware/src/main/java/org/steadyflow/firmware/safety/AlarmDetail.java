package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.LineSample;

/** The measured value and its limit, in words, made only when an alarm is raised. */
record AlarmDetail(Observation now, Watches watches) {
    private static final long MIN_NS = 60_000_000_000L;

    String of(AlarmRow row) {
        LineSample line = now.sample().line();
        Situation situation = now.situation();
        Standing standing = now.standing();
        return switch (row) {
            case OCCLUSION_DOWNSTREAM -> downstream(line, situation);
            case OCCLUSION_RESOLVED -> "the line was closed and is free again; the pump started by itself";
            case OCCLUSION_UPSTREAM ->
                line.upstream() + " upstream, " + PressureWatch.UPSTREAM_DROP + " or more below its start for 10 s";
            case AIR_SINGLE -> "one bubble above " + situation.limits().singleBubble();
            case AIR_ACCUMULATED -> "more than " + situation.limits().airIn15Min() + " of air in 15 minutes";
            case FREE_FLOW -> "liquid runs through the open set: " + readings(line);
            case OVER_INFUSION -> volumes("the shaft moved further than it was told");
            case UNDER_INFUSION_SLOW, UNDER_INFUSION_SLOW_LIFE_SUSTAINING ->
                "less than 90 % of the prescribed flow for 15 minutes";
            case UNDER_INFUSION_STALLED, UNDER_INFUSION_STALLED_LIFE_SUSTAINING -> "the motor does not turn";
            case DOOR_OPEN -> "the door is open";
            case SET_MISLOADED -> "the set is not in its place";
            case SYRINGE_OUT -> "the syringe is not in its place";
            case CONTAINER_EMPTY -> "nothing left in the container";
            case INFUSION_COMPLETE, INFUSION_COMPLETE_LIFE_SUSTAINING -> "the prescribed volume is in";
            case KEEP_OPEN_ENDING -> keepOpenEnding(standing);
            case NEAR_END, NEAR_END_LIFE_SUSTAINING ->
                standing.outlook().timeLeftNs() / MIN_NS + " min left, told below "
                        + standing.outlook().nearEndNs() / MIN_NS + " min";
            case KVO_RUNNING -> "keep-open flow of " + situation.rate();
            case DOSE_LIMIT -> "no more may be given for now";
            case BATTERY_LOW, BATTERY_DEPLETED, MAINS_LOST -> battery();
            case MOTOR_FAULT ->
                standing.positionContradicted()
                        ? "the encoder reads less than it did"
                        : "the motor driver reports a fault";
            case SENSOR_FAULT -> "a sensor is out of range or stuck: " + readings(line);
            case SENSOR_FAULT_SPARE, SENSOR_FAULT_SPARE_LIFE_SUSTAINING ->
                "one sensor is out of range or stuck: " + readings(line) + ", " + board();
            case OVER_TEMPERATURE -> board() + ", limit 55 C";
            case STUCK_KEY -> "a key has been held for a minute";
            case PAUSED_TOO_LONG, PAUSED_TOO_LONG_LIFE_SUSTAINING ->
                "stopped for " + standing.pausedForNs() / MIN_NS + " min";
            case NOT_STARTED -> "accepted and not started for 5 min";
            case START_MISSED -> "a dose could not start at its time";
            case PERSON_AWAITED ->
                "a person has been asked for since " + standing.outlook().personAwaitedForNs() / MIN_NS + " min";
            case DRUG_EXPIRED, DRUG_EXPIRED_STOP, DRUG_EXPIRED_LIFE_SUSTAINING ->
                "the drug has hung for longer than it keeps at " + board();
            case CLOCK_UNSURE -> "the wall clock jumped; scheduled doses wait for a person";
            case JOURNAL_LATE -> standing.storeFailed() ? "the disk refused a write" : "a write takes longer than 2 s";
            case JOURNAL_AUTHORITY_USED_UP -> "the store is too slow or broken; the motor waits for it";
            case LEDGER_COPY_FAILED -> "the second copy of the ledger cannot be written; one is left";
            case TICK_LATE, TICK_LATE_LIFE_SUSTAINING -> "a tick came two periods late";
            case TICK_LATE_AGAIN, TICK_LATE_AGAIN_LIFE_SUSTAINING -> "three late ticks within a minute";
            case MONITOR_TRIP, MONITOR_FORGETS -> ofMonitor(row);
            case SELF_TEST_FAILED, SELF_TEST_SPARE -> ofSelfTest(row);
            case RESTARTS_TOO_OFTEN -> "three starts within ten minutes";
            case VOLUME_UNSURE -> "a stop lost the position; the volume given is known only within limits";
            case PHARMACY_UNREACHABLE, PHARMACY_UNREACHABLE_LONG ->
                "no word from the pharmacy for " + standing.unreachableForNs() / MIN_NS + " min";
            case TAMPER -> "the lock was opened without its key";
        };
    }

    private String ofSelfTest(AlarmRow row) {
        String words = BoardFault.words(now.sample().enclosure().supervision().faults(), row.action() == Action.STOP);
        return words.isEmpty() ? "the pump's own test failed" : words;
    }

    private static String ofMonitor(AlarmRow row) {
        return row == AlarmRow.MONITOR_TRIP
                ? "the monitor cut the motor's power"
                : "the monitor's storage does not work; what runs goes on";
    }

    private String downstream(LineSample line, Situation situation) {
        return watches.pressure().blockedDownstream()
                ? line.downstream() + " downstream, limit " + situation.limits().downstreamOcclusion()
                : line.downstream() + " downstream, and rising with the volume as in a closed line";
    }

    private static String keepOpenEnding(Standing standing) {
        return "the keep-open flow ends in " + standing.outlook().keepOpenLeftNs() / MIN_NS + " min";
    }

    private String battery() {
        long leftNs = watches.enclosure().power().leftNs();
        return leftNs == Long.MAX_VALUE
                ? "on battery, its charge is not known"
                : "on battery, " + leftNs / MIN_NS + " min left";
    }

    private String board() {
        return now.sample().enclosure().boardMilliCelsius() / 1_000 + " C";
    }

    private String volumes(String what) {
        long beyond = now.situation().shaftTravel() - now.situation().commandedTravel();
        return what + ": " + now.microstep().volumeOf(beyond) + " beyond";
    }

    private static String readings(LineSample line) {
        return "upstream " + line.upstream() + ", downstream " + line.downstream() + ", air detector "
                + line.airDetectorMv() + " mV";
    }
}
