package org.steadyflow.firmware.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.firmware.text.Words;

/**
 * Doses and body sizes as files write them and as screens show them: one plain number, one space, a unit. What is not
 * written so is refused with the way to write it, never repaired. Pure; any thread.
 */
public final class DoseText {
    /** Most digits after the point. */
    public static final int DECIMALS = 6;

    /** Largest number in front of a unit. */
    public static final BigDecimal MOST = new BigDecimal("1000000000");

    private static final int DISPLAY_DECIMALS = 3;
    private static final int DISPLAY_DIGITS = 3;
    private static final String DOSE_EXAMPLE = "10 mg/kg";
    private static final String RATE_EXAMPLE = "5 mcg/kg/min";

    private DoseText() {}

    /** {@code 1 g}, {@code 10 mg/kg}, {@code 2400 mg/m2}, {@code 100 mL}; above zero. */
    public static Parsed<OrderedDose> dose(String text) {
        return split(text, DOSE_EXAMPLE).then(parts -> {
            List<String> units = parts.units();
            Optional<AmountUnit> amount = AmountUnit.of(units.get(0));
            Optional<Per> per = units.size() == 1 ? Optional.of(Per.NOTHING) : Per.of(units.get(1));
            boolean isDose = units.size() <= 2 && amount.isPresent() && per.isPresent() && per.get() != Per.SITE;
            return isDose
                    ? parts.number()
                            .then(value -> new Good<>(
                                    new OrderedDose(new Amount(value, amount.orElseThrow()), per.orElseThrow())))
                    : wrongUnit(parts, "an amount, or an amount per kg or m2", DOSE_EXAMPLE, DoseText::dose);
        });
    }

    /**
     * {@code 5 mcg/kg/min}, {@code 200 mcg/min}, {@code 2 g/24h}, {@code 15 mL/h/site}, {@code 120 mL/h}; above zero.
     */
    public static Parsed<OrderedRate> rate(String text) {
        return split(text, RATE_EXAMPLE).then(parts -> rateUnit(parts.units())
                .map(unit -> parts.number()
                        .<OrderedRate>then(value -> new Good<>(
                                new OrderedRate(new Amount(value, unit.amount().unit()), unit.per(), unit.time()))))
                .orElseGet(() -> wrongUnit(
                        parts,
                        "an amount per min, h, day or 24h, or that per kg, m2 or site",
                        RATE_EXAMPLE,
                        DoseText::rate)));
    }

    /** One of the unit; a site is named last, a body size before the time. */
    private static Optional<OrderedRate> rateUnit(List<String> units) {
        if (units.size() < 2 || units.size() > 3) {
            return Optional.empty();
        }
        boolean isPerSite = units.size() == 3 && Per.of(units.get(2)).equals(Optional.of(Per.SITE));
        Optional<Per> per = units.size() == 2
                ? Optional.of(Per.NOTHING)
                : isPerSite ? Optional.of(Per.SITE) : Per.of(units.get(1)).filter(size -> size != Per.SITE);
        Optional<PerTime> time = PerTime.of(units.get(isPerSite || units.size() == 2 ? 1 : 2));
        return AmountUnit.of(units.get(0))
                .flatMap(unit -> per.flatMap(
                        size -> time.map(each -> new OrderedRate(new Amount(BigDecimal.ONE, unit), size, each))));
    }

    /** {@code 70 kg}, within the range of {@link Body}. */
    public static Parsed<BigDecimal> weight(String text) {
        return size(text, "kg", "70 kg", Body.WEIGHT_LEAST_KG, Body.WEIGHT_MOST_KG);
    }

    /** {@code 170 cm}, within the range of {@link Body}. */
    public static Parsed<BigDecimal> height(String text) {
        return size(text, "cm", "170 cm", Body.HEIGHT_LEAST_CM, Body.HEIGHT_MOST_CM);
    }

    /** {@code 1.8 m2}, within the range of {@link Body}. */
    public static Parsed<BigDecimal> surface(String text) {
        return size(text, "m2", "1.8 m2", Body.SURFACE_LEAST_M2, Body.SURFACE_MOST_M2);
    }

    private static Parsed<BigDecimal> size(
            String text, String unit, String example, BigDecimal least, BigDecimal most) {
        return split(text, example).then(parts -> {
            if (!parts.unit().equals(unit)) {
                return new Bad<>(
                        Fault.UNIT,
                        "is in " + shown(parts.unit()) + "; write it in " + unit + ", for example "
                                + Words.quote(example));
            }
            return parts.number()
                    .then(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0
                            ? new Good<>(Check.shortest(value))
                            : new Bad<>(
                                    Fault.TOO_LARGE,
                                    "is no size of a body; write " + PlainNumber.text(least) + " " + unit + " to "
                                            + PlainNumber.text(most) + " " + unit));
        });
    }

    /** For people: {@code 2,400 mg/m2}; digits as ordered, none rounded away. */
    public static String display(OrderedDose dose) {
        return display(dose.amount()) + dose.per().suffix();
    }

    /** For people: {@code 5 mcg/kg/min}; digits as ordered, none rounded away. */
    public static String display(OrderedRate rate) {
        return display(rate.amount()) + rate.unitsAfterAmount();
    }

    /** For people: {@code 4,320 mg}; no digit is rounded away. */
    public static String display(Amount amount) {
        return PlainNumber.display(amount.value()) + " " + amount.unit();
    }

