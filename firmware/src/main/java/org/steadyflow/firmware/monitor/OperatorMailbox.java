package org.steadyflow.firmware.monitor;

import java.security.PublicKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a person at the bedside hands to the monitor, and what it tells them. Signatures are verified on the caller's
 * thread, so that no cycle waits for it. Any thread.
 */
public final class OperatorMailbox {
    /** What a person hears when it is done. */
    public static final String TAKEN = "";

    private static final String OVERTAKEN = "Another envelope was handed to the monitor at the same time.";

    private final PublicKey pharmacy;
    private final AtomicReference<Optional<Handed>> handed = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Seen>> seen = new AtomicReference<>(Optional.empty());
    private volatile Told told = Told.NOTHING;

    /** @param pharmacy whose envelopes it lets through */
    public OperatorMailbox(PublicKey pharmacy) {
        this.pharmacy = pharmacy;
    }

    /**
     * How the monitor is.
     *
     * @param trip number of the trip that holds, 0 for none
     * @param sentence why it tripped; empty for no trip
     */
    public record Told(int trip, String sentence) {
        static final Told NOTHING = new Told(0, "");
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

        /** {@link #TAKEN}, or why not. */
        void answer(String sentence) {
            answer.complete(sentence);
        }
    }

    /** A trip that a person has seen to, on its way to the cycle. */
    static final class Seen {
        private final int trip;
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        private Seen(int trip) {
            this.trip = trip;
        }

        int trip() {
            return trip;
        }

        /** Who pressed a moment before hears what the newer press hears. */
        private void answerAs(Seen newer) {
            CompletableFuture<Void> _ = newer.answer.thenAccept(answer::complete);
        }

        /** After the cycle that was told of it. */
        void answer(MonitorState state) {
            answer.complete(
                    state.mode().isLatched()
                            ? "The monitor has tripped for another reason since: "
                                    + state.cause().sentence() + ". Look again, and acknowledge that."
                            : TAKEN);
        }
    }

    /** Hands an envelope over; the answer is {@link #TAKEN} or a sentence that says why not. */
    public CompletableFuture<String> hand(byte[] bytes) {
        return switch (EnvelopeFile.read(bytes, pharmacy)) {
            case EnvelopeFile.Reading.Refused(String why) -> CompletableFuture.completedFuture(why);
            case EnvelopeFile.Reading.Accepted(Envelope envelope) -> {
                Handed next = new Handed(bytes, envelope);
                handed.getAndSet(Optional.of(next)).ifPresent(overtaken -> overtaken.answer(OVERTAKEN));
                yield next.answer;
            }
        };
    }

    /**
     * A person has seen to the trip of this number. The answer is {@link #TAKEN} where the monitor holds no trip any
     * more, else a sentence that says for what else it tripped.
     */
    public CompletableFuture<String> acknowledge(int trip) {
        Seen next = new Seen(trip);
        seen.getAndSet(Optional.of(next)).ifPresent(overtaken -> overtaken.answerAs(next));
        return next.answer;
    }

    /** How the monitor was after its last cycle. */
    public Told told() {
        return told;
    }

    void tell(MonitorState state) {
        int trip = state.mode().isLatched() ? state.trips() : 0;
        if (told.trip() != trip) {
            told = trip == 0 ? Told.NOTHING : new Told(trip, state.cause().sentence());
        }
    }

    Optional<Handed> takeHanded() {
        // one plain look a cycle; only what is there is taken
        return handed.get().isEmpty() ? Optional.empty() : handed.getAndSet(Optional.empty());
    }

    Optional<Seen> takeSeen() {
        return seen.get().isEmpty() ? Optional.empty() : seen.getAndSet(Optional.empty());
    }

    PublicKey pharmacy() {
        return pharmacy;
    }
}
