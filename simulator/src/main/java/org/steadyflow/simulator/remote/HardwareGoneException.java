package org.steadyflow.simulator.remote;

/** The hardware does not answer any more; without it there is nothing left to control. */
public final class HardwareGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HardwareGoneException(String message) {
        super(message);
    }
}
