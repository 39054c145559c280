package org.steadyflow.firmware.core;

import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;

/**
 * What hands do to the pump: door and keys as they were at the last tick, and what changed at it.
 *
 * @param doorClosed at the last tick
 * @param held keys that were down at the last tick
 * @param pressed keys that went down at this tick
 * @param freshLine the set was opened and closed, or a container changed, at this tick
 */
record DoorAndKeys(boolean doorClosed, Keys held, Keys pressed, boolean freshLine) {
    static final DoorAndKeys START = new DoorAndKeys(true, Keys.RELEASED, Keys.RELEASED, false);

    /** This itself while nobody touches anything. */
    DoorAndKeys at(EnclosureSample now) {
        boolean isUntouched = now.doorClosed() == doorClosed
                && now.keys().equals(held)
                && pressed.equals(Keys.RELEASED)
                && !freshLine;
        return isUntouched
                ? this
                : new DoorAndKeys(
                        now.doorClosed(), now.keys(), now.keys().pressedSince(held), now.doorClosed() && !doorClosed);
    }

    DoorAndKeys withFreshLine() {
        return new DoorAndKeys(doorClosed, held, pressed, true);
    }
}
