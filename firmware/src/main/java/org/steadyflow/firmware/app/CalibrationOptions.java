package org.steadyflow.firmware.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.calibration.CalibrationFile;
import org.steadyflow.firmware.calibration.Conditions;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.calibration.WeighedPrime;
import org.steadyflow.firmware.control.Sentences;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a person wrote down of one set, and the file that comes of it: the options that {@code steadyflow calibrate} and
 * {@code pump calibrate} share. Whatever is wrong with them is a {@link ParameterException}.
 */
public final class CalibrationOptions {
    /** Beyond it the type's effects are not known. */
    private static final BigDecimal MOST_PRESSURE_MMHG = new BigDecimal("600");

    private static final BigDecimal MOST_CELSIUS = new BigDecimal("80");
    private static final int MILLI = 3;
    private static final Pattern QUANTITY = Pattern.compile("(.*?[0-9.]) ?([A-Za-z][A-Za-z/]*)");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

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

    /** What the set is for. */
    public Mechanism mechanism() {
        return mechanism;
    }

    /** Grams a millilitre of the fluid, more than nothing. */
    public BigDecimal density() {
        return positive("--density", amount("--density", density, "g/mL"));
    }

    /** Smallest step of the balance in grams, more than nothing. */
    public BigDecimal balance() {
        return positive("--balance", amount("--balance", balance, "g"));
    }

    /** Whether it was said what the pump turned. */
    public boolean saysTravel() {
        return recorded != null || shaft != null;
    }

    /**
     * Writes the file of a factor as it is printed on a set.
     *
     * @return the exit code
     */
    public int writePrinted(String text) {
        if (saysTravel()) {
            throw wrong("--factor: what is printed on a set needs no --recorded and no --shaft; leave them out.");
        }
        BigDecimal factor = number("--factor", text);
        boolean isGood = factor.scale() <= 2 * MILLI
                && SetFactor.isPlausible(factor.movePointRight(2 * MILLI).longValue());
        if (!isGood) {
            throw wrong("--factor: a set is from 0.9 to 1.1 of its type, with at most six decimals, not " + text + ".");
        }
        return write(factor, BigDecimal.ZERO, CalibrationFile.Method.PRINTED);
    }

    /**
     * Writes the file of a set that was weighed by a person.
     *
     * @param mass what left it, with its unit
     * @return the exit code
     */
    public int writeWeighed(String mass) {
        boolean isOne = (recorded == null) != (shaft == null);
        if (!isOne) {
            throw wrong("Say with --delivered-mass what the pump turned: --recorded VOLUME or --shaft TURNS.");
        }
        Volume expected = recorded != null
                ? recorded(recorded)
                : WeighedPrime.expected(mechanism, turned(shaft == null ? "" : shaft), told());
        return write(new WeighedPrime(
                amount("--delivered-mass", mass, "g"),
                amount("--balance", balance, "g"),
                amount("--density", density, "g/mL"),
                expected));
    }

    /**
     * Writes what came of a prime, or says why it is nothing.
     *
     * @return the exit code
     */
    public int write(WeighedPrime prime) {
        return switch (prime.of(mechanism)) {
            case WeighedPrime.Result.Found found ->
                write(found.factor(), found.uncertainty(), CalibrationFile.Method.WEIGHED_PRIME);
            case WeighedPrime.Result.Refused refused -> {
                PrintWriter err = spec.commandLine().getErr();
                refused.why().forEach(why -> err.println(spec.qualifiedName() + ": " + why));
                yield ExitCode.FAILED;
            }
        };
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

    private BigDecimal positive(String option, BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw wrong(option + ": more than nothing.");
        }
        return amount;
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

    private int write(BigDecimal factor, BigDecimal uncertainty, CalibrationFile.Method method) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CalibrationFile file = new CalibrationFile(mechanism, factor, uncertainty, method, now);
        try {
            Files.writeString(out, file.text() + "\n");
        } catch (IOException e) {
            throw wrong("--out: cannot be written: " + Sentences.of(e));
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
