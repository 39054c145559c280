package org.steadyflow.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

class LineCodecProperties {
    private static final Set<String> FRAME =
            Set.of("schema", "pump", "seq", "boot", "monotonicMs", "wall", "event", "prev", "crc");

    @Provide
    Arbitrary<Event> events() {
        List<Arbitrary<Event>> kinds = Arrays.stream(Event.class.getPermittedSubclasses())
                .<Arbitrary<Event>>map(kind -> Arbitraries.forType(kind).map(Event.class::cast))
                .toList();
        return Arbitraries.of(kinds).flatMap(kind -> kind);
    }

    @Property
    void everyEventComesBackAsItWas(
            @ForAll("events") Event event,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long seq,
            @ForAll @IntRange(min = 1) int boot,
            @ForAll @LongRange(min = 0, max = 100_000_000_000L) long monotonicMs,
            @ForAll @LongRange(min = 0, max = 8_000_000_000_000L) long wallMs)
            throws BadLineException {
        Entry entry = new Entry(Entry.SCHEMA, "pump-1", seq, boot, monotonicMs, wallMs, event);
        String line = LineCodec.encode(entry, LineCodec.GENESIS);

        assertEquals(entry, LineCodec.decode(line));
        assertFalse(line.contains("\n"));
        assertTrue(LineCodec.bytesOf(line).length >= LineCodec.SHORTEST_LINE_BYTES);
    }

    @Property(tries = 100)
    @Tag("REQ-65")
    void noFlippedBitPassesTheChecksum(@ForAll("events") Event event, @ForAll @IntRange(min = 0) int where) {
        String line = LineCodec.encode(new Entry(Entry.SCHEMA, "p", 1, 1, 0, 0, event), LineCodec.GENESIS);
        byte[] bytes = LineCodec.bytesOf(line);
        int bit = where % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));

        assertThrows(BadLineException.class, () -> LineCodec.line("s", 0, bytes));
    }

    @Example
    void noEventHasAFieldNamedAsOneOfTheFrame() {
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            for (RecordComponent component : kind.getRecordComponents()) {
                assertFalse(FRAME.contains(component.getName()), kind + " " + component.getName());
            }
        }
    }

    @Example
    void aLineReadsAsThePagesSay() {
        Event event = new Event.AudioPaused(120_000, "nurse");
        Entry entry = new Entry(Entry.SCHEMA, "pump-1", 12, 3, 61_000, 1_767_225_600_007L, event);

        String line = LineCodec.encode(entry, LineCodec.GENESIS);

        assertEquals(
                "{\"schema\":1,\"pump\":\"pump-1\",\"seq\":12,\"boot\":3,\"monotonic_ms\":61000,"
                        + "\"wall\":\"2026-01-01T00:00:00.007Z\",\"event\":\"AUDIO_PAUSED\",\"for_ms\":120000,"
                        + "\"by\":\"nurse\",\"prev\":\"" + LineCodec.GENESIS + "\",\"crc\":\"",
                line.substring(0, line.length() - 10));
    }

    @Example
    void aLineOfANewerContractIsRefusedByName() {
        Entry newer = new Entry(2, "pump-1", 1, 1, 0, 0, new Event.AudioPaused(1, "x"));

        BadLineException refused = assertThrows(
                BadLineException.class, () -> LineCodec.decode(LineCodec.encode(newer, LineCodec.GENESIS)));

        assertEquals("schema 2 is not known here, only 1", refused.getMessage());
    }
}
