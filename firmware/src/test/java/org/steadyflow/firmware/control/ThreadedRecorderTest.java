package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.ledger.PlainMemory;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.SensorSample;
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

    @Test
    @Tag("REQ-61")
    void aDiskThatNeverAnswersHoldsUpNoRecordThatTheChipMayHave() throws Exception {
        FullStorage disk = new FullStorage(FileStorage.at(dir));
        StartUp.Stores stores = new StartUp.Stores(disk, disk, JournalLimits.DEFAULT).with(new PlainMemory());
        StartUp.Started started =
                StartUp.from(stores, new StartUp.Identity("p-1", "test"), new ClockSample(0, 1_000_000));
        CountDownLatch end = new CountDownLatch(1);
        try (ThreadedRecorder recorder = new ThreadedRecorder(started)) {
            disk.stallUntil(end);
            try {
                Authority record = new Authority(1, 42, 0, 0, 0, 0, 30_000, 0, 0);
                TickRecord renewal = renewal(record);
                recorder.offer(inputAt(1), renewal);
                assertTimeoutPreemptively(AT_ONCE, () -> {
                    while (!recorder.granted().authority().equals(record)) {
                        Thread.onSpinWait();
                    }
                });
                recorder.offer(inputAt(3_000_000_001L), renewal(record));
                assertEquals(3_000_000_000L, recorder.granted().stores().behindNs(), "and says how late the disk is");
            } finally {
                end.countDown();
            }
        }
    }

    private static TickRecord renewal(Authority wanted) {
        TickRecord tick = new Bench(false).tick().record();
        return new TickRecord(
                tick.after(),
                tick.command(),
                tick.signal(),
                tick.demand(),
                List.of(),
                Optional.of(wanted),
                tick.trustPosition());
    }

    private static TickInput inputAt(long monotonicNs) {
        TickInput input = new Bench(false).tick().input();
        SensorSample sample = input.sample();
        ClockSample clock = new ClockSample(monotonicNs, sample.clock().wallMs());
        return new TickInput(
                new SensorSample(clock, sample.motor(), sample.line(), sample.enclosure(), sample.power()),
                input.commands(),
                input.granted());
    }
}
