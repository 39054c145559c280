package org.steadyflow.telemetry.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.journal.SampleJournal.PUMP;
import static org.steadyflow.telemetry.journal.SampleJournal.appendOne;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.journal.MemoryStorage;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.LineBatch;

class OutgoingTest {
    private final MemoryStorage journal = new MemoryStorage();

    @Test
    void linesAreSaidToBeLostOnlyWhenAllBeforeThemAreConfirmed() throws IOException {
        grow(20);
        journal.bytes("journal-00000001.jsonl")[3_000] ^= 1;
        try (Outgoing outgoing = new Outgoing(journal, PUMP, 1)) {
            LineBatch before = outgoing.next().orElseThrow();
            assertEquals(1, before.oldestSeq());
            long last = before.lines().size();
            assertEquals(Optional.empty(), outgoing.next());
            assertTrue(outgoing.receipt(last));
            LineBatch behind = outgoing.next().orElseThrow();
            assertEquals(last + 2, behind.firstSeq());
            assertEquals(last + 2, behind.oldestSeq());
        }
    }

    @Test
    void whatIsHandedOutIsDurable() throws IOException {
        grow(3);
        int forced = journal.forces();
        try (Outgoing outgoing = new Outgoing(journal, PUMP, 1)) {
            assertTrue(outgoing.next().isPresent());
            assertEquals(forced + 1, journal.forces());
        }
    }

    @Test
    void onlySoMuchIsOnItsWayWithoutAReceipt() throws IOException {
        grow(2_000);
        try (Outgoing outgoing = new Outgoing(journal, PUMP, 1)) {
            int lines = 0;
            for (Optional<LineBatch> batch = outgoing.next(); batch.isPresent(); batch = outgoing.next()) {
                lines += batch.orElseThrow().lines().size();
            }
            assertEquals(Outgoing.LIMIT_UNCONFIRMED, lines);
        }
    }

    @Test
    void theWorstLinesMakeABatchThatCanBeRead() throws IOException {
        try (JournalWriter writer = JournalWriter.open(journal, PUMP, JournalLimits.DEFAULT)) {
            Event worst = new Event.PrescriptionAccepted("rx", "", "", "\"".repeat(32_000));
            for (int i = 0; i < 10; i++) {
                writer.append(1, 0, 0, worst);
            }
            writer.commit();
        }
        try (Outgoing outgoing = new Outgoing(journal, PUMP, 1)) {
            LineBatch batch = outgoing.next().orElseThrow();
            byte[] wire = Json.MAPPER.writeValueAsBytes(batch);
            assertEquals(batch, Json.MAPPER.readValue(wire, LineBatch.class));
            assertTrue(batch.lines().size() < 10);
        }
    }

    private void grow(int lines) throws IOException {
        try (JournalWriter writer = JournalWriter.open(journal, PUMP, JournalLimits.DEFAULT)) {
            for (int i = 0; i < lines; i++) {
                appendOne(writer);
            }
            writer.commit();
        }
    }
}
