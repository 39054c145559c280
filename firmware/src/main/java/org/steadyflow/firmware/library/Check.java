package org.steadyflow.firmware.library;

/** The guard of the constructors here: a value that breaks its own rule is a fault of ours, never of a file. */
final class Check {
    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
