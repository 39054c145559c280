package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.calibration.CalibrationFile;
import org.steadyflow.firmware.calibration.Conditions;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.calibration.WeighedPrime;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.SimulatedPrime;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pump calibrate}: one set's own factor, from a weighed prime or as it is printed on the set. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Work out what one set gives beside the middle of its type.",
            "The figure goes to a file for pump simulate and pump control. Prime the set into a beaker on a balance,",
            "open end at the height of the pump, and say what left it and what the pump turned. The file holds for",
            "that set until it is taken out of the pump.",
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

    /** Beyond it the type's effects are not known. */
    private static final BigDecimal MOST_PRESSURE_MMHG = new BigDecimal("600");

    private static final BigDecimal MOST_CELSIUS = new BigDecimal("80");
    private static final int MILLI = 3;
    private static final Pattern QUANTITY = Pattern.compile("(.*?[0-9.]) ?([A-Za-z][A-Za-z/]*)");

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
            names = "--recorded",
            paramLabel = "VOLUME",
            description = {
                "What the pump says it gave, without a calibration of the set, for example \"10 mL\": back-pressure and",
                "cold are in it already."
            })
    private @Nullable String recorded;

    @Option(
            names = "--shaft",
            paramLabel = "TURNS",
            description = "What the motor turned, for example \"100 turns\" or \"5120000 microsteps\".")
    private @Nullable String shaft;

    @Option(
            names = "--back-pressure",
            paramLabel = "P",
            description = "With --shaft: the mean while it turned (default: ${DEFAULT-VALUE}).")
    private String backPressure = "0 mmHg";

    @Option(
            names = "--board",
            paramLabel = "T",
            description = "With --shaft: the pump's own thermometer, 9 C above the fluid (default: ${DEFAULT-VALUE}).")
    private String board = "31 C";

    @Option(names = "--balance", paramLabel = "MASS", description = "Its smallest step (default: ${DEFAULT-VALUE}).")
    private String balance = "0.01 g";

    @Option(names = "--density", paramLabel = "D", description = "Of the fluid (default: ${DEFAULT-VALUE}, water).")
    private String density = "0.998 g/mL";

    @Option(
            names = "--set",
            paramLabel = "SEED",
            description = "With --simulate: the set of pump simulate --seed SEED.")
    private long set = 1;

    @Option(
            names = "--mechanism",
            paramLabel = "NAME",
            converter = MechanismOption.class,
            completionCandidates = MechanismOption.Names.class,
            defaultValue = "cassette",
            description = "What the set is for: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Mechanism mechanism;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Write the calibration there.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path out;

    @Override
    public Integer call() throws IOException {
        String printed = source.factor;
        if (printed != null) {
            return write(printedFactor(printed), BigDecimal.ZERO, CalibrationFile.Method.PRINTED);
        }
        WeighedPrime.Result result = source.simulate ? simulated() : weighed(source.mass == null ? "" : source.mass);
        return switch (result) {
            case WeighedPrime.Result.Found found ->
                write(found.factor(), found.uncertainty(), CalibrationFile.Method.WEIGHED_PRIME);
            case WeighedPrime.Result.Refused refused -> {
                refused.why().forEach(why -> spec.commandLine().getErr().println("pump calibrate: " + why));
                yield ExitCode.NOT_AS_EXPECTED;
            }
        };
    }

    private BigDecimal printedFactor(String text) {
        BigDecimal factor = number("--factor", text);
        boolean isGood = factor.scale() <= 2 * MILLI
                && SetFactor.isPlausible(factor.movePointRight(2 * MILLI).longValue());
        if (!isGood) {
            throw wrong("--factor: a set is from 0.9 to 1.1 of its type, with at most six decimals, not " + text + ".");
        }
        return factor;
    }

    private WeighedPrime.Result weighed(String mass) {
        boolean isOne = (recorded == null) != (shaft == null);
        if (!isOne) {
            throw wrong("Say with --delivered-mass what the pump turned: --recorded VOLUME or --shaft TURNS.");
        }
        Volume expected = recorded != null
                ? recorded(recorded)
                : WeighedPrime.expected(mechanism, turned(shaft == null ? "" : shaft), told());
        return new WeighedPrime(
                        amount("--delivered-mass", mass, "g"),
                        amount("--balance", balance, "g"),
                        amount("--density", density, "g/mL"),
                        expected)
                .of(mechanism);
    }

    private WeighedPrime.Result simulated() {
        if (recorded != null || shaft != null) {
            throw wrong("--simulate turns and weighs by itself; leave out --recorded and --shaft.");
        }
        BigDecimal gramsPerMl = amount("--density", density, "g/mL");
        BigDecimal resolution = amount("--balance", balance, "g");
        if (gramsPerMl.signum() <= 0 || resolution.signum() <= 0) {
            throw wrong("--density and --balance: more than nothing.");
        }
        long turns = Math.min(PRIME_TURNS * Mechanism.MICROSTEPS_PER_TURN, halfAContainer());
        SimulatedPrime.Seen seen = SimulatedPrime.run(mechanism, set, turns, PRIME_PACE, gramsPerMl, resolution);
        PrintWriter to = spec.commandLine().getOut();
        to.println("turned       " + PlainNumber.text(turnsOf(seen.microsteps())) + " turns");
        to.println("weighed      " + PlainNumber.text(seen.grams()) + " g");
        return new WeighedPrime(
                        seen.grams(),
                        resolution,
                        gramsPerMl,
                        WeighedPrime.expected(mechanism, seen.microsteps(), seen.conditions()))
                .of(mechanism);
    }

    private long halfAContainer() {
        return mechanism.microstep().microstepsIn(mechanism.mostContainer()) / 2;
    }

    private static BigDecimal turnsOf(long microsteps) {
        return BigDecimal.valueOf(microsteps)
                .divide(BigDecimal.valueOf(Mechanism.MICROSTEPS_PER_TURN), MILLI, RoundingMode.HALF_UP);
    }

    private Conditions told() {
        BigDecimal mmHg = amount("--back-pressure", backPressure, "mmHg");
        BigDecimal celsius = amount("--board", board, "C");
        if (mmHg.compareTo(MOST_PRESSURE_MMHG) > 0) {
            throw wrong("--back-pressure: at most " + MOST_PRESSURE_MMHG + " mmHg, not " + backPressure + ".");
        }
        if (celsius.compareTo(MOST_CELSIUS) > 0) {
            throw wrong("--board: at most " + MOST_CELSIUS + " C, not " + board + ".");
        }
        return new Conditions(
                Pressure.ofMmHg(mmHg.longValue()), celsius.movePointRight(MILLI).intValue(), Duration.ZERO);
    }

    private Volume recorded(String text) {
        return new Volume(
                limited("--recorded", text, amount("--recorded", text, "mL").movePointRight(2 * MILLI)));
    }

    private long turned(String text) {
        return text.endsWith("microsteps")
                ? limited("--shaft", text, amount("--shaft", text, "microsteps"))
                : limited(
                        "--shaft",
                        text,
                        amount("--shaft", text, "turns").multiply(BigDecimal.valueOf(Mechanism.MICROSTEPS_PER_TURN)));
    }

    /** No prime is a thousand litres. */
    private long limited(String option, String text, BigDecimal amount) {
        if (amount.compareTo(BigDecimal.valueOf(1_000_000_000_000L)) > 0) {
            throw wrong(option + ": " + text + " is more than any prime.");
        }
        return amount.longValue();
    }

    private BigDecimal amount(String option, String text, String unit) {
        Matcher parts = QUANTITY.matcher(text.strip());
        if (!parts.matches() || !parts.group(2).equals(unit)) {
            throw wrong(option + ": a number and its unit " + unit + ", not \"" + text + "\".");
        }
        return number(option, parts.group(1));
    }

    private BigDecimal number(String option, String text) {
        return switch (PlainNumber.parse(text)) {
            case Good<BigDecimal>(BigDecimal number) -> number;
            case Bad<BigDecimal>(var _, String why) -> throw wrong(option + ": \"" + text + "\" " + why + ".");
        };
    }

    private int write(BigDecimal factor, BigDecimal uncertainty, CalibrationFile.Method method) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CalibrationFile file = new CalibrationFile(mechanism, factor, uncertainty, method, now);
        try {
            Files.writeString(out, file.text() + "\n");
        } catch (IOException e) {
            throw wrong("--out: cannot be written: " + Complaints.sentence(e));
        }
        PrintWriter to = spec.commandLine().getOut();
        to.println("factor       " + PlainNumber.text(factor) + ", the set gives " + beside(factor)
                + (uncertainty.signum() == 0 ? "" : ", uncertain by " + percent(uncertainty) + " %"));
        to.println("calibration  " + out + ", " + file.setFactor().id());
        return ExitCode.OK;
    }

    private static String beside(BigDecimal factor) {
        BigDecimal more = factor.subtract(BigDecimal.ONE);
        return more.signum() == 0
                ? "what its type does"
                : percent(more.abs()) + " % " + (more.signum() > 0 ? "more" : "less") + " than its type";
    }

    private static String percent(BigDecimal share) {
        return PlainNumber.text(share.movePointRight(2).setScale(2, RoundingMode.HALF_UP));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
