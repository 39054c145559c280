package org.steadyflow.telemetry.pharmacy;

/** The pharmacy cannot start or go on; the message is one sentence for people. */
public final class PharmacyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PharmacyException(String sentence) {
        super(sentence);
    }

    public PharmacyException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
