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
 */
public record Flags(
        boolean complete,
        boolean volumeUnsure,
        boolean clockUnsure,
        boolean doorClosed,
        boolean startKey,
        boolean startPressed,
        boolean freshLine) {
    static final Flags START = new Flags(false, false, false, true, false, false, false);

    Flags withComplete(boolean isComplete) {
        return new Flags(isComplete, volumeUnsure, clockUnsure, doorClosed, startKey, startPressed, freshLine);
    }

    Flags withVolumeUnsure(boolean isUnsure) {
        return new Flags(complete, isUnsure, clockUnsure, doorClosed, startKey, startPressed, freshLine);
    }

    Flags withClockUnsure() {
        return new Flags(complete, volumeUnsure, true, doorClosed, startKey, startPressed, freshLine);
    }

    Flags withFreshLine() {
        return new Flags(complete, volumeUnsure, clockUnsure, doorClosed, startKey, startPressed, true);
    }

    /** A person acknowledged: all three are seen to. */
    Flags seenTo() {
        return new Flags(false, false, false, doorClosed, startKey, startPressed, freshLine);
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
                : new Flags(complete, volumeUnsure, clockUnsure, nowDoorClosed, nowStartKey, pressed, reclosed);
    }
}
