package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.steadyflow.simulator.run.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pump replay}: steps this firmware through a recorded run. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Step this firmware through a recorded run and compare its decisions.",
            "Every tick is held against what was decided then. Exit code 0: every tick decides the same; 1: one does not, and it is shown; 2: no recording.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  pump simulate docs/examples/prescriptions/antibiotic-ceftriaxone.json --record out/run.rec",
            "  pump replay out/run.rec --events"
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Recording made by pump simulate --record.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path file;

    @Option(names = "--events", description = "Print what the firmware journals as it goes.")
    private boolean events;

    @Override
    public Integer call() {
        Replay.Outcome outcome;
        try {
            Consumer<Replay.Told> listener = events ? ReplayCommand::print : _ -> {};
            outcome = Replay.run(file, listener);
        } catch (FileSystemException e) {
            System.err.println("FILE: " + Complaints.sentence(e));
            return ExitCode.BAD_INPUT;
        } catch (IOException e) {
            System.err.println("FILE: " + file + ": " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        System.out.println(
                outcome.ticks() + " ticks in " + outcome.boots() + (outcome.boots() == 1 ? " boot" : " boots")
                        + (outcome.first().isEmpty() ? ", every one decides the same" : ""));
        outcome.first()
                .ifPresent(difference -> System.out.println(String.format(
                        Locale.ROOT,
                        "tick %d at %.2f s decides otherwise: %s",
                        difference.tick(),
                        difference.monotonicNs() / 1e9,
                        difference.now())));
        return outcome.first().isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }

    private static void print(Replay.Told told) {
        System.out.println(String.format(Locale.ROOT, "%12.2f s  %s", told.monotonicNs() / 1e9, told.event()));
    }
}
