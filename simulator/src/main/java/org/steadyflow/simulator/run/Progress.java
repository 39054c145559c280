package org.steadyflow.simulator.run;

/** Hears of a run's progress about once a simulated minute. */
public interface Progress {
    /** {@code share} of the order that is in, 0 to 1. */
    void reached(double share, long simulatedNs);
}
