package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.LineSample;

/** The measured value and its limit, in words, made only when an alarm is raised. */
record AlarmDetail(Observation now) {

    String of(AlarmRow row) {
        LineSample line = now.sample().line();
        Situation situation = now.situation();
        Standing standing = now.standing();
        return switch (row) {
            case OCCLUSION_DOWNSTREAM ->
                line.downstream() + " downstream, limit " + situation.limits().downstreamOcclusion();
            case OCCLUSION_UPSTREAM ->
                line.upstream() + " upstream, " + PressureWatch.UPSTREAM_DROP + " or more below its start for 10 s";
            case AIR_SINGLE -> "one bubble above " + situation.limits().singleBubble();
            case AIR_ACCUMULATED -> "more than " + situation.limits().airIn15Min() + " of air in 15 minutes";
            case OVER_INFUSION -> volumes("the shaft moved further than it was told");
            case UNDER_INFUSION_SLOW, UNDER_INFUSION_SLOW_LIFE_SUSTAINING ->
                "less than 90 % of the prescribed flow for 15 minutes";
            case UNDER_INFUSION_STALLED, UNDER_INFUSION_STALLED_LIFE_SUSTAINING -> "the motor does not turn";
            case DOOR_OPEN -> "the door is open";
            case CONTAINER_EMPTY -> "nothing left in the container";
            case INFUSION_COMPLETE, INFUSION_COMPLETE_LIFE_SUSTAINING -> "the prescribed volume is in";
            case KVO_RUNNING -> "keep-open flow of " + situation.rate();
            case MOTOR_FAULT ->
                standing.positionContradicted()
                        ? "the encoder reads less than it did"
                        : "the motor driver reports a fault";
            case SENSOR_FAULT -> "a sensor is out of range or stuck: " + readings(line);
            case PAUSED_TOO_LONG, PAUSED_TOO_LONG_LIFE_SUSTAINING ->
                "stopped for " + standing.pausedForNs() / 60_000_000_000L + " min";
            case NOT_STARTED -> "accepted and not started for 5 min";
            case START_MISSED -> "a dose could not start at its time";
            case CLOCK_UNSURE -> "the wall clock jumped; scheduled doses wait for a person";
            case JOURNAL_LATE -> standing.storeFailed() ? "the store refused a write" : "a write takes longer than 2 s";
            case JOURNAL_AUTHORITY_USED_UP -> "the store is too slow or broken; the motor waits for it";
            case TICK_LATE -> "a tick came two periods late";
            case TICK_LATE_AGAIN -> "three late ticks within a minute";
            case VOLUME_UNSURE -> "a stop lost the position; the volume given is known only within limits";
            case PHARMACY_UNREACHABLE, PHARMACY_UNREACHABLE_LONG ->
                "no word from the pharmacy for " + standing.unreachableForNs() / 60_000_000_000L + " min";
        };
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
