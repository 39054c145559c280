package org.steadyflow.telemetry.broker;

/** The broker did not start; the message is one sentence for people. */
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerException(String sentence) {
        super(sentence);
    }

    public BrokerException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