    /** As {@link #display(OrderedRate)}, for a rate that was reckoned back: at most three decimals, or three digits. */
    public static String displayRounded(OrderedRate rate) {
        return display(rounded(rate.amount())) + rate.unitsAfterAmount();
    }

    /** As {@link #display(OrderedDose)}, for a dose that was reckoned back: at most three decimals, or three digits. */
    public static String displayRounded(OrderedDose dose) {
        return display(rounded(dose.amount())) + dose.per().suffix();
    }

    /** As {@link #display(Amount)}, for an amount that was reckoned back: at most three decimals, or three digits. */
    public static String displayRounded(Amount amount) {
        return display(rounded(amount));
    }

    private static Amount rounded(Amount amount) {
        BigDecimal value = amount.value();
        int leadingZeros = Math.max(0, value.scale() - value.precision());
        int decimals = value.signum() == 0 ? 0 : leadingZeros + DISPLAY_DIGITS;
        boolean isSmall = value.compareTo(BigDecimal.ONE) < 0;
        return new Amount(value.setScale(isSmall ? decimals : DISPLAY_DECIMALS, RoundingMode.HALF_EVEN), amount.unit());
    }

    /** A text at its space. */
    private record Parts(String digits, String unit) {
        List<String> units() {
            return List.of(unit.split("/", -1));
        }

        /** Above zero, of at most {@link #DECIMALS} decimals, at most {@link #MOST}. */
        Parsed<BigDecimal> number() {
            return PlainNumber.parse(digits).then(value -> {
                if (value.signum() == 0) {
                    return new Bad<>(Fault.FORM, "is nothing; write a number above zero");
                }
                if (value.compareTo(MOST) > 0) {
                    return new Bad<>(Fault.TOO_LARGE, "is more than can be counted here");
                }
                return value.stripTrailingZeros().scale() > DECIMALS
                        ? new Bad<>(
                                Fault.TOO_FINE,
                                "is finer than can be counted here; write at most six digits after the point")
                        : new Good<>(value);
            });
        }
    }

    private static Parsed<Parts> split(String text, String example) {
        int space = text.indexOf(' ');
        if (space < 0) {
            String why = text.isEmpty()
                    ? "is empty"
                    : PlainNumber.parse(text) instanceof Good ? "has no unit" : "is not a number, a space and a unit";
            return new Bad<>(Fault.FORM, why + "; write it like " + Words.quote(example));
        }
        String number = text.substring(0, space);
        String unit = text.substring(space + 1);
        if (number.isEmpty() || unit.isEmpty() || unit.indexOf(' ') >= 0) {
            return new Bad<>(
                    Fault.FORM, "is not one number, one space and one unit; write it like " + Words.quote(example));
        }
        return new Good<>(new Parts(number, unit));
    }

    /** Says what the unit should be; where it is another spelling of one that is taken, gives the whole text. */
    private static <T> Parsed<T> wrongUnit(
            Parts parts, String wanted, String example, Function<String, Parsed<T>> parser) {
        if (PlainNumber.parse(parts.digits()) instanceof Bad<BigDecimal>(Fault fault, String why)) {
            return new Bad<>(fault, why);
        }
        String respelt = parts.digits() + " " + Spelling.usual(parts.unit());
        boolean isOnlySpelling = !respelt.endsWith(" " + parts.unit()) && parser.apply(respelt) instanceof Good;
        return new Bad<>(
                Fault.UNIT,
                isOnlySpelling
                        ? "is in " + shown(parts.unit()) + "; write " + Words.quote(respelt)
                        : "is in " + shown(parts.unit()) + ", which is not " + wanted + "; write it like "
                                + Words.quote(example));
    }

    private static String shown(String unit) {
        String quoted = Words.quote(unit);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** What people also write for the units that are taken. */
    private static final class Spelling {
        private static final List<Spelt> KNOWN = List.of(
                new Spelt("units", Set.of("u", "iu", "unit", "units")),
                new Spelt("mcg", Set.of("mcg", "ug", "\u00b5g", "\u03bcg")),
                new Spelt("g", Set.of("g", "gm", "gram", "grams")),
                new Spelt("mg", Set.of("mg")),
                new Spelt("ng", Set.of("ng")),
                new Spelt("mEq", Set.of("meq")),
                new Spelt("mmol", Set.of("mmol")),
                new Spelt("kcal", Set.of("kcal")),
                new Spelt("mL", Set.of("ml", "cc")),
                new Spelt("kg", Set.of("kg")),
                new Spelt("m2", Set.of("m2", "m\u00b2", "m^2", "sqm")),
                new Spelt("site", Set.of("site", "sites")),
                new Spelt("min", Set.of("min", "minute")),
                new Spelt("h", Set.of("h", "hr", "hour")),
                new Spelt("day", Set.of("day", "d", "24hr")));

        private record Spelt(String usual, Set<String> others) {}

        private Spelling() {}

        static String usual(String unit) {
            return String.join(
                    "/",
                    List.of(unit.split("/", -1)).stream()
                            .map(Spelling::usualPart)
                            .toList());
        }

        private static String usualPart(String part) {
            String small = part.toLowerCase(Locale.ROOT);
            return KNOWN.stream()
                    .filter(spelt -> spelt.others().contains(small))
                    .map(Spelt::usual)
                    .findFirst()
                    .orElse(part);
        }
    }
}
