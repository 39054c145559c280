package org.steadyflow.telemetry.link;

import java.util.Map;

/**
 * How the link stands.
 *
 * @param reason one sentence for people
 * @param receiptSeq last line that the pharmacy has confirmed, 0 for none
 * @param newestSeq last line in the journal, as far as the link has seen it
 * @param rejects how often each kind of refusal happened since the start; kinds that never happened are absent
 */
public record LinkStatus(State state, String reason, long receiptSeq, long newestSeq, Map<Reject, Long> rejects) {
    /** Whether there is a connection to the broker. */
    public enum State {
        CONNECTED,
        RETRYING,
        CLOSED
    }

    public LinkStatus {
        rejects = Map.copyOf(rejects);
    }

    /** Lines that the pharmacy has not confirmed. */
    public long backlog() {
        return Math.max(0, newestSeq - receiptSeq);
    }
}
