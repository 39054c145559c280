package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalWriter;

class ThreadedRecorderTest {
    /** Far longer than it takes, far shorter than the disk stalls. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    @TempDir
    private Path dir;

    @Test
    @Tag("REQ-46")
    void aDiskThatNeverAnswersHoldsNoTickAndGrantsNothing() throws Exception {
        FullStorage disk = new FullStorage(FileStorage.at(dir));
        CountDownLatch end = new CountDownLatch(1);
        Bench bench = new Bench(false);
        bench.ticks(10);
        Bench.Seen accepted = bench.tick(new Command.Accept(Bench.order(), "nurse"));
        assertTrue(accepted.record().wanted().isPresent(), "the tick wants authority");
        try (JournalWriter journal = JournalWriter.open(disk, "p-1", JournalLimits.DEFAULT);
                Ledger ledger = Ledger.open(disk);
                ThreadedRecorder recorder = new ThreadedRecorder(
                        new Committer(journal, ledger, 1, Authority.NONE), new Granted(Authority.NONE, false))) {
            disk.stallUntil(end);
            try {
                assertTimeoutPreemptively(AT_ONCE, () -> {
                    for (int i = 0; i < 2 * ThreadedRecorder.LIMIT_BATCHES; i++) {
                        recorder.offer(accepted.input(), accepted.record());
                        assertEquals(Authority.NONE, recorder.granted().authority());
                    }
                });
                assertTrue(recorder.granted().storeFailed(), "more waits than it keeps, and it says so");
            } finally {
                end.countDown();
            }
        }
    }
}
