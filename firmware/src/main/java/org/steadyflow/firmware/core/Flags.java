package org.steadyflow.firmware.core;

/**
 * Facts that hold until a person has seen to them, and the keys as they were.
 *
 * @param complete the volume to infuse is in
 * @param volumeUnsure a stop lost the position, or a store was damaged
 * @param clockUnsure the wall clock jumped
 * @param doorClosed at the last tick
 * @param startKey held at the last tick
 * @param startPressed pressed at this tick
 * @param freshLine the set was opened and closed, or a container changed, at this tick
 * @param stageOff the driver stage was last told to be off: its position means nothing until it is on again
 */
public record Flags(
        boolean complete,
        boolean volumeUnsure,
        boolean clockUnsure,
        boolean doorClosed,
        boolean startKey,
        boolean startPressed,
        boolean freshLine,
        boolean stageOff) {
    static final Flags START = new Flags(false, false, false, true, false, false, false, false);

    Flags withComplete(boolean isComplete) {
        return new Flags(
                isComplete, volumeUnsure, clockUnsure, doorClosed, startKey, startPressed, freshLine, stageOff);
    }

    Flags withVolumeUnsure(boolean isUnsure) {
        return new Flags(complete, isUnsure, clockUnsure, doorClosed, startKey, startPressed, freshLine, stageOff);
    }

    Flags withClockUnsure() {
        return new Flags(complete, volumeUnsure, true, doorClosed, startKey, startPressed, freshLine, stageOff);
    }

    Flags withFreshLine() {
        return new Flags(complete, volumeUnsure, clockUnsure, doorClosed, startKey, startPressed, true, stageOff);
    }

    /** A person acknowledged: all three are seen to. */
    Flags seenTo() {
        return new Flags(false, false, false, doorClosed, startKey, startPressed, freshLine, stageOff);
    }

    Flags withStage(boolean isOff) {
        return isOff == stageOff
                ? this
                : new Flags(complete, volumeUnsure, clockUnsure, doorClosed, startKey, startPressed, freshLine, isOff);
    }

    Flags withInputs(boolean nowDoorClosed, boolean nowStartKey) {
        boolean reclosed = nowDoorClosed && !doorClosed;
        boolean pressed = nowStartKey && !startKey;
        boolean isSame = nowDoorClosed == doorClosed
                && nowStartKey == startKey
                && freshLine == reclosed
                && startPressed == pressed;
        return isSame
                ? this
                : new Flags(
                        complete, volumeUnsure, clockUnsure, nowDoorClosed, nowStartKey, pressed, reclosed, stageOff);
    }
}
