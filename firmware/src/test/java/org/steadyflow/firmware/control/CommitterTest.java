package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalVerifier;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.message.Event;

@Tag("REQ-59")
class CommitterTest {
    private static final JournalLimits SMALL = new JournalLimits(4 * 1024, 1_000_000, Duration.ofDays(30));

    @TempDir
    private Path dir = Path.of("");

    private Optional<FullStorage> disk = Optional.empty();
    private Optional<Committer> open = Optional.empty();

    @BeforeEach
    void openStores() throws IOException {
        FullStorage storage = new FullStorage(FileStorage.at(dir));
        disk = Optional.of(storage);
        JournalWriter journal = JournalWriter.open(storage, "p-1", SMALL);
        open = Optional.of(new Committer(journal, Ledger.open(storage), 1, Authority.NONE));
    }

    @AfterEach
    void closeStores() throws IOException {
        committer().close();
    }

    @Test
    @Tag("REQ-50")
    void whatIsGrantedIsOnTheDisk() throws IOException {
        Granted granted = committer().commit(batch(1, 1));
        assertEquals(new Granted(record(1), false), granted);
        assertEquals(record(1), onDisk());
        assertEquals(1, JournalVerifier.verify(FileStorage.readOnly(dir)).lines());
    }

    @Test
    void whileTheJournalHasNoRoomNothingIsGrantedAndWithRoomItGoesOn() throws IOException {
        disk().setFull(true);
        long number = 1;
        while (!committer().commit(batch(number, 1)).storeFailed()) {
            number++;
        }
        Granted held = committer().commit(batch(number + 1, 1));
        assertEquals(new Granted(record(number - 1), true), held);
        assertEquals(record(number - 1), onDisk());
        assertTrue(committer().retry().storeFailed());

        disk().setFull(false);
        assertEquals(new Granted(record(number + 1), false), committer().retry());
        assertEquals(record(number + 1), onDisk());
        JournalVerifier.Report report = JournalVerifier.verify(FileStorage.readOnly(dir));
        assertTrue(report.isWhole(), "" + report.breaks());
        assertEquals(number + 1, report.lines(), "what waited is there");
    }

    /** A batch that wants only authority must not pass lines that wait. */
    @Test
    void authorityNeverOvertakesLinesThatWait() throws IOException {
        disk().setFull(true);
        long number = 1;
        while (!committer().commit(batch(number, 1)).storeFailed()) {
            number++;
        }
        committer().commit(batch(number + 1, 0));
        assertEquals(record(number - 1), onDisk());
    }

    @Test
    @Tag("REQ-71")
    void afterAFailedForceNothingIsWrittenOrGrantedAgain() throws IOException {
        committer().commit(batch(1, 1));
        disk().setBroken(true);
        assertEquals(new Granted(record(1), true), committer().commit(batch(2, 1)));
        disk().setBroken(false);
        long lines = JournalVerifier.verify(FileStorage.readOnly(dir)).lines();
        assertEquals(new Granted(record(1), true), committer().commit(batch(3, 1)));
        assertEquals(new Granted(record(1), true), committer().retry());
        assertEquals(record(1), onDisk());
        assertEquals(lines, JournalVerifier.verify(FileStorage.readOnly(dir)).lines());
    }

    @Test
    void aLineThatIsTooLongEndsGrantingAndNotTheThread() {
        Event tooLong = new Event.CommandRefused("x", "nurse", "x".repeat(100_000));
        Committer.Batch batch = new Committer.Batch(new ClockSample(0, 0), List.of(tooLong), Optional.of(record(1)));
        assertTrue(committer().commit(batch).storeFailed());
        assertFalse(committer().commit(batch(2, 0)).authority().equals(record(2)));
    }

    private static Committer.Batch batch(long number, int events) {
        Event event = new Event.CommandRefused("start", "nurse", "no. " + number);
        return new Committer.Batch(
                new ClockSample(number, number), Collections.nCopies(events, event), Optional.of(record(number)));
    }

    private static Authority record(long number) {
        return new Authority(number, 9, 0, 0, 0, 0, 100, 0, 0);
    }

    private Authority onDisk() throws IOException {
        return Ledger.look(FileStorage.readOnly(dir)).newest();
    }

    private Committer committer() {
        return open.orElseThrow();
    }

    private FullStorage disk() {
        return disk.orElseThrow();
    }
}
