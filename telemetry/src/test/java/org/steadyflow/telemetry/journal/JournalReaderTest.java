package org.steadyflow.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.journal.SampleJournal.PUMP;
import static org.steadyflow.telemetry.journal.SampleJournal.SMALL;
import static org.steadyflow.telemetry.journal.SampleJournal.appendOne;
import static org.steadyflow.telemetry.journal.SampleJournal.damagesOf;
import static org.steadyflow.telemetry.journal.SampleJournal.grow;
import static org.steadyflow.telemetry.journal.SampleJournal.linesOf;
import static org.steadyflow.telemetry.journal.SampleJournal.readAll;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

class JournalReaderTest {
    private static final int LINES = 40;

    private final MemoryStorage disk = new MemoryStorage();

    @TempDir
    Path dir;

    @Test
    void startsAtAnyLine() throws IOException {
        grow(disk, SMALL, LINES);
        for (long from = 1; from <= LINES + 1; from++) {
            List<JournalItem> items = readAll(disk, from);
            assertEquals(LongStream.rangeClosed(from, LINES).boxed().toList(), seqsOf(items));
            assertEquals(List.of(), damagesOf(items));
        }
    }

    @Test
    void everyLineCarriesItsEntryAndTheHashThatTheNextOneNames() throws IOException {
        grow(disk, SMALL, LINES);
        List<JournalLine> lines = linesOf(readAll(disk, 1));
        for (int i = 1; i < LINES; i++) {
            assertEquals(lines.get(i - 1).hash(), lines.get(i).frame().prev());
            assertEquals(i + 1, LineCodec.decode(lines.get(i)).seq());
        }
    }

