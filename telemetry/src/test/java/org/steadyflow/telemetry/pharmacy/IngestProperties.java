package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Priority;

/** Lines may come in any order, in any pieces and more than once: what is known in the end is the same. */
class IngestProperties {
    private static final long NOW_MS = TestJournal.BEGUN_WALL_MS + 3_600_000;

    /** One for all tries, emptied for each: opening one takes longer than a try. */
    private static final Store STORE = Store.open("jdbc:h2:mem:" + UUID.randomUUID());

    @AfterContainer
    static void close() {
        STORE.close();
    }

    @Property(tries = 25)
    void anyOrderOfTheSameLinesEndsInTheSamePicture(
            @ForAll Random random, @ForAll @IntRange(min = 5, max = 40) int events) {
        TestJournal journal = journal(random, events);
        List<SeqRange> pieces = pieces(random, journal.size());
        String inOrder = picture(journal, List.of(new SeqRange(1, journal.size())));
        List<SeqRange> shuffled = new ArrayList<>(pieces);
        shuffled.addAll(pieces.subList(0, pieces.size() / 2));
        Collections.shuffle(shuffled, random);
        assertEquals(inOrder, picture(journal, shuffled));
    }

    @Property(tries = 25)
    void everyMissingLineIsInExactlyOneOpenGap(@ForAll Random random, @ForAll @IntRange(min = 5, max = 40) int events) {
        TestJournal journal = journal(random, events);
        List<SeqRange> pieces = pieces(random, journal.size());
        Collections.shuffle(pieces, random);
        List<SeqRange> some = pieces.subList(0, 1 + random.nextInt(pieces.size()));
        empty();
        some.forEach(range -> ingest(journal, range));
        List<Long> missing = new ArrayList<>();
        long highest = some.stream().mapToLong(SeqRange::last).max().orElseThrow();
        for (long seq = 1; seq <= highest; seq++) {
            long number = seq;
            if (some.stream().noneMatch(range -> range.first() <= number && number <= range.last())) {
                missing.add(seq);
            }
        }
        assertEquals(missing, openGaps());
        assertEquals(missing.isEmpty() ? highest : missing.getFirst() - 1, contiguous());
    }

    private static String picture(TestJournal journal, List<SeqRange> arrivals) {
        empty();
        arrivals.forEach(range -> ingest(journal, range));
        return STORE.read(handle -> {
            View.Pump pump = new PumpViews(handle, NOW_MS).one(journal.pump()).orElseThrow();
            return List.of(
                            pump.phase(),
                            pump.phaseWallMs(),
                            pump.contiguousSeq(),
                            pump.prescription(),
                            pump.part(),
                            pump.givenLowerNl(),
                            new DoseViews(handle, journal.pump()).list(),
                            new AlarmViews(handle, NOW_MS).all(),
                            new JournalViews(handle).tail(journal.pump(), 500))
                    .toString();
        });
    }

    private static void ingest(TestJournal journal, SeqRange range) {
        List<PumpLine> lines = journal.lines(range.first(), range.last()).stream()
                .map(PumpLine::read)
                .toList();
        STORE.change(handle -> new Ingest(handle, NOW_MS).store(new Inbound.Batch(journal.pump(), 1, lines)));
    }

    private static void empty() {
        for (String table :
                List.of("pump", "line", "gap", "trouble", "status", "prescription", "part", "missed_dose", "alarm")) {
            STORE.change(handle -> handle.execute("delete from " + table));
        }
    }

    private static List<Long> openGaps() {
        List<Long> numbers = new ArrayList<>();
        for (View.Gap gap : STORE.read(handle -> new JournalViews(handle).gaps())) {
            for (long seq = gap.firstSeq(); gap.state().equals(Gaps.OPEN) && seq <= gap.lastSeq(); seq++) {
                numbers.add(seq);
            }
        }
        Collections.sort(numbers);
        return numbers;
    }

    private static long contiguous() {
        return STORE.read(handle -> PumpRow.find(handle, "pump-1").orElseThrow().contiguousSeq());
    }

    /** The numbers 1 to size, cut at random. */
    private static List<SeqRange> pieces(Random random, long size) {
        List<SeqRange> pieces = new ArrayList<>();
        for (long first = 1; first <= size; ) {
            long last = Math.min(size, first + random.nextInt(5));
            pieces.add(new SeqRange(first, last));
            first = last + 1;
        }
        return pieces;
    }

    private static TestJournal journal(Random random, int events) {
        TestJournal journal = new TestJournal("pump-1");
        for (int i = 0; i < events; i++) {
            long _ = journal.add(event(random, i));
        }
        return journal;
    }

    private static Event event(Random random, int i) {
        int part = random.nextInt(3);
        long alarm = 1L + random.nextInt(4);
        long nl = i * 1_000_000L;
        return switch (random.nextInt(12)) {
            case 0 -> new Event.PumpStarted("0.1", "unknown");
            case 1 -> new Event.PrescriptionAccepted("rx-" + i, "00", "Nurse", "{\"patient\":\"P" + i + "\"}");
            case 2 -> new Event.PrescriptionEnded("rx-" + i, random.nextBoolean(), "Nurse");
            case 3 ->
                new Event.PartStarted("rx", part, random.nextBoolean() ? "DELIVER" : "REST", "", part, 0, 0, 0, nl, 1);
            case 4 -> new Event.PartEnded(part, true, 0, 0, nl, nl);
            case 5 -> new Event.DoseMissed(part, part, nl, 1, random.nextBoolean() ? "SKIP" : "GIVE_LATE");
            case 6 -> new Event.InfusionStarted(part, "Nurse");
            case 7 -> new Event.InfusionPaused(part, "Nurse");
            case 8 -> new Event.LedgerFold(part, 0, 0, 0, nl, nl + 1);
            case 9 -> new Event.AlarmRaised(alarm, AlarmCode.AIR_SINGLE, Priority.HIGH, "STOP", "120 uL, limit 100 uL");
            case 10 -> new Event.AlarmAccepted(alarm, AlarmCode.AIR_SINGLE, "Anna Berg");
            default -> new Event.AlarmEnded(alarm, AlarmCode.AIR_SINGLE);
        };
    }
}
