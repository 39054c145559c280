package org.steadyflow.simulator.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.simulator.recovery.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.control.ControlProcess;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.RealTimeLoop;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.simulator.remote.RemoteHardware;
import org.steadyflow.simulator.run.SimulatedFram;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorVerb;

/**
 * The controller on a data directory that takes nothing. A directory where its lock should be refuses the write to
 * anybody, as a card does that was made read-only; the rest of the directory is then read and never written.
 */
@Tag("REQ-63")
class ReadOnlyDiskTest {
    @TempDir
    private Path dir = Path.of("");

    private final SimulatedFram fram = new SimulatedFram(1);

    @Test
    void theInfusionGoesOnFromWhatCanBeReadAndNothingNewIsAccepted() throws Exception {
        try (LiveBench bench = new LiveBench(dir, 5)) {
            try (Control _ = start(Optional.of(fram))) {
                bench.accept(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
                LiveBench.require(bench.ask(OperatorVerb.START, ""));
                long before = bench.shaft();
                eventually("the motor turns", () -> bench.shaft() > before);
            }
            refuseWrites();
            int lines = bench.journal().size();
            try (Control _ = start(Optional.of(fram))) {
                eventually("it goes on", () -> bench.status().phase().equals("INFUSING"));
                long before = bench.shaft();
                eventually("the motor turns", () -> bench.shaft() > before);
                eventually("it alarms", () -> bench.status().alarms().stream()
                        .anyMatch(alarm -> alarm.code() == AlarmCode.JOURNAL_FAULT));
                LiveBench.require(bench.ask(OperatorVerb.PAUSE, ""));
                LiveBench.require(bench.ask(OperatorVerb.END, ""));
                OperatorMessage.Reply reply =
                        bench.ask(OperatorVerb.ACCEPT, Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF));
                assertEquals(
                        List.of("the pump cannot keep a record now; what runs goes on, nothing new begins"),
                        reply.reasons());
            }
            assertEquals(lines, bench.journal().size(), "nothing was written");
        }
    }

    @Test
    void aNewPumpComesUpWithoutAnOrderAndWithItsAlarm() throws Exception {
        Files.createDirectories(dir.resolve("data"));
        refuseWrites();
        try (LiveBench bench = new LiveBench(dir, 6);
                Control _ = start(Optional.of(fram))) {
            eventually("it alarms", () -> bench.status().alarms().stream()
                    .anyMatch(alarm -> alarm.code() == AlarmCode.JOURNAL_FAULT));
            assertEquals("IDLE", bench.status().phase());
        }
    }

    @Test
    void withoutAChipNothingCouldBeGrantedAndTheStartEndsWithASentence() throws Exception {
        Files.createDirectories(dir.resolve("data"));
        refuseWrites();
        try (LiveBench _ = new LiveBench(dir, 7)) {
            Control control = start(Optional.empty());
            ExecutionException ended = assertThrows(ExecutionException.class, control.task()::get);
            assertTrue(String.valueOf(ended.getCause()).contains("the data directory cannot be used: "), "" + ended);
            control.hardware().close();
        }
    }

    private void refuseWrites() throws IOException {
        Path lock = dir.resolve("data/lock");
        Files.deleteIfExists(lock);
        Files.createDirectory(lock);
    }

    /** A controller in a thread of its own. */
    private record Control(
            FutureTask<Optional<String>> task, RemoteHardware hardware, AtomicReference<Optional<RealTimeLoop>> loop)
            implements AutoCloseable {
        @Override
        public void close() {
            try (hardware) {
                eventually("it ticks", () -> loop.get().isPresent() || task.isDone());
                loop.get().ifPresent(RealTimeLoop::stop);
                task.get();
            } catch (Exception e) {
                throw new AssertionError("the controller did not end in peace", e);
            }
        }
    }

    private Control start(Optional<SimulatedFram> chip) throws IOException {
        RemoteHardware remote = RemoteHardware.connect(dir.resolve("hw"));
        PumpHardware seams = new PumpHardware(remote, remote, remote, remote);
        ControlProcess.Settings settings = new ControlProcess.Settings(
                dir.resolve("data"),
                new StartUp.Identity("p-1", "test"),
                Optional.empty(),
                Optional.of(dir.resolve("op")),
                Optional.empty());
        AtomicReference<Optional<RealTimeLoop>> loop = new AtomicReference<>(Optional.empty());
        FutureTask<Optional<String>> task = new FutureTask<>(() -> {
            ControlProcess.run(
                    settings, chip.map(seams::with).orElse(seams), ticking -> loop.set(Optional.of(ticking)));
            return Optional.empty();
        });
        Thread.ofPlatform().name("control").start(task);
        return new Control(task, remote, loop);
    }
}
