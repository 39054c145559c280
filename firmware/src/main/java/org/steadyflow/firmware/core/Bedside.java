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
record Bedside(boolean doorClosed, Keys held, Keys pressed, boolean freshLine) {
    static final Bedside START = new Bedside(true, Keys.RELEASED, Keys.RELEASED, false);

    Bedside at(EnclosureSample now) {
        Bedside next = new Bedside(
                now.doorClosed(), now.keys(), now.keys().pressedSince(held), now.doorClosed() && !doorClosed);
        return next.equals(this) ? this : next;
    }

    Bedside withFreshLine() {
        return new Bedside(doorClosed, held, pressed, true);
    }
}
