package org.steadyflow.simulator.run;

/** Where a check tells a violation. */
interface Finding {
    void violate(int check, String what);
}
