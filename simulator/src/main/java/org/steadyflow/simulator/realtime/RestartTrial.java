package org.steadyflow.simulator.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.steadyflow.firmware.app.Steadyflow;
import org.steadyflow.firmware.app.Version;
import org.steadyflow.firmware.control.JvmOptions;
import org.steadyflow.firmware.envelope.EnvelopeWriter;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.firmware.monitor.MonitorProcess;
import org.steadyflow.firmware.panel.MonitorDoor;
import org.steadyflow.hal.board.MonitorBoard;
import org.steadyflow.simulator.chips.BoardDirectory;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.emulated.ChipLines;
import org.steadyflow.simulator.emulated.ReferenceBoard;
import org.steadyflow.simulator.remote.LiveWorld;
import org.steadyflow.simulator.run.Examples;
import org.steadyflow.simulator.run.TempFolder;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalClient;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorRequest;
import org.steadyflow.telemetry.message.OperatorVerb;

/**
 * A pump in the middle of a drug that keeps somebody alive, whose control process is killed and started again: from
 * that start to the shaft's next movement in the world. Control is a process of its own with the options of the one on
 * the board and an archive of its classes made as on the board; it speaks to emulated chips through its drivers, and
 * the monitor watches.
 */
public final class RestartTrial implements AutoCloseable {
    private static final String PRESCRIPTION = "prescriptions/17-dobutamine.json";
    private static final String KEY = "keys/EXAMPLE-never-trust.pub";
    private static final String BY = "measurement";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_NS = 2_000_000;
    /** So long without a movement: the pump stands, and does not only wait for its next step. */
    private static final long STANDS_NS = 2_000_000_000L;

    private static final long TRAVEL_BEFORE = 2_000;

    private final RestartedControl.Home home;
    private final Path archive;
    private final LiveWorld world;
    private final BoardDirectory chips;
    private final Monitor monitor;

    private RestartTrial(Path folder, Path archive, long seed) throws IOException {
        this.home = new RestartedControl.Home(folder);
        this.archive = archive;
        Files.write(home.boardFile(), Examples.bytes(ReferenceBoard.EXAMPLE));
        Files.write(home.pharmacistKey(), Examples.bytes(KEY));
        this.world = LiveWorld.start(new World(WorldParameters.DEFAULT, seed), _ -> {});
        this.chips = BoardDirectory.serve(home.chips(), EmulatedBoard.of(world::with, seed));
        this.monitor = new Monitor(home);
    }

    /**
     * What one restart took.
     *
     * @param toMotionMs from the start of the process to the shaft's first movement
     * @param residentMb most memory that the process had in the machine's
     */
    public record Measured(long toMotionMs, long residentMb) {}

    /** Restarts so many pumps, one after the other. {@code step} is told after each. */
    public static List<Measured> run(int pumps, Runnable step) throws IOException, InterruptedException {
        List<Measured> all = new ArrayList<>();
        try (TempFolder folder = TempFolder.named("sf-restart-")) {
            Path archive = folder.path().resolve("classes.jsa");
            rehearse(archive, folder.path().resolve("rehearsal.log"));
            for (int pump = 1; pump <= pumps; pump++) {
                Path home = Files.createDirectory(folder.path().resolve("pump-" + pump));
                try (RestartTrial trial = new RestartTrial(home, archive, pump)) {
                    all.add(trial.measure());
                }
                step.run();
            }
        }
        return List.copyOf(all);
    }

