package org.steadyflow.firmware.prescription;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Measure.Amount;
import org.steadyflow.firmware.prescription.Measure.Other;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/**
 * Quantities with their units, as files write them and as screens show them.
 *
 * <p>File text is exact and is read back to the same value: {@code 1000 mL}, {@code 0.5 mL/h}. Display text is for
 * people: a separator from 1,000 up, no trailing zero, a zero before the point, at most three decimals, rounded down,
 * "mcg" and "units" spelt out. Pure; any thread.
 */
public final class QuantityText {
    private static final long NL_PER_ML = 1_000_000;
    private static final long S_PER_MIN = 60;
    private static final long S_PER_H = 3_600;
    private static final long NL_PER_H_LIMIT = 10_000_000_000L;
    private static final long MMHG_LIMIT = 75_000;
    private static final long CONCENTRATION_LIMIT_MILLIONTHS = 1_000_000_000_000L;
    private static final int DISPLAY_DECIMALS = 3;
    private static final String PER_ML = "/mL";

    private static final Measure VOLUME = new Measure(
            "100 mL",
            List.of("mL"),
            List.of(Other.of("cc", "1", "mL"), Other.of("l", "1000", "mL"), Other.of("ul", "0.001", "mL")));
    private static final Measure SMALL_VOLUME = new Measure(
            "100 uL", List.of("uL", "mL"), List.of(Other.of("cc", "1", "mL"), Other.of("nl", "0.001", "uL")));
    private static final Measure RATE = new Measure(
            "120 mL/h",
            List.of("mL/h"),
            List.of(
                    Other.of("ml/hr ml/hour cc/h cc/hr", "1", "mL/h"),
                    Other.of("ml/min", "60", "mL/h"),
                    Other.of("ml/s", "3600", "mL/h"),
                    Other.of("l/h", "1000", "mL/h"),
                    Other.of("ul/h", "0.001", "mL/h"),
                    Other.of("ul/min", "0.06", "mL/h")));
    private static final Measure DURATION = new Measure(
            "30 min",
            List.of("h", "min", "s"),
            List.of(
                    Other.of("hr hrs hour hours", "1", "h"),
                    Other.of("d day days", "24", "h"),
                    Other.of("week weeks", "168", "h"),
                    Other.of("mins minute minutes", "1", "min"),
                    Other.of("sec secs second seconds", "1", "s"),
                    Other.of("ms", "0.001", "s")));
    private static final Measure PRESSURE = new Measure("300 mmHg", List.of("mmHg"), List.of());
    private static final Measure CONCENTRATION = new Measure(
            "5 mg/mL",
            AmountUnit.ofDrug().stream().map(unit -> unit.symbol() + PER_ML).toList(),
            List.of(
                    Other.of("ug/ml", "1", "mcg/mL"),
                    Other.of("u/ml iu/ml unit/ml", "1", "units/mL"),
                    Other.of("g/l", "1", "mg/mL"),
                    Other.of("mg/l", "1", "mcg/mL")));

    private QuantityText() {}

    /** A volume in mL, to the nanolitre. */
    public static Parsed<Volume> volume(String text) {
        return VOLUME.parse(text).then(QuantityText::toVolume);
    }

    /** A small volume such as a bubble, in uL or mL, to the nanolitre. */
    public static Parsed<Volume> smallVolume(String text) {
        return SMALL_VOLUME.parse(text).then(QuantityText::toVolume);
    }

