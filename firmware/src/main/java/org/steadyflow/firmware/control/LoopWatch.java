package org.steadyflow.firmware.control;

/** Hears how the loop goes. Called by the tick's thread, after a completed tick; returns at once. */
public interface LoopWatch {
    /** Every ten seconds, and once when the loop ends. */
    void summedUp(Lateness lateness, boolean last);
}
