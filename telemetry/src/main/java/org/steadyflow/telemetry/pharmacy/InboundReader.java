package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.LineBatch;
import org.steadyflow.telemetry.message.PumpBeat;
import org.steadyflow.telemetry.message.Topics;
import tools.jackson.core.JacksonException;

/** Turns the bytes of a message into values that cannot be wrong in form. Any thread. */
final class InboundReader {
    /** A batch of {@value LineBatch#LIMIT_LINES} usual lines has about 100,000 bytes. */
    static final int LIMIT_BYTES = 2_000_000;

    private InboundReader() {}

    /** Never throws for what a pump may send. {@code topic} is one that the pharmacy subscribed to. */
    static Inbound read(String topic, byte[] payload) {
        String pump = pumpOf(topic);
        if (!PumpName.isOne(pump)) {
            return new Inbound.Refused("?", TroubleKind.MALFORMED, "its topic names no pump");
        }
        if (payload.length > LIMIT_BYTES) {
            return new Inbound.Refused(pump, TroubleKind.OVERSIZE, "it has " + payload.length + " bytes");
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            return topic.equals(Topics.beat(pump)) ? beat(pump, text) : batch(pump, text);
        } catch (CharacterCodingException malformed) {
            return new Inbound.Refused(pump, TroubleKind.MALFORMED, "it is not UTF-8");
        } catch (JacksonException | IllegalArgumentException malformed) {
            return new Inbound.Refused(pump, TroubleKind.MALFORMED, "it is not a message of this contract");
        } catch (UnreadableException malformed) {
            return new Inbound.Refused(pump, TroubleKind.MALFORMED, malformed.why());
        }
    }

    private static String pumpOf(String topic) {
        int end = topic.lastIndexOf('/');
        return end < 0 ? "" : topic.substring(topic.lastIndexOf('/', end - 1) + 1, end);
    }

    private static Inbound beat(String pump, String text) {
        PumpBeat beat = Json.MAPPER.readValue(text, PumpBeat.class);
        requireSame(pump, beat.pump(), beat.schema());
        if (beat.boot() < 1 || beat.lastSeq() < 0) {
            throw new UnreadableException("its numbers are out of range");
        }
        return new Inbound.Beat(pump, beat.boot(), beat.lastSeq());
    }

    private static Inbound batch(String pump, String text) {
        LineBatch batch = Json.MAPPER.readValue(text, LineBatch.class);
        requireSame(pump, batch.pump(), batch.schema());
        boolean ordered = 1 <= batch.oldestSeq() && batch.oldestSeq() <= batch.firstSeq();
        if (!ordered) {
            throw new UnreadableException("its first line is older than the oldest one that the pump says it keeps");
        }
        List<PumpLine> lines = new ArrayList<>(batch.lines().size());
        for (String raw : batch.lines()) {
            PumpLine line = PumpLine.read(raw);
            if (!line.pump().equals(pump)) {
                throw new UnreadableException("a line is of another pump");
            }
            if (line.seq() != batch.firstSeq() + lines.size()) {
                throw new UnreadableException("its lines are not consecutive");
            }
            lines.add(line);
        }
        return new Inbound.Batch(pump, batch.oldestSeq(), List.copyOf(lines));
    }

    private static void requireSame(String pump, String named, int schema) {
        if (schema != Entry.SCHEMA) {
            throw new UnreadableException("its schema is " + schema + ", not " + Entry.SCHEMA);
        }
        if (!named.equals(pump)) {
            throw new UnreadableException("it names another pump than its topic");
        }
    }
}
