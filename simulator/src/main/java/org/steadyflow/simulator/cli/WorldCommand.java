package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.app.MechanismOption;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.chips.BoardDirectory;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.remote.HardwareServer;
import org.steadyflow.simulator.remote.LiveWorld;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.simulator.world.WorldTruth;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pump world}: a simulated pump, line and patient in real time, for a controller in another process. */
@Command(
        name = "world",
        mixinStandardHelpOptions = true,
        description = {
            "Serve the hardware of a simulated pump, with its line and its patient, in real time.",
            "With --socket one controller at a time connects to it; when that one dies, the motor ends its move and the power gate lets go, as real ones",
            "do. With --emulate it is a board of emulated chips instead, and a line on standard input does something to it:",
            "  motor|i2c-1|i2c-3 nak|stuck|low|extra|flip|echo|short|gone [N|P%%]",
            "                              so many transfers, by chance, or until mended",
            "  mend                        all three buses are whole again",
            "  unplug | plug               the motor's serial adapter",
            "  reset                       the motor's driver chip starts again",
            "  press start|stop|dose MS    a key is held for so many milliseconds",
            "  door open|closed   power off|on   mains off|on",
            "It prints what is really so as lines of JSON. Ctrl-C ends it. Exit codes: 2 bad arguments; 3 it could",
            "not start.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump world --socket /tmp/pump-hardware",
            "  pump world --emulate /tmp/board",
            "  pump world --socket /tmp/pump-hardware --seed 7 --truth-every 1"
        })
final class WorldCommand implements Callable<Integer> {
    private static final int STOPPED = 0;
    private static final int NOT_STARTED = 3;
    private static final double MOST_TRUTH_S = 86_400;
    private static final double LEAST_TRUTH_S = 0.01;
    private static final double NS_PER_S = 1e9;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Seam seam;

    /** Where the controller meets the world: above its drivers, or below them. */
    private static final class Seam {
        @Option(names = "--socket", paramLabel = "PATH", description = "Listen here for a controller without drivers.")
        private @Nullable Path socket;

        @Option(
                names = "--emulate",
                paramLabel = "DIR",
                description = {
                    "Emulate the reference board's chips, for a controller and a monitor with their drivers:",
                    "DIR/motor is the serial port of the motor's driver, DIR/buses the socket of both I2C buses and of the pins."
                })
        private @Nullable Path directory;
    }

    @Option(
            names = "--no-monitor",
            description = "With --emulate: a board without a monitor, whose motor rail is always up.")
    private boolean withoutMonitor;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of noise and spreads (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--mechanism",
            paramLabel = "NAME",
            converter = MechanismOption.class,
            completionCandidates = MechanismOption.Names.class,
            defaultValue = "cassette",
            description = "What the pump is built with: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Mechanism mechanism;

    @Option(
            names = "--truth-every",
            paramLabel = "S",
            description = "Seconds between two lines of truth (default: ${DEFAULT-VALUE}).")
    private double truthEveryS = 10;

    @Override
    public Integer call() throws InterruptedException {
        if (!(truthEveryS >= LEAST_TRUTH_S && truthEveryS <= MOST_TRUTH_S)) {
            throw new ParameterException(
                    spec.commandLine(), "--truth-every: from 0.01 to 86,400 seconds, not " + truthEveryS + ".");
        }
        try (LiveWorld world = LiveWorld.start(new World(WorldParameters.of(mechanism), seed), _ -> {})) {
            return seam.directory == null
                    ? serveHardware(Objects.requireNonNull(seam.socket), world)
                    : serveChips(seam.directory, world);
        } catch (IOException e) {
            spec.commandLine().getErr().println("pump world: " + e.getMessage());
            return NOT_STARTED;
        }
    }

    private int serveHardware(Path socket, LiveWorld world) throws IOException, InterruptedException {
        try (HardwareServer server = HardwareServer.start(socket, world)) {
            tellTruth(world, server::isDriven);
            return STOPPED;
        }
    }

    private int serveChips(Path directory, LiveWorld world) throws IOException, InterruptedException {
        SharedWorld shared = world::with;
        EmulatedBoard board =
                withoutMonitor ? EmulatedBoard.withoutMonitor(shared, seed) : EmulatedBoard.of(shared, seed);
        try (BoardDirectory served = BoardDirectory.serve(directory, board)) {
            BoardWords words = new BoardWords(board, served);
            Thread.ofPlatform().name("board-words").daemon().start(() -> listen(words));
            tellTruth(
                    world,
                    () -> world.with(now -> now.truth().nowNs() - now.truth().lastKickNs()) <= World.GATE_HOLD_NS);
            return STOPPED;
        }
    }

    /** Until standard input ends. */
    private void listen(BoardWords words) {
        PrintWriter err = spec.commandLine().getErr();
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            err.println(words.obey(lines.nextLine()));
            err.flush();
        }
    }

    /** Prints until the process is told to end. */
    private void tellTruth(LiveWorld world, BooleanSupplier driven) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ended::countDown));
        long everyNs = Math.round(truthEveryS * NS_PER_S);
        do {
            boolean isDriven = driven.getAsBoolean();
            String truth = world.with(now -> line(now.truth(), isDriven));
            out.println(truth);
            out.flush();
        } while (!ended.await(everyNs, TimeUnit.NANOSECONDS));
    }

    private static String line(WorldTruth truth, boolean driven) {
        return "{\"t_s\":" + plain(truth.nowNs() / NS_PER_S)
                + ",\"controller\":" + driven
                + ",\"shaft_microsteps\":" + truth.shaftMicrosteps()
                + ",\"delivered_ml\":" + plain(truth.deliveredMl())
                + ",\"flow_ml_per_h\":" + plain(truth.flowMlPerH())
                + ",\"downstream_mmhg\":" + plain(truth.downstreamMmHg())
                + ",\"lamp\":\"" + truth.signal().lamp() + "\"}";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
