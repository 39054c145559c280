package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.app.MechanismOption;
import org.steadyflow.firmware.app.Version;
import org.steadyflow.firmware.control.ControlProcess;
import org.steadyflow.firmware.control.LostCount;
import org.steadyflow.firmware.control.RealTimeLoop;
import org.steadyflow.firmware.control.SignatureRule;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.realtime.RealTime;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.remote.HardwareGoneException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pump control}: the controller of one pump, as a process of its own. */
@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        description = {
            "Run the controller of one pump in real time: on hardware that another process serves, or on a board.",
            "It keeps its journal and its ledger in DIR and goes on from them when it is started again: kill it at any",
            "time. Ctrl-C ends it. Exit codes: 1 the hardware is gone or a tick failed, and the motor is off; 2 bad",
            "arguments; 3 it could not start, and nothing has moved.",
            ""
        },
        footer = {
            "",
            "Example, in two terminals:",
            "  pump world --socket /tmp/pump-hardware",
            "  pump control --hardware /tmp/pump-hardware --data /tmp/pump-1 --pump pump-1 \\",
            "       --operator-socket /tmp/pump-operator",
            "On a board of emulated chips, through the drivers of a real one:",
            "  pump world --emulate /tmp/board",
            "  pump control --board docs/examples/boards/reference.json --emulated /tmp/board --data /tmp/pump-1 \\",
            "       --pump pump-1 --operator-socket /tmp/pump-operator"
        })
final class ControlCommand implements Callable<Integer> {
    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final int NOT_STARTED = 3;
    private static final long CLOSE_S = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private HardwareOptions hardware;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Where the pump keeps its stores.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path data;

    @Option(
            names = "--pump",
            required = true,
            paramLabel = "NAME",
            description = "Name of the pump: 1 to 64 letters, digits and hyphens.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private String pump;

    @Option(
            names = "--mechanism",
            paramLabel = "NAME",
            converter = MechanismOption.class,
            completionCandidates = MechanismOption.Names.class,
            description = {
                "What the pump is built with: ${COMPLETION-CANDIDATES} (default: what the board file names, what DIR",
                "keeps, or cassette). DIR keeps it; a start where two of them differ is refused."
            })
    private @Nullable Mechanism mechanism;

    @Option(names = "--operator-socket", paramLabel = "PATH", description = "Listen here for the bedside.")
    private @Nullable Path operatorSocket;

    @Option(
            names = "--link-socket",
            paramLabel = "PATH",
            description = "Listen here for the link; a pharmacy that stays silent is then an alarm.")
    private @Nullable Path linkSocket;

    @Option(
            names = "--pharmacist-key",
            paramLabel = "FILE",
            description = {
                "Public key of the pharmacy. DIR keeps it; a later start with another one is refused. From then on",
                "every prescription and every library must be signed with it."
            })
    private @Nullable Path pharmacistKey;

    @Option(
            names = "--library",
            paramLabel = "FILE",
            description = {
                "Drug library to activate, with its signature FILE.sig beside it. DIR keeps it. An older version or a",
                "bad signature is refused; while a prescription is under way it waits for a later start."
            })
    private @Nullable Path library;

    @Option(
            names = "--patient",
            paramLabel = "NAME",
            description = "Whom the pump is with; a prescription for anybody else is refused.")
    private @Nullable String patient;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = {
                "What the set that is in was found to give; pump calibrate makes the file. It holds until the set is",
                "taken out, and a start after that with the same file goes without it."
            })
    private @Nullable Path calibration;

    @Option(
            names = "--priority",
            paramLabel = "P",
            description = {
                "Real-time priority of the tick, 1 to 99, with memory locked; 0 for neither (default: ${DEFAULT-VALUE}).",
                "A right that is missing is told, and the pump runs without it."
            })
    private int priority = RealTime.USUAL_PRIORITY;

    @Option(names = "--core", paramLabel = "N", description = "The only core on which the tick runs (default: any).")
    private @Nullable Integer core;

    @Option(
            names = "--monitor-socket",
            paramLabel = "PATH",
            description = "Where the independent monitor listens; without its leave the motor does not run.")
    private @Nullable Path monitorSocket;

    @Override
    public Integer call() {
        if (!pump.matches("[A-Za-z0-9-]{1,64}")) {
            throw new ParameterException(
                    spec.commandLine(), "--pump: 1 to 64 letters, digits and hyphens, not \"" + pump + "\".");
        }
        ControlProcess.Settings settings = new ControlProcess.Settings(
                data,
                new StartUp.Identity(pump, Version.number()),
                Optional.ofNullable(mechanism),
                Optional.ofNullable(operatorSocket),
                Optional.ofNullable(linkSocket),
                new ControlProcess.Pharmacy(
                        Optional.ofNullable(pharmacistKey),
                        Optional.ofNullable(library),
                        SignatureRule.OPTIONAL,
                        Optional.ofNullable(patient)),
                Optional.ofNullable(calibration),
                Optional.ofNullable(monitorSocket));
        RealTime.Wish wish = wish();
        CountDownLatch closed = new CountDownLatch(1);
        try (OpenedHardware opened = OpenedHardware.of(hardware)) {
            ControlProcess.run(settings, opened.seams(), wish, loop -> stopOnShutdown(loop, closed));
            return STOPPED;
        } catch (HardwareGoneException | LostCount.Ended e) {
            return failed(FAILED, e);
        } catch (IOException e) {
            return failed(NOT_STARTED, e);
        } finally {
            closed.countDown();
        }
    }

    private RealTime.Wish wish() {
        try {
            OptionalInt only = core == null ? OptionalInt.empty() : OptionalInt.of(core);
            return new RealTime.Wish(priority, only, priority > 0);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--priority or --core: " + e.getMessage() + ".", e);
        }
    }

    /** A signal ends the loop, and the process waits until what was decided is durable. */
    private static void stopOnShutdown(RealTimeLoop loop, CountDownLatch closed) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            loop.stop();
            try {
                closed.await(CLOSE_S, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private int failed(int code, Exception why) {
        spec.commandLine().getErr().println("pump control: " + why.getMessage());
        return code;
    }
}
