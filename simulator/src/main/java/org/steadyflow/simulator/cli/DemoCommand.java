package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.steadyflow.simulator.demo.Demo;
import org.steadyflow.simulator.demo.DemoRun;
import org.steadyflow.simulator.demo.DemoSettings;
import org.steadyflow.simulator.run.TempFolder;
import org.steadyflow.telemetry.broker.BrokerException;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.pharmacy.PharmacyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pump demo}: pump, bedside panel, broker and pharmacy in one go. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Start a simulated pump, its bedside panel, a broker and the pharmacy in one go.",
            "The pump has the real firmware; all listen on free ports of this machine. An example antibiotic is infused"
                    + " at 60 times real time. A few minutes into the infusion the line is kinked: the alarm shows on the"
                    + " panel and on the pharmacy's console. Accept it on the console; acknowledge it on the panel (that"
                    + " frees the line as well) and press start; the dose completes.",
            "When it is cleared, the panel offers more: doses on request, a flush protocol that asks for each container,"
                    + " a rate to change, and two orders beyond a limit of the example drug library.",
            "The pump takes what the published example key signed: to try a file of your own, sign it with"
                    + " docs/examples/keys/EXAMPLE-never-trust.key, or start with --unsigned.",
            "Ctrl-C ends everything.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump demo",
            "  pump demo --speed 20 --broker tcp://127.0.0.1:1883",
            "  pump demo --prescription docs/examples/prescriptions/12-immunoglobulin.json",
            "  pump demo --hardware emulated",
            "  pump demo --exit-when-done"
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration REDRAW = Duration.ofMillis(500);

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Seconds of the pump in one second of yours, 1 to 1,000 (default: ${DEFAULT-VALUE}).")
    private int speed = DemoSettings.DEFAULT_SPEED;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "Use this MQTT 5 broker, for example tcp://127.0.0.1:1883.")
    private @Nullable String broker;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Keep journal, ledger and database there; a new folder that goes away by default. A pump that finds its",
                "own folder goes on from it, and takes no prescription again that it has started."
            })
    private @Nullable Path data;

    @Option(
            names = "--exit-when-done",
            description =
                    "Play nurse and pharmacist as well, and end when the dose is complete and all of it is stored at the pharmacy.")
    private boolean exitWhenDone;

    @Option(
            names = "--prescription",
            paramLabel = "FILE",
            description = "Begin with this prescription; its signature, FILE.sig, is taken from beside it.")
    private @Nullable Path prescription;

    @Option(
            names = "--unsigned",
            description = "Trust no key: take prescriptions without a signature, each with a warning.")
    private boolean unsigned;

    @Option(
            names = "--hardware",
            paramLabel = "KIND",
            description = {
                "What the pump drives: simulated, the world itself; emulated, the drivers of a real board, through a",
                "serial port and buses, to emulated chips (default: ${DEFAULT-VALUE})."
            })
    private DemoSettings.Hardware hardware = DemoSettings.Hardware.SIMULATED;

    @Override
    public Integer call() throws IOException {
        if (speed < 1 || speed > DemoSettings.FASTEST) {
            System.err.println("--speed: must be from 1 to 1,000, not " + speed);
            return ExitCode.BAD_INPUT;
        }
        Optional<URI> named = Optional.ofNullable(broker).flatMap(DemoCommand::brokerAt);
        if (broker != null && named.isEmpty()) {
            System.err.println("--broker: must look like tcp://127.0.0.1:1883, not " + broker);
            return ExitCode.BAD_INPUT;
        }
        if (prescription != null && exitWhenDone) {
            System.err.println("--exit-when-done: plays the example antibiotic alone, not --prescription");
            return ExitCode.BAD_INPUT;
        }
        if (prescription != null && !Files.isReadable(prescription)) {
            System.err.println("--prescription: there is no file " + prescription);
            return ExitCode.BAD_INPUT;
        }
        try (Interruption interruption = Interruption.watch()) {
            return run(interruption, named);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (PharmacyException | BrokerException e) {
            System.err.println("pump demo: " + e.getMessage());
            return ExitCode.NOT_AS_EXPECTED;
        } catch (UncheckedIOException e) {
            System.err.println("pump demo: " + Complaints.sentence(Objects.requireNonNull(e.getCause())));
            return ExitCode.NOT_AS_EXPECTED;
        } catch (IOException e) {
            System.err.println("pump demo: " + Complaints.sentence(e));
            return ExitCode.NOT_AS_EXPECTED;
        }
    }

    private static Optional<URI> brokerAt(String text) {
        try {
            URI uri = new URI(text);
            boolean isBroker = "tcp".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPath().isEmpty();
            return isBroker ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private int run(Interruption interruption, Optional<URI> named) throws IOException, InterruptedException {
        if (data != null) {
            return run(interruption, settings(named, Files.createDirectories(data)));
        }
        try (TempFolder folder = TempFolder.named("steadyflow-demo")) {
            return run(interruption, settings(named, folder.path()));
        }
    }

    private DemoSettings settings(Optional<URI> named, Path folder) {
        return new DemoSettings(speed, named, folder, Optional.ofNullable(prescription), unsigned, hardware);
    }

    private int run(Interruption interruption, DemoSettings settings) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        try (Demo demo = Demo.start(settings)) {
            long readyMs = Duration.ofNanos(System.nanoTime() - startNs).toMillis();
            interruption.allow();
            try {
                introduce(demo, readyMs);
                return play(new DemoRun(demo, readyMs));
            } finally {
                interruption.forbid();
            }
        }
    }

    private int play(DemoRun run) throws IOException, InterruptedException {
        try (ProgressLine line = new ProgressLine(run::progress, run::situation, REDRAW)) {
            line.start();
            if (!exitWhenDone) {
                run.playWithPeople();
                new CountDownLatch(1).await();
            }
            DemoRun.Summary summary = run.playAlone();
            line.finish();
            System.out.println(Json.MAPPER.writeValueAsString(summary));
            return summary.ok() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
        }
    }

    private void introduce(Demo demo, long readyMs) {
        PrintStream to = System.err;
        to.println("Steadyflow demo: research and teaching software, not for use on people.");
        to.println("  bedside panel     " + demo.panel());
        to.println("  pharmacy console  " + demo.console());
        to.println("  broker            " + demo.broker());
        to.println("  ready after " + readyMs + " ms; " + speed + " times real time; Ctrl-C ends it");
        if (!exitWhenDone) {
            to.println(
                    "  In a few minutes of infusion the line is kinked. Accept the alarm on the console; acknowledge it");
            to.println("  on the panel, which frees the line, and press start.");
        }
    }
}
