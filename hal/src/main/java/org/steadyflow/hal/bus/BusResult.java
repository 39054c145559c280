package org.steadyflow.hal.bus;

/** How a transfer on a bus ended. */
public enum BusResult {
    /** All bytes went out and all that were asked for came in. */
    OK,
    /** Nobody at this address acknowledged. I2C only. */
    NOT_ACKNOWLEDGED,
    /** A line of the bus is held low, or an answer did not begin in time. */
    TIMED_OUT,
    /** Something came in, but fewer bytes than asked for. */
    SHORT,
    /** The adapter itself is gone: unplugged, closed, or not permitted any more. */
    GONE;

    public boolean isOk() {
        return this == OK;
    }
}
