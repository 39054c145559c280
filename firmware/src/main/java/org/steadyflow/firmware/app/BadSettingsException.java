package org.steadyflow.firmware.app;

import java.util.List;

/** A program was told what it cannot start with. The message has a line for each fault. */
final class BadSettingsException extends Exception {
    private static final long serialVersionUID = 1;

    BadSettingsException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
