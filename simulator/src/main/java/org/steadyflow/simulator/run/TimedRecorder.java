package org.steadyflow.simulator.run;

import org.steadyflow.firmware.control.Recorder;

/** A recorder whose disk takes the simulation's time. One thread. */
interface TimedRecorder extends Recorder {
    /** Lets the disk do what it has had time for; whether it wrote anything. */
    boolean work(long nowNs);

    /** Nothing becomes durable for this long. */
    void stall(long nowNs, long lastingNs);
}
