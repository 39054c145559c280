package org.steadyflow.hal.device;

/**
 * How far the independent monitor is with letting the motor have power.
 *
 * @param fitted this pump has a monitor
 * @param envelopeId id of the envelope that it holds, 0 for none
 * @param armed it has proved its cut, hears this controller, and keeps the power on
 * @param overdue it should have been armed long ago
 * @param forgetful its storage does not keep what it counts: a restart of it would know less than is true
 */
public record Guard(boolean fitted, long envelopeId, boolean armed, boolean overdue, boolean forgetful) {
    /** Of a pump without a monitor: nothing is in the way. */
    public static final Guard NONE = new Guard(false, 0, true, false);

    /** Of a monitor whose storage works. */
    public Guard(boolean fitted, long envelopeId, boolean armed, boolean overdue) {
        this(fitted, envelopeId, armed, overdue, false);
    }

    /** Whether a monitor is there that holds another envelope than this order's, or none. */
    public boolean lacks(long orderEnvelopeId) {
        return fitted && envelopeId != orderEnvelopeId;
    }

    /** Whether the motor may be sent anywhere for the order of this envelope. */
    public boolean permits(long orderEnvelopeId) {
        return !fitted || (armed && envelopeId == orderEnvelopeId);
    }
}
