package org.steadyflow.firmware.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.BestOf;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalServer;
import org.steadyflow.telemetry.message.Event;

/** Whether software may be changed: only where it is sure that there is no therapy. */
@Tag("REQ-311")
class TherapyStateTest {
    private static final Event ACCEPTED = new Event.PrescriptionAccepted("RX-7", "00", "nurse", "{}");

    @TempDir
    private Path dir = Path.of("");

    @Test
    void aPumpThatNeverRanHasNone() {
        assertInstanceOf(TherapyState.None.class, ask());
    }

    @Test
    void anOpenPrescriptionInTheJournalOfADeadControlIsATherapy() throws IOException {
        journal(new Event.PumpStarted("1", "first start"), ACCEPTED);
        assertInstanceOf(TherapyState.Open.class, ask());
        assertTrue(ask().sentence().contains("RX-7"), ask().sentence());
    }

    @Test
    void anEndedPrescriptionIsNone() throws IOException {
        journal(ACCEPTED, new Event.PrescriptionEnded("RX-7", true, "nurse"));
        assertInstanceOf(TherapyState.None.class, ask());
    }

    @Test
    void aDamagedJournalSaysNothingAndSoForbids() throws IOException {
        journal(ACCEPTED, new Event.PrescriptionEnded("RX-7", true, "nurse"));
        try (var files = Files.list(dir.resolve("data/journal"))) {
            Path segment = files.sorted().findFirst().orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                file.seek(60);
                file.write('#');
            }
        }
        assertInstanceOf(TherapyState.Unknown.class, ask());
    }

    @Test
    void aControlThatListensAndSaysNothingForbids() throws IOException {
        try (LocalServer _ = LocalServer.start(dir.resolve("socket"), _ -> new Silent())) {
            assertInstanceOf(TherapyState.Unknown.class, ask());
        }
    }

    @Test
    void whatControlSaysCountsAndNotTheJournal() throws Exception {
        journal(new Event.PumpStarted("1", "first start"));
        assertInstanceOf(TherapyState.Open.class, askControl("INFUSING", "RX-9"));
        assertInstanceOf(TherapyState.Open.class, askControl("COMPLETE", "RX-9"));
        assertInstanceOf(TherapyState.Open.class, askControl("READY", "RX-9"));
        assertInstanceOf(TherapyState.None.class, askControl("IDLE", ""));
        assertInstanceOf(TherapyState.Unknown.class, askControl("RECOVERING", ""));
    }

    @Test
    void theCodeOfTheCommandSaysIt() throws IOException {
        String[] args = {
            "therapy-state",
            "--data",
            dir.resolve("data").toString(),
            "--operator-socket",
            dir.resolve("socket").toString()
        };
        assertEquals(ExitCode.OK, Run.of(args).code());
        journal(ACCEPTED);
        assertEquals(ExitCode.FAILED, Run.of(args).code());
    }

    /** A control that was heard too late is not known, which on a stalled machine may happen once. */
    private TherapyState askControl(String phase, String prescription) throws Exception {
        return BestOf.five(() -> askOnce(phase, prescription), state -> !(state instanceof TherapyState.Unknown));
    }

    private TherapyState askOnce(String phase, String prescription) throws IOException {
        String status = StatusLine.of(phase, prescription);
        try (LocalServer _ = LocalServer.start(dir.resolve("socket"), peer -> {
            peer.send(status);
            return new Silent();
        })) {
            return ask();
        }
    }

    private TherapyState ask() {
        return TherapyState.ask(dir.resolve("data"), dir.resolve("socket"));
    }

    private void journal(Event... events) throws IOException {
        FileStorage storage = FileStorage.at(dir.resolve("data/journal"));
        try (JournalWriter journal = JournalWriter.open(storage, "p", JournalLimits.DEFAULT)) {
            for (Event event : List.of(events)) {
                journal.append(1, 0, 0, event);
            }
            journal.commit();
        }
    }

    private record Silent() implements LineHandler {
        @Override
        public void line(String line) {}

        @Override
        public void ended(String why) {}
    }
}
