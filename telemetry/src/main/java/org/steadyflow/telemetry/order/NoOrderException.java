package org.steadyflow.telemetry.order;

/** The file is no order; the message says why, in one printable line. */
final class NoOrderException extends Exception {
    private static final long serialVersionUID = 1;

    NoOrderException(String why) {
        super(why);
    }
}
