package org.steadyflow.firmware.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.firmware.control.ControlProcess;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.RealTimeLoop;
import org.steadyflow.firmware.control.SelfTestRig;
import org.steadyflow.firmware.control.SignatureRule;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.firmware.monitor.MonitorProcess;
import org.steadyflow.firmware.panel.Panel;
import org.steadyflow.firmware.panel.PanelSettings;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.MonitorBoard;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.MonitorSensors;
import org.steadyflow.hal.device.PowerGate;
import org.steadyflow.hal.pi.PiLines;
import org.steadyflow.telemetry.message.Signatures;

/**
 * {@code steadyflow rehearse}: goes through the starts of monitor, control and panel and through some ticks, in a
 * folder that it throws away and on a board without a single part, so that the Java that runs it can put the classes
 * into an archive. It opens no line of this computer.
 */
final class Rehearsal {
    static final Program PROGRAM = new Program(
            "rehearse",
            "rehearse.conf",
            List.of("Go through the starts of the processes without hardware, for the archive of classes.", ""),
            List.of(),
            (given, out) -> {
                rehearse();
                return ExitCode.OK;
            });

    private static final String REFERENCE = "/examples/boards/reference.json";
    private static final String SERIAL_LINE = "/dev/serial0";
    private static final String NO_SERIAL_LINE = "/dev/no-serial-line";
    private static final String BOARD = "board.json";
    private static final int TICKS = 20;
    private static final int CYCLES = 10;

    private final Path folder;
    private final BoardFile board;

    private Rehearsal(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve(BOARD), boardWithoutLine());
        this.board = BoardFileReader.require(folder.resolve(BOARD));
        Signatures.loadOrCreate(folder);
    }

    private static void rehearse() throws IOException {
        Path folder = Files.createTempDirectory("steadyflow-rehearsal");
        try (BoardLines lines = PiLines.ofNothing()) {
            Rehearsal rehearsal = new Rehearsal(folder);
            rehearsal.monitor(lines);
            try (Panel _ = Panel.start(new PanelSettings(rehearsal.socket(), 0, List.of()))) {
                rehearsal.control(lines);
            }
        } finally {
            deleteAll(folder);
        }
    }

    private void monitor(BoardLines lines) throws IOException {
        MonitorProcess.Settings settings = new MonitorProcess.Settings(
                folder.resolve("monitor"), folder.resolve("heartbeat"), folder.resolve("bedside"), Optional.of(key()));
        MonitorBoard empty = MonitorBoard.open(board, lines, BoardTime.ofThisComputer());
        MonitorProcess process = new MonitorProcess();
        int[] cycles = {0};
        MonitorSensors counted = () -> {
            cycles[0]++;
            if (cycles[0] == CYCLES) {
                process.stop();
            }
            return empty.read();
        };
        process.run(settings, new MonitorHardware(counted, empty, empty));
    }

    private void control(BoardLines lines) throws IOException {
        ControlProcess.Settings settings = new ControlProcess.Settings(
                folder.resolve("control"),
                new StartUp.Identity("rehearsal", Version.number()),
                Optional.empty(),
                Optional.of(socket()),
                Optional.of(folder.resolve("link")),
                new ControlProcess.Pharmacy(
                        Optional.of(key()), Optional.empty(), SignatureRule.REQUIRED, Optional.empty()),
                Optional.empty(),
                Optional.empty());
        PumpBoard empty = PumpBoard.open(board, lines, BoardTime.ofThisComputer());
        Ending ending = new Ending(empty);
        PumpHardware hardware = new PumpHardware(empty, empty, empty, ending)
                .with(new FramMemory(empty.fram()))
                .with(new SelfTestRig(
                        empty,
                        new Hurry(),
                        Optional.empty(),
                        Map.of("the board file", folder.resolve(BOARD)),
                        "rehearsal"))
                .with(board.mechanism());
        ControlProcess.run(settings, hardware, loop -> {
            ending.loop = Optional.of(loop);
            TherapyState.ask(folder.resolve("control"), folder.resolve("nobody"));
        });
    }

    private Path socket() {
        return folder.resolve("operator");
    }

    private Path key() {
        return folder.resolve(Signatures.PUBLIC_FILE);
    }

    /** Ends the loop after some ticks; those of the self-test come before there is one. */
    private static final class Ending implements PowerGate {
        private final PowerGate gate;
        private Optional<RealTimeLoop> loop = Optional.empty();
        private int ticks;

        Ending(PowerGate gate) {
            this.gate = gate;
        }

        @Override
        public void kick() {
            gate.kick();
            if (loop.isPresent()) {
                ticks++;
                if (ticks == TICKS) {
                    loop.get().stop();
                }
            }
        }
    }

    /** A self-test that waits for nothing. */
    private static final class Hurry implements SelfTestRig.Pace {
        private long skippedNs;

        @Override
        public long nowNs() {
            return System.nanoTime() + skippedNs;
        }

        @Override
        public void awaitNs(long monotonicNs) {
            skippedNs += Math.max(monotonicNs - nowNs(), 0);
        }
    }

    /** The reference board, whose serial line this computer has not. */
    private static String boardWithoutLine() throws IOException {
        try (InputStream in = Rehearsal.class.getResourceAsStream(REFERENCE)) {
            String reference = new String(Objects.requireNonNull(in, REFERENCE).readAllBytes(), StandardCharsets.UTF_8);
            if (!reference.contains(SERIAL_LINE)) {
                throw new IllegalStateException(REFERENCE + " names another serial line than " + SERIAL_LINE);
            }
            return reference.replace(SERIAL_LINE, NO_SERIAL_LINE);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
