package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.monitor.MonitorProcess;
import org.steadyflow.simulator.remote.HardwareGoneException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pump monitor}: the independent second channel of one pump, as a process of its own. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        description = {
            "Run the independent monitor of one pump in real time on hardware that another process serves.",
            "From its first reading on the motor has power only with its leave. Ctrl-C ends it, and the motor's power",
            "with it. Exit codes: 1 the hardware is gone or a cycle failed; 2 bad arguments; 3 it could not start.",
            ""
        },
        footer = {
            "",
            "Example, beside pump world and pump control:",
            "  pump monitor --hardware /tmp/pump-hardware --control-socket /tmp/pump-monitor \\",
            "       --operator-socket /tmp/pump-envelope --data /tmp/pump-1-monitor --pharmacist-key pharmacy.pub",
            "On a board of emulated chips: --board FILE --emulated DIR in place of --hardware."
        })
final class MonitorCommand implements Callable<Integer> {
    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final int NOT_STARTED = 3;
    private static final long CLOSE_S = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private HardwareOptions hardware;

    @Option(
            names = "--control-socket",
            required = true,
            paramLabel = "PATH",
            description = "Listen here for the controller.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path controlSocket;

    @Option(
            names = "--operator-socket",
            required = true,
            paramLabel = "PATH",
            description = "Listen here for the bedside, which hands envelopes over.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path operatorSocket;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Where it keeps its key and state.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path data;

    @Option(
            names = "--pharmacist-key",
            paramLabel = "FILE",
            description = "Public key of the pharmacy. DIR keeps it; a later start with another one is refused.")
    private @Nullable Path pharmacistKey;

    @Override
    public Integer call() {
        MonitorProcess process = new MonitorProcess();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            process.stop();
            try {
                closed.await(CLOSE_S, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
        try (OpenedMonitorHardware opened = OpenedMonitorHardware.of(hardware)) {
            process.run(
                    new MonitorProcess.Settings(
                            data, controlSocket, operatorSocket, Optional.ofNullable(pharmacistKey)),
                    opened.seams());
            return STOPPED;
        } catch (HardwareGoneException e) {
            return failed(FAILED, e);
        } catch (IOException e) {
            return failed(NOT_STARTED, e);
        } finally {
            closed.countDown();
        }
    }

    private int failed(int code, Exception why) {
        spec.commandLine().getErr().println("pump monitor: " + why.getMessage());
        return code;
    }
}
