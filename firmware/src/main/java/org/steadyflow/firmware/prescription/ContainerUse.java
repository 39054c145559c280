package org.steadyflow.firmware.prescription;

/** Where the doses of an intermittent regimen come from. */
public enum ContainerUse {
    /** One container holds several doses: each starts by itself. */
    ONE,
    /** A person hangs a container for each dose: each waits for that person. */
    EACH_DOSE
}
