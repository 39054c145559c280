package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.steadyflow.simulator.figure.SpeedFigure;
import org.steadyflow.simulator.run.RunResult;
import org.steadyflow.telemetry.message.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pump speed}: how much faster than real time firmware and world run together. */
@Command(
        name = "speed",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how fast firmware and world together run.",
            "The figure is simulated seconds in one second of one core's CPU:",
            "13.37 mL/h, ticks of 50 ms, physics steps of 10 ms, all checks of the referee. Warms up first.",
            "Prints one line of JSON.",
            ""
        },
        footer = {"", "Example:", "  pump speed --days 10"})
final class SpeedCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 365;

    @Option(names = "--days", paramLabel = "N", description = "Simulated days (default: ${DEFAULT-VALUE}).")
    private int days = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of noise and spreads (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** The line that is printed. */
    private record Speed(BigDecimal simulatedS, BigDecimal cpuS, BigDecimal ratio) {}

    @Override
    public Integer call() throws IOException {
        if (days < 1 || days > MOST_DAYS) {
            System.err.println("--days: must be from 1 to " + MOST_DAYS + ", not " + days);
            return ExitCode.BAD_INPUT;
        }
        SpeedFigure.run(Duration.ofHours(12), seed, (_, _) -> {});
        RunResult result;
        try (TerminalProgress bar = TerminalProgress.open("infusing")) {
            result = SpeedFigure.run(Duration.ofDays(days), seed, bar::reached);
        }
        BigDecimal ratio = result.simulatedS().divide(result.cpuS(), 0, RoundingMode.HALF_UP);
        System.out.println(Json.MAPPER.writeValueAsString(new Speed(result.simulatedS(), result.cpuS(), ratio)));
        Optional<String> violation = result.referee().stream().findFirst();
        violation.ifPresent(System.err::println);
        return violation.isEmpty() ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }
}
