package org.steadyflow.simulator.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.steadyflow.simulator.run.ArithmeticFigure;
import org.steadyflow.telemetry.message.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pump arithmetic}: how exact planner and motion are over a month. */
@Command(
        name = "arithmetic",
        mixinStandardHelpOptions = true,
        description = {
            "Drive the firmware's planner and motion alone, every tick of 50 ms, at 0.1, 0.7, 13.37 and 999 mL/h, and",
            "compare the commanded travel with the exact one. Prints one line of JSON a rate; exit code 1 where one is",
            "more than a microstep off.",
            ""
        },
        footer = {"", "Example:", "  pump arithmetic --days 30"})
final class ArithmeticCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 365;

    @Option(names = "--days", paramLabel = "N", description = "Days of infusion (default: ${DEFAULT-VALUE}).")
    private int days = 30;

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            System.err.println("--days: must be from 1 to " + MOST_DAYS + ", not " + days);
            return ExitCode.BAD_INPUT;
        }
        List<ArithmeticFigure.Figure> figures = ArithmeticFigure.run(days);
        figures.forEach(figure -> System.out.println(Json.MAPPER.writeValueAsString(figure)));
        boolean exact = figures.stream().allMatch(figure -> Math.abs(figure.errorMicrosteps()) <= 1);
        return exact ? ExitCode.OK : ExitCode.NOT_AS_EXPECTED;
    }
}
