package org.steadyflow.hal.bus;

/** A line that a square wave can be put on (PWM). It starts silent. One thread. */
public interface ToneOut {
    /**
     * Sounds until the next call.
     *
     * @param hertz 0 for silence, else 20 to 20,000
     * @return OK or GONE
     */
    BusResult sound(int hertz);
}
