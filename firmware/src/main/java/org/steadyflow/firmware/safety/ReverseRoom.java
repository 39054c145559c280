package org.steadyflow.firmware.safety;

import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * What stands behind a reverse motion: what is durable, and what mechanism and therapy leave room for.
 *
 * @param grantedMicrosteps how far back the newest durable record lets the shaft go; 0 for none
 * @param mostMicrosteps so much was given that may be taken back
 * @param idle what the mechanism may turn back before any liquid moves: play, and friction that changes sides
 * @param fastest the greatest flow of the mechanism
 * @param mayRestart afterwards the pump may start by itself: its prescription lets it, and nothing of it is in the way
 */
public record ReverseRoom(
        long grantedMicrosteps, long mostMicrosteps, Volume idle, FlowRate fastest, boolean mayRestart) {
    /** Nothing may be taken back. */
    public static final ReverseRoom NONE = new ReverseRoom(0, 0, Volume.ZERO, FlowRate.ZERO, false);
}
