package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PrivateKey;
import java.time.Duration;
import java.util.function.LongFunction;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.Topics;

/**
 * Signs what goes down to the pumps and sends it in the order of its numbers. Nothing is queued here: what could not be
 * sent is said again by whoever wants it said. Guarded by its own lock.
 */
final class Downlink {
    /** A message that waited longer tells nothing new. */
    static final Duration EXPIRY = Duration.ofSeconds(60);

    private final BrokerPipe pipe;
    private final Counters counters;
    private final PrivateKey key;

    Downlink(BrokerPipe pipe, Counters counters, PrivateKey key) {
        this.pipe = pipe;
        this.counters = counters;
        this.key = key;
    }

    /**
     * @param message makes the message, given its number
     * @return whether it was handed to the broker's client
     */
    synchronized boolean send(String pump, LongFunction<PharmacyMessage> message) {
        if (!pipe.hasRoom()) {
            return false;
        }
        PharmacyMessage numbered = message.apply(counters.next(pump));
        String body = Json.MAPPER.writerFor(PharmacyMessage.class).writeValueAsString(numbered);
        byte[] payload =
                Json.MAPPER.writeValueAsString(Signatures.sign(body, key)).getBytes(UTF_8);
        return pipe.send(Topics.pharmacy(pump), payload, EXPIRY);
    }
}
