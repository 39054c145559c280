package org.steadyflow.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.journal.SampleJournal.PUMP;
import static org.steadyflow.telemetry.journal.SampleJournal.SMALL;
import static org.steadyflow.telemetry.journal.SampleJournal.damagesOf;
import static org.steadyflow.telemetry.journal.SampleJournal.linesOf;
import static org.steadyflow.telemetry.journal.SampleJournal.readAll;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.steadyflow.telemetry.message.Event;

class JournalCrashProperties {
    @Property(tries = 300)
    void whateverAPowerCutTakesEveryCommittedLineStaysAndNoNumberIsUsedTwice(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 12) Integer> boots, @ForAll long seed)
            throws IOException {
        Random chance = new Random(seed);
        MemoryStorage disk = new MemoryStorage();
        SortedMap<Long, String> committed = new TreeMap<>();
        for (int lines : boots) {
            disk = bootAndDie(disk, lines, chance, committed);
        }
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            assertTrue(writer.opening().nextSeq() > writer.opening().lastSeq());
        }
        assertAllStand(disk, committed);
    }

    /** Commits some bursts, then loses power in the middle of another. */
    private static MemoryStorage bootAndDie(
            MemoryStorage disk, int bursts, Random chance, SortedMap<Long, String> committed) throws IOException {
        try (JournalWriter writer = JournalWriter.open(disk, PUMP, SMALL)) {
            for (int i = 0; i < bursts; i++) {
                long first = appendBurst(writer, chance);
                writer.commit();
                remember(disk, first, committed);
            }
            appendBurst(writer, chance);
            disk.failForces(true);
            assertThrows(JournalSuspectException.class, writer::commit);
        }
        return disk.afterPowerCut(chance);
    }

    private static long appendBurst(JournalWriter writer, Random chance) throws IOException {
        long first = 0;
        for (int i = 0; i <= chance.nextInt(5); i++) {
            Event event = new Event.CommandRefused("START", "nurse", "x".repeat(chance.nextInt(900)));
            long seq = writer.append(1, 0, 0, event).seq();
            first = i == 0 ? seq : first;
        }
        return first;
    }

    private static void remember(MemoryStorage disk, long from, SortedMap<Long, String> committed) throws IOException {
        for (JournalLine line : linesOf(readAll(disk, from))) {
            String earlier = committed.put(line.seq(), line.text());
            assertTrue(earlier == null, "line " + line.seq() + " was committed before");
        }
    }

    private static void assertAllStand(MemoryStorage disk, SortedMap<Long, String> committed) throws IOException {
        List<JournalItem> items = readAll(disk, 1);
        SortedMap<Long, String> read = new TreeMap<>();
        linesOf(items).forEach(line -> read.put(line.seq(), line.text()));
        for (long seq : committed.keySet()) {
            assertEquals(committed.get(seq), read.get(seq));
        }
        for (Damage damage : damagesOf(items)) {
            long[] lost = committed.keySet().stream()
                    .mapToLong(Long::longValue)
                    .filter(seq -> seq >= damage.seq() && seq < damage.seq() + damage.unknownLines())
                    .toArray();
            assertEquals(0, lost.length, damage + " covers " + Arrays.toString(lost));
        }
    }
}
