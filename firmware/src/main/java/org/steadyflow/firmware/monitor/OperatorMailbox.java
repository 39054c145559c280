package org.steadyflow.firmware.monitor;

import java.security.PublicKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a person at the bedside hands to the monitor. Signatures are verified on the caller's thread, so that no cycle
 * waits for it. Any thread.
 */
public final class OperatorMailbox {
    /** What a person hears when an envelope is in force. */
    public static final String TAKEN = "";

    private static final String TURNS =
            "The monitor takes no envelope while the motor turns; pause the infusion first.";

    private final PublicKey pharmacy;
    private final AtomicReference<Optional<Handed>> handed = new AtomicReference<>(Optional.empty());
    private volatile boolean acknowledged;

    /** @param pharmacy whose envelopes it lets through */
    public OperatorMailbox(PublicKey pharmacy) {
        this.pharmacy = pharmacy;
    }

    /** An envelope on its way to the cycle, and who waits for what becomes of it. */
    static final class Handed {
        private final byte[] bytes;
        private final Envelope envelope;
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        private Handed(byte[] bytes, Envelope envelope) {
            this.bytes = bytes.clone();
            this.envelope = envelope;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        Envelope envelope() {
            return envelope;
        }

        void answer(boolean taken) {
            answer.complete(taken ? TAKEN : TURNS);
        }
    }

    /** Hands an envelope over; the answer is {@link #TAKEN} or a sentence that says why not. */
    public CompletableFuture<String> hand(byte[] bytes) {
        return switch (EnvelopeFile.read(bytes, pharmacy)) {
            case EnvelopeFile.Reading.Refused(String why) -> CompletableFuture.completedFuture(why);
            case EnvelopeFile.Reading.Accepted(Envelope envelope) -> {
                Handed next = new Handed(bytes, envelope);
                handed.getAndSet(Optional.of(next)).ifPresent(overtaken -> overtaken.answer(false));
                yield next.answer;
            }
        };
    }

    /** A person has seen to the trip. */
    public void acknowledge() {
        acknowledged = true;
    }

    Optional<Handed> takeHanded() {
        // one plain look a cycle; only what is there is taken
        return handed.get().isEmpty() ? Optional.empty() : handed.getAndSet(Optional.empty());
    }

    boolean takeAcknowledged() {
        boolean was = acknowledged;
        if (was) {
            acknowledged = false;
        }
        return was;
    }

    PublicKey pharmacy() {
        return pharmacy;
    }
}
