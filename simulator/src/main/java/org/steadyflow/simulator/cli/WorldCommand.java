package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.steadyflow.simulator.remote.HardwareServer;
import org.steadyflow.simulator.remote.LiveWorld;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.simulator.world.WorldTruth;
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
            "One controller at a time connects to it; when that one dies, the motor ends its move and the power gate lets go, as real ones",
            "do. It prints what is really so as lines of JSON. Ctrl-C ends it. Exit codes: 2 bad arguments; 3 it could",
            "not start.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump world --socket /tmp/pump-hardware",
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

    @Option(names = "--socket", required = true, paramLabel = "PATH", description = "Listen here for the controller.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path socket;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of noise and spreads (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

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
        PrintWriter out = spec.commandLine().getOut();
        try (LiveWorld world = LiveWorld.start(new World(WorldParameters.DEFAULT, seed), _ -> {});
                HardwareServer server = HardwareServer.start(socket, world)) {
            CountDownLatch ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ended::countDown));
            long everyNs = Math.round(truthEveryS * NS_PER_S);
            do {
                boolean driven = server.isDriven();
                String truth = world.with(now -> line(now.truth(), driven));
                out.println(truth);
                out.flush();
            } while (!ended.await(everyNs, TimeUnit.NANOSECONDS));
            return STOPPED;
        } catch (IOException e) {
            spec.commandLine().getErr().println("pump world: " + e.getMessage());
            return NOT_STARTED;
        }
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
