package org.steadyflow.firmware.selftest;

import java.io.IOException;
import org.steadyflow.hal.device.Feedback;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;

/** A pump that is being tested: everything that a tick does, by the word of the test. The tick's thread. */
public interface Bench {
    /**
     * Waits until 50 ms after the last, reads, then sends the motor and shows the signal. The sample is from before
     * both; the monitor is answered as in every tick.
     *
     * @param kick whether the motor's enable gets an edge
     */
    SensorSample tick(MotorCommand command, Signal signal, boolean kick);

    Feedback feedback();

    /** Monotonic nanoseconds. */
    long nowNs();

    /** What the motor may do, and where that is kept. */
    Travel travel();

    /** Behind every turn of the shaft stands a durable record. */
    interface Travel {
        /** Why the shaft must not be turned now; empty where it may be. */
        String obstacle();

        /**
         * Makes durable that the shaft may be turned back by so much, and stands at most {@code ahead} further on
         * meanwhile.
         *
         * @throws IOException where that cannot be kept: nothing may turn
         */
        void allow(long backMicrosteps, long aheadMicrosteps) throws IOException;

        /** Makes durable that it stands again where it stood, up to what the encoder saw remain. */
        void returned(long offsetMicrosteps) throws IOException;
    }
}