    @Test
    void goesOnWhereTheWriterGoesOn() throws IOException {
        try (JournalReader reader = JournalReader.from(disk, 1)) {
            assertEquals(List.of(), reader.read(10));
            List<Long> seen = new ArrayList<>();
            try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
                for (int i = 0; i < LINES; i++) {
                    assertEquals(List.of(), reader.read(10));
                    appendOne(writer);
                    writer.commit();
                    seen.addAll(seqsOf(reader.read(10)));
                }
            }
            assertEquals(LongStream.rangeClosed(1, LINES).boxed().toList(), seen);
        }
    }

    @Test
    void waitsForALineThatIsOnItsWay() throws IOException {
        grow(disk, SMALL, 1);
        MemoryStorage later = disk.copy();
        grow(later, SMALL, 1);
        byte[] target = disk.bytes(SegmentName.of(1));
        byte[] source = later.bytes(SegmentName.of(1));
        try (JournalReader reader = JournalReader.from(disk, 1)) {
            int end = LineCodec.bytesOf(linesOf(reader.read(10)).getFirst().text()).length + 1;
            for (int i = end; source[i] != '\n'; i++) {
                target[i] = source[i];
                assertEquals(List.of(), reader.read(10), "after byte " + i);
                target[i + 1] = source[i + 1] == '\n' ? (byte) '\n' : 0;
            }
            assertEquals(List.of(2L), seqsOf(reader.read(10)));
        }
    }

    @Test
    @Tag("REQ-65")
    void aFlippedBitInTheMiddleIsReportedWithItsPlaceAndReadingGoesOn() throws IOException {
        grow(disk, SMALL, LINES);
        List<JournalLine> lines = linesOf(readAll(disk, 1));
        JournalLine victim = lines.get(10);
        disk.bytes(victim.segment())[(int) victim.position() + 100] ^= 4;

        List<JournalItem> items = readAll(disk, 1);

        assertEquals(
                List.of(new Damage(victim.segment(), victim.position(), 11, 1, "the checksum does not fit")),
                damagesOf(items));
        assertEquals(LINES - 1, linesOf(items).size());
        assertEquals(damagesOf(items), JournalVerifier.verify(disk).breaks());
    }

    @Test
    @Tag("REQ-58")
    void aMissingSegmentIsReportedWithTheLinesItHeld() throws IOException {
        grow(disk, SMALL, LINES);
        List<Long> held = linesOf(readAll(disk, 1)).stream()
                .filter(line -> line.segment().equals(SegmentName.of(3)))
                .map(JournalLine::seq)
                .toList();
        disk.delete(SegmentName.of(3));

        List<JournalItem> items = readAll(disk, 1);

        Damage expected = new Damage(SegmentName.of(3), 0, held.getFirst(), held.size(), "the segment is missing");
        assertEquals(List.of(expected), damagesOf(items));
        assertEquals(LINES - held.size(), linesOf(items).size());
        assertEquals(List.of(expected), JournalVerifier.verify(disk).breaks());
    }

    @Test
    @Tag("REQ-58")
    void theFirstSegmentMissingBeforeItsTimeIsABreak() throws IOException {
        grow(disk, SMALL, LINES);
        disk.delete(SegmentName.of(1));

        JournalVerifier.Report report = JournalVerifier.verify(disk);

        assertEquals(1, report.breaks().size());
        assertTrue(report.breaks().getFirst().what().contains("too young to go"), report.toString());
        assertEquals("no longer kept", damagesOf(readAll(disk, 1)).getFirst().what());
    }

    @Test
    @Tag("REQ-137")
    void aReaderLeftBehindByTheLimitsSaysWhichLinesAreGone() throws IOException {
        JournalLimits few = new JournalLimits(2048, 5, Duration.ZERO);
        grow(disk, few, 3);
        try (JournalReader reader = JournalReader.from(disk, 1)) {
            assertEquals(3, reader.read(10).size());
            grow(disk, few, LINES);
            List<JournalItem> items = reader.read(1_000);
            assertEquals("no longer kept", damagesOf(items).getFirst().what());
            assertEquals(LINES + 3L, linesOf(items).getLast().seq());
            assertAllAccountedFor(items, 4, LINES + 3);
        }
    }

    @Test
    @Tag("REQ-65")
    void everyFlippedBitIsFoundByTheVerifierAndEveryLineIsReadOrReported() throws IOException {
        JournalLimits tiny = new JournalLimits(1024, 1_000_000, Duration.ZERO);
        grow(disk, tiny, 5);
        assertTrue(JournalVerifier.verify(disk).isWhole());
        for (String name : disk.names()) {
            for (int bit = 0; bit < 1024 * 8; bit += disk.bytes(name)[bit / 8] == 0 ? 7 : 1) {
                disk.bytes(name)[bit / 8] ^= (byte) (1 << (bit % 8));
                assertFalse(JournalVerifier.verify(disk).isWhole(), name + " bit " + bit);
                List<JournalItem> items = readAll(disk, 1);
                long last = linesOf(items).getLast().seq();
                assertTrue(last >= 3, name + " bit " + bit);
                assertAllAccountedFor(items, 1, last);
                disk.bytes(name)[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    @Test
    @Tag("REQ-65")
    void aChangedLineWithARightChecksumBreaksTheChain() throws IOException {
        grow(disk, SMALL, 3);
        JournalLine victim = linesOf(readAll(disk, 1)).get(1);
        String forged = LineCodec.encode(
                new Entry(
                        1,
                        PUMP,
                        2,
                        7,
                        60_000,
                        SampleJournal.START_MS,
                        new Event.LedgerFold(3, 100, 120, 140, 1_953, 2_345)),
                victim.frame().prev());
        byte[] bytes = LineCodec.bytesOf(forged);
        System.arraycopy(bytes, 0, disk.bytes(victim.segment()), (int) victim.position(), bytes.length);

        List<Damage> breaks = JournalVerifier.verify(disk).breaks();

        assertEquals(1, breaks.size());
        assertEquals(3, breaks.getFirst().seq());
        assertEquals(
                "the line does not follow from the one before",
                breaks.getFirst().what());
    }

    @Test
    void readsAlongWithAWriterOfAnotherThreadOnRealFiles() throws Exception {
        int count = 3_000;
        FileStorage files = FileStorage.at(dir);
        JournalLimits limits = new JournalLimits(16 * 1024, 1_000_000, Duration.ZERO);
        try (ExecutorService pool = Executors.newSingleThreadExecutor();
                JournalReader reader = JournalReader.from(FileStorage.readOnly(dir), 1)) {
            Callable<Boolean> writing = () -> {
                try (JournalWriter writer = JournalWriter.open(files, PUMP, limits)) {
                    for (int i = 0; i < count; i++) {
                        appendOne(writer);
                        if (i % 37 == 0) {
                            writer.commit();
                        }
                    }
                    writer.commit();
                }
                return true;
            };
            Future<Boolean> written = pool.submit(writing);
            List<Long> seen = new ArrayList<>();
            long deadlineNs = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (seen.size() < count && System.nanoTime() < deadlineNs) {
                List<JournalItem> items = reader.read(100);
                assertEquals(List.of(), damagesOf(items));
                seen.addAll(seqsOf(items));
            }
            assertTrue(written.get());
            assertEquals(LongStream.rangeClosed(1, count).boxed().toList(), seen);
        }
        assertTrue(JournalVerifier.verify(files).isWhole());
    }

    private static List<Long> seqsOf(List<JournalItem> items) {
        return linesOf(items).stream().map(JournalLine::seq).toList();
    }

    private static void assertAllAccountedFor(List<JournalItem> items, long from, long to) {
        long next = from;
        for (JournalItem item : items) {
            switch (item) {
                case JournalLine line -> assertEquals(next++, line.seq());
                case Damage damage -> {
                    assertTrue(damage.unknownLines() == 0 || damage.seq() == next, damage.toString());
                    next += damage.unknownLines();
                }
            }
        }
        assertEquals(to + 1, next);
    }
}
