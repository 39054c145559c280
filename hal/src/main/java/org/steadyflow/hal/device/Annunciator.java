package org.steadyflow.hal.device;

/** Lamp and sounder at the bedside. */
public interface Annunciator {
    /** Shows and sounds this until the next call. */
    void show(Signal signal);
}
