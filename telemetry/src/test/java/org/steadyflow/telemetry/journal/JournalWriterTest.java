package org.steadyflow.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.journal.SampleJournal.PUMP;
import static org.steadyflow.telemetry.journal.SampleJournal.SMALL;
import static org.steadyflow.telemetry.journal.SampleJournal.START_MS;
import static org.steadyflow.telemetry.journal.SampleJournal.appendOne;
import static org.steadyflow.telemetry.journal.SampleJournal.grow;
import static org.steadyflow.telemetry.journal.SampleJournal.readAll;
import static org.steadyflow.telemetry.journal.SampleJournal.texts;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.telemetry.message.Event;

class JournalWriterTest {
    private final MemoryStorage disk = new MemoryStorage();

    @Test
    void aNewJournalStartsAtLineOneWithNothingToReport() throws IOException {
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            assertEquals(new JournalOpening(0, 1, 0, List.of()), writer.opening());
            assertEquals(1, appendOne(writer));
        }
    }

    @Test
    @Tag("REQ-66")
    void onlyACommitMakesLinesDurable() throws IOException {
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            appendOne(writer);
            writer.commit();
            appendOne(writer);
            assertEquals(1, writer.committedSeq());
        }
        assertEquals(1, JournalVerifier.verify(disk.afterPowerCut()).lastSeq());
    }

    @Test
    @Tag("REQ-70")
    void theNextStartContinuesNumberBootAndChainAcrossManySegments() throws IOException {
        grow(disk, SMALL, 30);
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            assertEquals(new JournalOpening(30, 31, 7, List.of()), writer.opening());
        }
        grow(disk, SMALL, 30);

        assertEquals(new JournalVerifier.Report(60, 1, 60, List.of()), JournalVerifier.verify(disk));
        assertTrue(disk.names().size() > 8, disk.names().toString());
    }

    @Test
    void aBurstThatSpansSegmentsIsCommittedInOrder() throws IOException {
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            for (int i = 0; i < 40; i++) {
                appendOne(writer);
            }
            writer.commit();
            assertEquals(40, writer.committedSeq());
        }
        assertEquals(new JournalVerifier.Report(40, 1, 40, List.of()), JournalVerifier.verify(disk.afterPowerCut()));
    }

    @Test
    @Tag("REQ-67")
    void everyTearOfTheLastWriteLeavesExactlyTheCommittedLines() throws IOException {
        grow(disk, SMALL, 3);
        MemoryStorage before = disk.copy();
        grow(disk, SMALL, 1);
        List<String> committed = texts(before);
        byte[] after = disk.bytes(SegmentName.of(1));
        int from = lengthOf(before.bytes(SegmentName.of(1)));
        int to = lengthOf(after);
        for (int cut = from; cut < to; cut++) {
            MemoryStorage torn = before.copy();
            System.arraycopy(after, from, torn.bytes(SegmentName.of(1)), from, cut - from);
            assertRecovers(torn, committed, cut > from ? 1 : 0, 4);
        }
    }

    @Test
    @Tag("REQ-67")
    void aTearFilledWithStaleBytesLeavesExactlyTheCommittedLines() throws IOException {
        grow(disk, SMALL, 3);
        MemoryStorage before = disk.copy();
        grow(disk, SMALL, 1);
        List<String> committed = texts(before);
        byte[] after = disk.bytes(SegmentName.of(1));
        byte[] staleLines = before.bytes(SegmentName.of(1));
        int from = lengthOf(staleLines);
        int to = lengthOf(after);
        Random random = new Random(42);
        for (int cut = from; cut < to; cut++) {
            MemoryStorage torn = before.copy();
            byte[] bytes = torn.bytes(SegmentName.of(1));
            System.arraycopy(after, from, bytes, from, cut - from);
            if (random.nextBoolean()) {
                byte[] noise = new byte[to - cut];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, cut, noise.length);
            } else {
                System.arraycopy(staleLines, 0, bytes, cut, Math.min(staleLines.length, bytes.length - cut));
            }
            assertRecoversAfterStaleBytes(torn, committed);
        }
    }

    @Test
    void whatIsCutLeavesNothingBehindAShorterLine() throws IOException {
        grow(disk, SMALL, 1);
        byte[] bytes = disk.bytes(SegmentName.of(1));
        Arrays.fill(bytes, lengthOf(bytes), lengthOf(bytes) + 1_000, (byte) 'x');
        grow(disk, SMALL, 1);

        assertEquals(new JournalVerifier.Report(2, 1, 2, List.of()), JournalVerifier.verify(disk));
    }

    @Test
    @Tag("REQ-70")
    void noNumberIsGivenTwiceWhicheverBitFlips() throws IOException {
        grow(disk, SMALL, 4);
        byte[] whole = disk.bytes(SegmentName.of(1));
        for (int bit = 0; bit < lengthOf(whole) * 8; bit++) {
            MemoryStorage damaged = disk.copy();
            damaged.bytes(SegmentName.of(1))[bit / 8] ^= (byte) (1 << (bit % 8));
            try (JournalWriter writer = JournalWriter.open(damaged, PUMP, SMALL)) {
                assertFalse(writer.opening().damage().isEmpty(), "bit " + bit);
                assertTrue(writer.opening().nextSeq() > 4, "bit " + bit + ": " + writer.opening());
            }
        }
    }

    @Test
    void anAppendAfterLostLinesIsReadWithTheGapNamed() throws IOException {
        grow(disk, SMALL, 4);
        byte[] bytes = disk.bytes(SegmentName.of(1));
        bytes[lengthOf(bytes) - 30] ^= 1;
        grow(disk, SMALL, 1);

        List<Damage> damages = SampleJournal.damagesOf(readAll(disk, 1));

        assertEquals(1, damages.size());
        assertEquals(4, damages.getFirst().seq());
        assertTrue(damages.getFirst().unknownLines() >= 1);
    }

    @Test
    @Tag("REQ-71")
    void afterAFailedForceTheWriterIsSuspectForEver() throws IOException {
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            appendOne(writer);
            disk.failForces(true);
            assertThrows(JournalSuspectException.class, writer::commit);
            disk.failForces(false);
            int forces = disk.forces();
            assertThrows(JournalSuspectException.class, writer::commit);
            assertThrows(JournalSuspectException.class, () -> appendOne(writer));
            assertEquals(forces, disk.forces());
            assertEquals(0, writer.committedSeq());
        }
    }

    @Test
    @Tag("REQ-71")
    void afterAFailedWriteTheWriterIsSuspectForEver() throws IOException {
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            appendOne(writer);
            disk.failWrites();
            JournalSuspectException failure = assertThrows(JournalSuspectException.class, writer::commit);
            assertTrue(failure.toString().contains("lines from 1 on may be lost"), failure.toString());
        }
    }

    @Test
    @Tag("REQ-69")
    void aFullDiskIsMetASegmentAheadAndStopsNothingUntilTheSpareIsFullToo() throws IOException {
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            disk.setFull(true);
            JournalFullException full = assertThrows(JournalFullException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    appendOne(writer);
                    writer.commit();
                }
            });
            assertTrue(full.toString().contains("No space left"), full.toString());
            assertTrue(writer.warning().isPresent());
            long durable = writer.committedSeq();
            assertTrue(durable > 8, "two segments were there: " + durable);

            disk.setFull(false);
            writer.commit();
            assertEquals(durable + 1, writer.committedSeq());
        }
        assertTrue(JournalVerifier.verify(disk).isWhole());
    }

    @Test
    void whatWaitsForRoomIsBounded() throws IOException {
        Event large = new Event.CommandRefused("x".repeat(1_500), "", "");
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            JournalFullException full = assertThrows(JournalFullException.class, () -> {
                for (int i = 0; i < JournalWriter.LIMIT_WAITING_BYTES / 1_500; i++) {
                    writer.append(1, 0, 0, large);
                }
            });
            assertTrue(full.toString().contains("takes no more events"), full.toString());
        }
    }

    @Test
    void aLineTooLongIsRefusedAndTheJournalGoesOn() throws IOException {
        Event tooLong = new Event.PrescriptionAccepted("rx", "", "", "x".repeat(LineCodec.LIMIT_LINE_BYTES));
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, JournalLimits.DEFAULT)) {
            appendOne(writer);
            assertThrows(IllegalArgumentException.class, () -> writer.append(1, 0, 0, tooLong));
            assertEquals(2, appendOne(writer));
            writer.commit();
        }
        assertTrue(JournalVerifier.verify(disk).isWhole());
    }

    @Test
    void anotherPumpsJournalIsRefused() throws IOException {
        grow(disk, SMALL, 1);

        IOException refused = assertThrows(IOException.class, () -> JournalWriter.open(disk, "pump-2", SMALL));

        assertTrue(refused.toString().contains("journal of pump pump-1"), refused.toString());
    }

    @Test
    @Tag("REQ-68")
    void theOldestGoesOnlyWhenBothLimitsStillHoldWithoutIt() throws IOException {
        JournalLimits manyLines = new JournalLimits(2048, 20, Duration.ofDays(1));
        long hourMs = Duration.ofHours(1).toMillis();
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, manyLines)) {
            for (int i = 0; i < 200; i++) {
                appendOne(writer, START_MS + i * hourMs);
                writer.commit();
                JournalVerifier.Report report = JournalVerifier.verify(disk, manyLines);
                assertTrue(report.isWhole(), () -> report.breaks().toString());
                assertTrue(report.lines() >= Math.min(i + 1, 24), "a day of hourly lines is kept");
            }
        }
        assertTrue(JournalVerifier.verify(disk, manyLines).lines() < 50, "and not much more");
        assertTrue(JournalReader.oldestSeq(disk) > 150);
    }

    @Test
    @Tag("REQ-68")
    void aYoungJournalKeepsEverythingHoweverManyLines() throws IOException {
        grow(disk, new JournalLimits(2048, 5, Duration.ofDays(30)), 100);

        assertEquals(1, JournalReader.oldestSeq(disk));
    }

    private static void assertRecovers(MemoryStorage torn, List<String> committed, int damages, long nextSeq)
            throws IOException {
        try (JournalWriter writer = JournalWriter.open(torn, PUMP, SMALL)) {
            assertEquals(damages, writer.opening().damage().size());
            assertEquals(committed, texts(torn));
            assertEquals(nextSeq, appendOne(writer));
            writer.commit();
        }
        assertTrue(JournalVerifier.verify(torn).isWhole());
    }

    private static void assertRecoversAfterStaleBytes(MemoryStorage torn, List<String> committed) throws IOException {
        try (JournalWriter writer = JournalWriter.open(torn, PUMP, SMALL)) {
            assertFalse(writer.opening().damage().isEmpty());
            assertEquals(committed, texts(torn).subList(0, 3));
            assertTrue(texts(torn).size() <= 4, "nothing but the torn line itself may be added");
            appendOne(writer);
            writer.commit();
        }
    }

    private static int lengthOf(byte[] segment) {
        int length = segment.length;
        while (length > 0 && segment[length - 1] == 0) {
            length--;
        }
        return length;
    }
}
