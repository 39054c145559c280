package org.steadyflow.telemetry.pharmacy;

/** Something from outside is not what it should be; the message says in words what is wrong with it. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
