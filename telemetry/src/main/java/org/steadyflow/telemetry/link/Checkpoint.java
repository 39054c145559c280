package org.steadyflow.telemetry.link;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Optional;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.SignedMessage;
import tools.jackson.core.JacksonException;

/** Tells genuine messages from all others. Pure; any thread. */
final class Checkpoint {
    /** Longest signed message; the longest genuine one has about 1 KiB. */
    static final int LIMIT_BYTES = 16 * 1024;

    /** What came of one message. */
    sealed interface Outcome {}

    record Genuine(PharmacyMessage message) implements Outcome {}

    record Refused(Reject why) implements Outcome {}

    private final String pump;
    private final PublicKey pharmacy;

    Checkpoint(String pump, PublicKey pharmacy) {
        this.pump = pump;
        this.pharmacy = pharmacy;
    }

    /** Checks size, form, signature, addressee and counter, in this order. {@code lastCounter} was used already. */
    Outcome check(byte[] payload, long lastCounter) {
        if (payload.length > LIMIT_BYTES) {
            return new Refused(Reject.OVERSIZE);
        }
        try {
            Optional<SignedMessage> signed = read(new String(payload, StandardCharsets.UTF_8), SignedMessage.class);
            if (signed.isEmpty()) {
                return new Refused(Reject.GARBAGE);
            }
            if (!Signatures.verify(signed.orElseThrow(), pharmacy)) {
                return new Refused(Reject.BAD_SIGNATURE);
            }
            Optional<PharmacyMessage> message = read(signed.orElseThrow().body(), PharmacyMessage.class);
            return message.map(m -> judge(m, lastCounter)).orElse(new Refused(Reject.GARBAGE));
        } catch (JacksonException e) {
            return new Refused(Reject.GARBAGE);
        }
    }

    /** Empty for the JSON text {@code null}. */
    private static <T> Optional<T> read(String json, Class<T> type) {
        return Optional.ofNullable(Json.MAPPER.readValue(json, type));
    }

    private Outcome judge(PharmacyMessage message, long lastCounter) {
        if (!pump.equals(message.pump())) {
            return new Refused(Reject.OTHER_PUMP);
        }
        return message.counter() > lastCounter ? new Genuine(message) : new Refused(Reject.REPLAYED);
    }
}