    /** A flow in mL/h, to the nanolitre per hour. */
    public static Parsed<FlowRate> rate(String text) {
        return RATE.parse(text)
                .then(amount -> whole(amount.number(), 6, NL_PER_H_LIMIT, "at most six digits after the point"))
                .then(nanolitresPerHour ->
                        new Good<>(FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(nanolitresPerHour, 6))));
    }

    /** A time in h, min or s, to the nanosecond. */
    public static Parsed<Duration> duration(String text) {
        return DURATION.parse(text).then(QuantityText::toDuration);
    }

    /** A pressure in whole mmHg. */
    public static Parsed<Pressure> pressure(String text) {
        return PRESSURE.parse(text)
                .then(amount -> whole(amount.number(), 0, MMHG_LIMIT, "a whole number of mmHg"))
                .then(mmHg -> new Good<>(Pressure.ofMmHg(mmHg)));
    }

    /** Drug per mL, above zero, to a millionth of its unit. */
    public static Parsed<Concentration> concentration(String text) {
        return CONCENTRATION.parse(text).then(QuantityText::toConcentration);
    }

    private static Parsed<Volume> toVolume(Amount amount) {
        boolean isMicrolitres = amount.unit().equals("uL");
        String allowed = isMicrolitres ? "at most three digits after the point" : "at most six digits after the point";
        return whole(amount.number(), isMicrolitres ? 3 : 6, Volume.LIMIT_NL, allowed)
                .then(nanolitres -> new Good<>(new Volume(nanolitres)));
    }

    private static Parsed<Duration> toDuration(Amount amount) {
        BigDecimal seconds = amount.number().multiply(BigDecimal.valueOf(secondsIn(amount.unit())));
        return whole(seconds, 9, Long.MAX_VALUE, "a time that is whole to the nanosecond")
                .then(ns -> new Good<>(Duration.ofNanos(ns)));
    }

    private static long secondsIn(String unit) {
        return switch (unit) {
            case "h" -> S_PER_H;
            case "min" -> S_PER_MIN;
            default -> 1;
        };
    }

    private static Parsed<Concentration> toConcentration(Amount amount) {
        AmountUnit unit = AmountUnit.ofDrug().stream()
                .filter(candidate -> amount.unit().equals(candidate.symbol() + PER_ML))
                .findFirst()
                .orElseThrow();
        return whole(amount.number(), 6, CONCENTRATION_LIMIT_MILLIONTHS, "at most six digits after the point")
                .then(millionths -> millionths > 0
                        ? new Good<>(new Concentration(BigDecimal.valueOf(millionths, 6), unit))
                        : new Bad<>(Fault.FORM, "is no drug at all; write an amount above zero"));
    }

    /** {@code number} times ten to the power {@code decimals}, which must be a whole number up to {@code most}. */
    private static Parsed<Long> whole(BigDecimal number, int decimals, long most, String allowed) {
        BigDecimal scaled = number.movePointRight(decimals);
        if (scaled.compareTo(BigDecimal.valueOf(most)) > 0) {
            return new Bad<>(Fault.TOO_LARGE, "is more than can be counted here");
        }
        if (scaled.stripTrailingZeros().scale() > 0) {
            return new Bad<>(Fault.TOO_FINE, "is finer than the pump can count; write " + allowed);
        }
        return new Good<>(scaled.longValueExact());
    }

    /** File text in mL, exact; for a volume that is not negative. */
    public static String text(Volume volume) {
        return PlainNumber.text(volume.millilitres()) + " mL";
    }

    /** File text of a small volume, exact, in uL below 1 mL; for a volume that is not negative. */
    public static String smallText(Volume volume) {
        return volume.nanolitres() < NL_PER_ML
                ? PlainNumber.text(BigDecimal.valueOf(volume.nanolitres(), 3)) + " uL"
                : text(volume);
    }

    /** File text in mL/h, where the rate is a whole number of nanolitres per hour; others have no exact text. */
    public static Optional<String> text(FlowRate rate) {
        BigDecimal perHour = BigDecimal.valueOf(rate.nanolitresPerHour(), 6);
        return FlowRate.ofMillilitresPerHour(perHour).equals(rate)
                ? Optional.of(PlainNumber.text(perHour) + " mL/h")
                : Optional.empty();
    }

    /** File text in the largest unit that keeps it whole; for a duration that is not negative. */
    public static String text(Duration duration) {
        BigDecimal exact = BigDecimal.valueOf(duration.toNanos(), 9);
        long seconds = duration.toSeconds();
        if (!duration.equals(Duration.ofSeconds(seconds)) || seconds % S_PER_MIN != 0) {
            return PlainNumber.text(exact) + " s";
        }
        return seconds % S_PER_H == 0 && seconds > 0 ? seconds / S_PER_H + " h" : seconds / S_PER_MIN + " min";
    }

    /** File text in whole mmHg, exact for a pressure that was made of them. */
    public static String text(Pressure pressure) {
        return pressure.mmHg() + " mmHg";
    }

    /** File text, exact. */
    public static String text(Concentration concentration) {
        return PlainNumber.text(concentration.amountPerMl())
                + " "
                + concentration.unit().symbol()
                + PER_ML;
    }

    /** {@code 1,000 mL}. */
    public static String display(Volume volume) {
        return display(volume.millilitres()) + " mL";
    }

    /** {@code 13.37 mL/h}. */
    public static String display(FlowRate rate) {
        return display(BigDecimal.valueOf(rate.nanolitresPerHour(), 6)) + " mL/h";
    }

    /** {@code 1 h 40 min}; seconds only below an hour. */
    public static String display(Duration duration) {
        long seconds = duration.toSeconds();
        return Stream.of(
                        part(seconds / S_PER_H, " h"),
                        part(seconds % S_PER_H / S_PER_MIN, " min"),
                        part(seconds < S_PER_H ? seconds % S_PER_MIN : 0, " s"))
                .filter(part -> !part.isEmpty())
                .reduce((first, second) -> first + " " + second)
                .orElse("0 s");
    }

    /** {@code 300 mmHg}. */
    public static String display(Pressure pressure) {
        return text(pressure);
    }

    /** {@code 10,000 units/mL}, exact: a concentration is never rounded. */
    public static String display(Concentration concentration) {
        return PlainNumber.display(concentration.amountPerMl())
                + " "
                + concentration.unit().symbol()
                + PER_ML;
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : PlainNumber.display(BigDecimal.valueOf(number)) + unit;
    }

    private static String display(BigDecimal number) {
        return PlainNumber.display(number.setScale(DISPLAY_DECIMALS, RoundingMode.DOWN));
    }
}
