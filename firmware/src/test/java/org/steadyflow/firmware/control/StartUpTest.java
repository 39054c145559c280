package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.message.Event;

@Tag("REQ-58")
class StartUpTest {
    private static final ClockSample NOW = new ClockSample(1_000_000, 1_767_254_400_000L);
    private static final JournalLimits SMALL = new JournalLimits(2 * 1024, 10_000, Duration.ofDays(30));

    @TempDir
    private Path dir = Path.of("");

    @Test
    void startsAreNumberedAndJournalledBeforeAnythingElse() throws IOException {
        for (int boot = 1; boot <= 3; boot++) {
            StartUp.Started started = start();
            assertEquals(boot, started.boot());
            String cause = boot == 1 ? "first start" : "unknown";
            assertEquals(List.of(new Event.PumpStarted("1.0", cause)), started.events());
            assertEquals(Phase.RECOVERING, started.state().phase());
            started.committer().close();
        }
    }

    @Test
    void aFlippedBitIsToldOnceWithItsPositionAndHoldsTheInfusion() throws IOException {
        infuse();
        Path segment = segments().getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        int at = indexOf(bytes, "PART_STARTED");
        bytes[at] ^= 1;
        Files.write(segment, bytes);

        StartUp.Started damaged = start();
        Event.StoreDamaged told = damagesOf(damaged).getFirst();
        assertEquals("journal", told.store());
        assertTrue(told.where().matches(segment.getFileName() + ", byte \\d+"), told.where());
        assertEquals("lines 3 to 3", told.unknown());
        assertEquals(Phase.PAUSED, damaged.state().lastKnown().orElseThrow().phase());
        assertTrue(damaged.state().flags().volumeUnsure());
        damaged.committer().close();

        StartUp.Started again = start();
        assertEquals(List.of(), damagesOf(again), "it is told once");
        assertEquals(Phase.PAUSED, again.state().lastKnown().orElseThrow().phase(), "and still holds");
        again.committer().close();
    }

    @Test
    void aMissingSegmentIsToldWithItsPlace() throws IOException {
        infuse();
        for (int boot = 0; boot < 12; boot++) {
            start().committer().close();
        }
        Files.delete(segments().get(1));
        StartUp.Started started = start();
        Event.StoreDamaged told = damagesOf(started).getFirst();
        assertTrue(told.what().contains("missing"), told.what());
        assertTrue(started.state().flags().volumeUnsure());
        started.committer().close();
    }

    @Test
    void aTornTailIsCutAndNotCalledDamage() throws IOException {
        infuse();
        Path segment = segments().getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        int end = indexOf(bytes, "\0");
        byte[] half = "{\"schema\":1,\"pump\":\"p-1\",\"seq\":".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(half, 0, bytes, end, half.length);
        Files.write(segment, bytes);
        StartUp.Started started = start();
        assertEquals(List.of(), damagesOf(started));
        assertEquals(Phase.INFUSING, started.state().lastKnown().orElseThrow().phase());
        started.committer().close();
    }

    @Test
    void aLedgerThatIsGoneEndsTheOrder() throws IOException {
        infuse();
        Files.delete(dir.resolve("ledger/ledger"));
        StartUp.Started started = start();
        assertEquals("ledger", damagesOf(started).getFirst().store());
        assertTrue(!started.state().lastKnown().orElseThrow().ledgerKnown());
        started.committer().close();
    }

    @Test
    void anotherPumpsJournalIsNotTouched() throws IOException {
        start().committer().close();
        byte[] before = Files.readAllBytes(segments().getFirst());
        IOException refused =
                assertThrows(IOException.class, () -> StartUp.from(stores(), new StartUp.Identity("p-2", "1.0"), NOW));
        assertEquals("the journal cannot be opened: this is the journal of pump p-1, not of p-2", refused.getMessage());
        assertTrue(Arrays.equals(before, Files.readAllBytes(segments().getFirst())));
    }

    @Test
    @Tag("REQ-69")
    void aFullDiskIsASentence() throws IOException {
        FullStorage full = new FullStorage(FileStorage.at(dir.resolve("journal")));
        full.setFull(true);
        StartUp.Stores stores = new StartUp.Stores(full, full, SMALL);
        IOException refused =
                assertThrows(IOException.class, () -> StartUp.from(stores, new StartUp.Identity("p-1", "1.0"), NOW));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("the journal cannot be opened: "),
                refused.getMessage());
    }

    @Test
    void aFileInTheWayIsASentence() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        IOException refused = assertThrows(IOException.class, () -> DataDirectory.take(file));
        assertEquals(
                "the data directory cannot be used: " + file + " is there and is no directory", refused.getMessage());
    }

    @Test
    void aDirectoryIsHeldByOneAtATime() throws IOException {
        try (DataDirectory _ = DataDirectory.take(dir)) {
            IOException refused = assertThrows(IOException.class, () -> DataDirectory.take(dir));
            assertEquals(dir + " is in use: another control process runs on it", refused.getMessage());
        }
        DataDirectory.take(dir).close();
    }

    /** Accepts and starts an order, so that there is something to lose. */
    private void infuse() throws IOException {
        StartUp.Started started = start();
        List<Event> events = List.of(
                new Event.PrescriptionAccepted(
                        "T-1", Bench.order().sha256(), "nurse", Bench.order().text()),
                new Event.PartStarted("T-1", 0, "DELIVER", "dose 1", 1, 0, 0, 13, 10_000_000, 360_000),
                new Event.InfusionStarted(0, "nurse"));
        long tag = Bench.order().acceptedAt(NOW.wallMs()).tag();
        Authority record = new Authority(1, tag, 0, 0, 0, 0, 25_600, 0, 0);
        started.committer().commit(new Committer.Batch(NOW, events, Optional.of(record)));
        started.committer().close();
    }

    private StartUp.Stores stores() throws IOException {
        return new StartUp.Stores(FileStorage.at(dir.resolve("journal")), FileStorage.at(dir.resolve("ledger")), SMALL);
    }

    private StartUp.Started start() throws IOException {
        return StartUp.from(stores(), new StartUp.Identity("p-1", "1.0"), NOW);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("journal"))) {
            return files.sorted().toList();
        }
    }

    private static List<Event.StoreDamaged> damagesOf(StartUp.Started started) {
        return started.events().stream()
                .filter(Event.StoreDamaged.class::isInstance)
                .map(Event.StoreDamaged.class::cast)
                .toList();
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
