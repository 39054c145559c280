package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.LineBatch;
import org.steadyflow.telemetry.message.Topics;

class InboundReaderProperties {
    private static final String TOPIC = Topics.lines("pump-1");

    @Property
    void noBytesMakeItThrow(@ForAll byte[] payload) {
        assertInstanceOf(Inbound.Refused.class, InboundReader.read(TOPIC, payload));
        assertInstanceOf(Inbound.Refused.class, InboundReader.read(Topics.beat("pump-1"), payload));
    }

    @Property
    void oneChangedByteIsNeverTakenForAnotherLine(@ForAll @IntRange(max = 2_000) int at, @ForAll byte with) {
        TestJournal journal = journal();
        byte[] payload = batch(1, 1, journal.lines(1, 3));
        int index = at % payload.length;
        byte[] changed = payload.clone();
        changed[index] = with;
        if (InboundReader.read(TOPIC, changed) instanceof Inbound.Batch read) {
            assertEquals(
                    journal.lines(1, 3),
                    read.lines().stream().map(PumpLine::raw).toList());
        }
    }

    @Example
    void readsWhatAPumpSends() {
        TestJournal journal = journal();
        Inbound.Batch read =
                assertInstanceOf(Inbound.Batch.class, InboundReader.read(TOPIC, batch(1, 1, journal.lines(1, 3))));
        assertEquals(
                journal.lines(1, 3), read.lines().stream().map(PumpLine::raw).toList());
    }

    @Example
    void refusesLinesThatAreNotConsecutive() {
        TestJournal journal = journal();
        assertRefused("its lines are not consecutive", batch(1, 1, List.of(journal.line(1), journal.line(3))));
    }

    @Example
    void refusesLinesOfAnotherPump() {
        TestJournal other = new TestJournal("pump-2");
        other.add(new Event.PumpStarted("0.1", "unknown"));
        assertRefused("a line is of another pump", batch(1, 1, other.lines(1, 1)));
    }

    @Example
    void refusesAFirstLineOlderThanTheOldest() {
        assertRefused(
                "its first line is older than the oldest one that the pump says it keeps",
                batch(2, 1, journal().lines(1, 1)));
    }

    private static void assertRefused(String why, byte[] payload) {
        Inbound.Refused refused = assertInstanceOf(Inbound.Refused.class, InboundReader.read(TOPIC, payload));
        assertEquals(why, refused.why());
    }

    private static byte[] batch(long oldestSeq, long firstSeq, List<String> lines) {
        LineBatch batch = new LineBatch(Entry.SCHEMA, "pump-1", firstSeq, oldestSeq, lines);
        return Json.MAPPER.writeValueAsString(batch).getBytes(UTF_8);
    }

    private static TestJournal journal() {
        TestJournal journal = new TestJournal("pump-1");
        for (int i = 0; i < 3; i++) {
            long _ = journal.add(new Event.LedgerFold(0, i, i, i, i, i));
        }
        return journal;
    }
}
