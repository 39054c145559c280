package org.steadyflow.simulator.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.app.CalibrationOptions;
import org.steadyflow.firmware.calibration.WeighedPrime;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.run.SimulatedPrime;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pump calibrate}: what {@code steadyflow calibrate} does on a pump, and a simulated set on a balance. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Work out what one set gives beside the middle of its type.",
            "The figure goes to a file for pump simulate and pump control. Prime the set into a beaker on a balance,",
            "open end at the height of the pump, and say what left it and what the pump turned. The file holds for",
            "that set until it is taken out of the pump. On a pump itself this is steadyflow calibrate.",
            "Exit code 0: the file is written; 1: the figures are not those of a good set; 2: bad arguments.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pump calibrate --delivered-mass \"9.81 g\" --recorded \"10 mL\" --out set.json",
            "  pump calibrate --delivered-mass \"9.81 g\" --shaft \"100 turns\" --out set.json",
            "  pump calibrate --factor 1.023 --out set.json",
            "  pump calibrate --simulate --set 7 --out set.json",
            "  pump simulate docs/examples/prescriptions/hydration.json --seed 7 --calibration set.json"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final long PRIME_TURNS = 100;
    /** 300 mL/h of the cassette. */
    private static final long PRIME_PACE = 42_667;

    private static final int MILLI = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Source source;

    /** Where the factor comes from. */
    static final class Source {
        @Option(names = "--factor", paramLabel = "F", description = "As printed on the set, for example 1.023.")
        private @Nullable String factor;

        @Option(
                names = "--simulate",
                description = "Prime a simulated set of 100 turns on a simulated balance; --set says which.")
        private boolean simulate;

        @Option(
                names = "--delivered-mass",
                paramLabel = "MASS",
                description = "What left the set, for example \"9.81 g\".")
        private @Nullable String mass;
    }

    @Option(
            names = "--set",
            paramLabel = "SEED",
            description = "With --simulate: the set of pump simulate --seed SEED.")
    private long set = 1;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CalibrationOptions options;

    @Override
    public Integer call() {
        String printed = source.factor;
        if (printed != null) {
            return options.writePrinted(printed);
        }
        return source.simulate
                ? options.write(simulated())
                : options.writeWeighed(source.mass == null ? "" : source.mass);
    }

    private WeighedPrime simulated() {
        if (options.saysTravel()) {
            throw new ParameterException(
                    spec.commandLine(), "--simulate turns and weighs by itself; leave out --recorded and --shaft.");
        }
        BigDecimal gramsPerMl = options.density();
        BigDecimal resolution = options.balance();
        Mechanism mechanism = options.mechanism();
        long turns = Math.min(PRIME_TURNS * Mechanism.MICROSTEPS_PER_TURN, halfAContainer(mechanism));
        SimulatedPrime.Seen seen = SimulatedPrime.run(mechanism, set, turns, PRIME_PACE, gramsPerMl, resolution);
        PrintWriter to = spec.commandLine().getOut();
        to.println("turned       " + PlainNumber.text(turnsOf(seen.microsteps())) + " turns");
        to.println("weighed      " + PlainNumber.text(seen.grams()) + " g");
        return new WeighedPrime(
                seen.grams(),
                resolution,
                gramsPerMl,
                WeighedPrime.expected(mechanism, seen.microsteps(), seen.conditions()));
    }

    private static long halfAContainer(Mechanism mechanism) {
        return mechanism.microstep().microstepsIn(mechanism.mostContainer()) / 2;
    }

    private static BigDecimal turnsOf(long microsteps) {
        return BigDecimal.valueOf(microsteps)
                .divide(BigDecimal.valueOf(Mechanism.MICROSTEPS_PER_TURN), MILLI, RoundingMode.HALF_UP);
    }
}