    /** Makes the archive of classes as the package does on the board. */
    private static void rehearse(Path archive, Path log) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JvmOptions.ofControl());
        options.add("-XX:ArchiveClassesAtExit=" + archive);
        Process process = Jvm.start(options, Steadyflow.class, List.of("rehearse"), log);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the rehearsal for the archive of classes did not end");
        }
    }

    private Measured measure() throws IOException, InterruptedException {
        infuse();
        Process restarted = null;
        try {
            long standsAt = standing();
            long begunNs = System.nanoTime();
            restarted = start();
            await("the motor turns again", () -> shaft() > standsAt);
            long toMotionNs = System.nanoTime() - begunNs;
            return new Measured(TimeUnit.NANOSECONDS.toMillis(toMotionNs), residentMb(restarted));
        } finally {
            if (restarted != null) {
                restarted.destroyForcibly().waitFor();
            }
        }
    }

    /** From the first start to the kill. */
    private void infuse() throws IOException, InterruptedException {
        Process first = start();
        try {
            String text = Examples.text(PRESCRIPTION);
            String signature = Examples.text(PRESCRIPTION + DetachedSignature.FILE_SUFFIX);
            await("it takes the prescription", () -> asked(OperatorVerb.ACCEPT, text, signature));
            MonitorDoor door = new MonitorDoor(home.bedsideSocket());
            byte[] envelope = Examples.bytes(PRESCRIPTION + EnvelopeWriter.FILE_SUFFIX);
            await("the monitor takes the envelope", () -> door.hand(envelope).isEmpty());
            await("it starts", () -> asked(OperatorVerb.START, "", ""));
            long from = shaft();
            await("the motor turns", () -> shaft() > from + TRAVEL_BEFORE);
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        List<String> options = new ArrayList<>(JvmOptions.ofControl());
        options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:aot=off"));
        List<String> arguments = List.of(home.folder().toString(), Version.number());
        return Jvm.start(options, RestartedControl.class, arguments, home.log());
    }

    /** Where the shaft is, once it stands. */
    private long standing() throws IOException, InterruptedException {
        await(
                "the motor stands",
                () -> world.with(now -> now.truth().nowNs() - now.truth().lastTurnNs() > STANDS_NS));
        return shaft();
    }

    private long shaft() {
        return world.with(now -> now.truth().shaftMicrosteps());
    }

    /** Whether the pump obeyed; nobody may listen yet. */
    private boolean asked(OperatorVerb verb, String text, String signature) {
        Answer answer = new Answer();
        try (LocalClient client = LocalClient.connect(home.operatorSocket(), answer)) {
            client.send(Json.MAPPER.writeValueAsString(new OperatorRequest("1", verb, BY, text, "", signature)));
            long end = System.nanoTime() + STANDS_NS;
            while (answer.reply.isEmpty() && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOK_EVERY_NS);
            }
            return answer.reply.map(OperatorMessage.Reply::obeyed).orElse(false);
        } catch (IOException _) {
            return false;
        }
    }

    private void await(String what, Callable<Boolean> isSo) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isSo.call()) {
                if (System.nanoTime() > end) {
                    throw new IOException(what + ": not within " + PATIENCE.toSeconds() + " s. The pump said: "
                            + Files.readString(home.log()).strip());
                }
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY_NS);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(what + ": " + e.getMessage(), e);
        }
    }

    private static long residentMb(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        try (world;
                chips) {
            monitor.close();
        }
    }

    /** What the pump answers; its status is of no interest here. */
    private static final class Answer implements LineHandler {
        private volatile Optional<OperatorMessage.Reply> reply = Optional.empty();

        @Override
        public void line(String line) {
            if (Json.MAPPER.readValue(line, OperatorMessage.class) instanceof OperatorMessage.Reply answer) {
                reply = Optional.of(answer);
            }
        }

        @Override
        public void ended(String why) {
            // Whoever waits for the answer gives up by itself.
        }
    }

    /** The monitor in real time, on its half of the board. */
    private static final class Monitor {
        private final MonitorProcess process = new MonitorProcess();
        private final ChipLines lines;
        private final Thread thread;

        Monitor(RestartedControl.Home home) throws IOException {
            lines = ChipLines.connect(home.chips());
            MonitorBoard board = MonitorBoard.open(ReferenceBoard.file(), lines, ChipLines.realTime());
            MonitorProcess.Settings settings = new MonitorProcess.Settings(
                    home.monitor(), home.heartbeatSocket(), home.bedsideSocket(), Optional.of(home.pharmacistKey()));
            thread = Thread.ofPlatform().daemon().name("monitor").start(() -> {
                try {
                    process.run(settings, new MonitorHardware(board, board, board));
                } catch (IOException e) {
                    throw new IllegalStateException("the monitor does not run", e);
                }
            });
        }

        void close() {
            process.stop();
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            lines.close();
        }
    }
}
