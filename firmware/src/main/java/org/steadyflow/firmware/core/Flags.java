package org.steadyflow.firmware.core;

import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.EnclosureSample;

/**
 * Facts that hold until a person has seen to them, and what hands do.
 *
 * @param complete the volume to infuse is in
 * @param volumeUnsure a stop lost the position, or a store was damaged
 * @param clockUnsure the wall clock jumped
 * @param doseMissed a dose was left out or given late
 * @param doorAndKeys as hands left them
 * @param restartsTooOften the pump has started again and again, and nobody has seen to it
 * @param journalDown the journal keeps no decisions for now
 * @param stageOff the driver stage was last told to be off: its position means nothing until it is on again
 */
public record Flags(
        boolean complete,
        boolean volumeUnsure,
        boolean clockUnsure,
        boolean doseMissed,
        DoorAndKeys doorAndKeys,
        boolean stageOff,
        boolean restartsTooOften,
        boolean journalDown) {
    static final Flags START = new Flags(false, false, false, false, DoorAndKeys.START, false, false, false);

    Flags withComplete(boolean isComplete) {
        return withFacts(isComplete, volumeUnsure, clockUnsure, doseMissed);
    }

    Flags withVolumeUnsure(boolean isUnsure) {
        return withFacts(complete, isUnsure, clockUnsure, doseMissed);
    }

    Flags withClockUnsure(boolean isUnsure) {
        return withFacts(complete, volumeUnsure, isUnsure, doseMissed);
    }

    Flags withDoseMissed(boolean isMissed) {
        return withFacts(complete, volumeUnsure, clockUnsure, isMissed);
    }

    Flags withFreshLine() {
        return new Flags(
                complete,
                volumeUnsure,
                clockUnsure,
                doseMissed,
                doorAndKeys.withFreshLine(),
                stageOff,
                restartsTooOften,
                journalDown);
    }

    Flags withStage(boolean isOff) {
        return isOff == stageOff
                ? this
                : new Flags(
                        complete,
                        volumeUnsure,
                        clockUnsure,
                        doseMissed,
                        doorAndKeys,
                        isOff,
                        restartsTooOften,
                        journalDown);
    }

    Flags withRestartsTooOften(boolean isSo) {
        return new Flags(complete, volumeUnsure, clockUnsure, doseMissed, doorAndKeys, stageOff, isSo, journalDown);
    }

    Flags withJournalDown(boolean isDown) {
        return isDown == journalDown
                ? this
                : new Flags(
                        complete,
                        volumeUnsure,
                        clockUnsure,
                        doseMissed,
                        doorAndKeys,
                        stageOff,
                        restartsTooOften,
                        isDown);
    }

    /**
     * A person has seen to what the list of alarms shows. A fact that is newer than the list stays, or nobody would
     * ever be told of it.
     */
    Flags seenTo(AlarmBoard shown) {
        boolean completeShown = shown.isActive(AlarmRow.INFUSION_COMPLETE)
                || shown.isActive(AlarmRow.INFUSION_COMPLETE_LIFE_SUSTAINING);
        return withFacts(
                        complete && !completeShown,
                        volumeUnsure && !shown.isActive(AlarmRow.VOLUME_UNSURE),
                        clockUnsure && !shown.isActive(AlarmRow.CLOCK_UNSURE),
                        doseMissed && !shown.isActive(AlarmRow.START_MISSED))
                .withRestartsTooOften(restartsTooOften && !shown.isActive(AlarmRow.RESTARTS_TOO_OFTEN));
    }

    /** A person pressed start: that sees to a missed dose and to nothing else. */
    Flags startSeenTo(AlarmBoard shown) {
        return withDoseMissed(doseMissed && !shown.isActive(AlarmRow.START_MISSED));
    }

    @SuppressWarnings("ReferenceEquality") // it gives itself back where nothing changed
    Flags withDoorAndKeys(EnclosureSample now) {
        DoorAndKeys next = doorAndKeys.at(now);
        return next == doorAndKeys
                ? this
                : new Flags(
                        complete, volumeUnsure, clockUnsure, doseMissed, next, stageOff, restartsTooOften, journalDown);
    }

    private Flags withFacts(
            boolean nextComplete, boolean nextVolumeUnsure, boolean nextClockUnsure, boolean nextDoseMissed) {
        return new Flags(
                nextComplete,
                nextVolumeUnsure,
                nextClockUnsure,
                nextDoseMissed,
                doorAndKeys,
                stageOff,
                restartsTooOften,
                journalDown);
    }
}
