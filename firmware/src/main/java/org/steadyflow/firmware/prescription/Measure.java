package org.steadyflow.firmware.prescription;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.firmware.text.Words;

/**
 * One kind of quantity as people write it: a plain number, one space, a unit.
 *
 * @param example a whole quantity that is taken
 * @param units the units that are taken, spelt exactly so
 * @param others spellings that people also use, and what to write instead
 */
public record Measure(String example, List<String> units, List<Other> others) {
    private static final Set<String> DRUG_UNITS =
            Set.of("g", "mg", "mcg", "ug", "ng", "units", "unit", "u", "iu", "meq", "mmol", "kcal");

    /** A number and one of the measure's units. */
    public record Amount(BigDecimal number, String unit) {}

    /**
     * A unit that is not taken.
     *
     * @param spellings in small letters
     * @param factor what to multiply the number by to have it in {@code unit}
     */
    public record Other(Set<String> spellings, BigDecimal factor, String unit) {
        public static Other of(String spellings, String factor, String unit) {
            return new Other(Set.of(spellings.split(" ")), new BigDecimal(factor), unit);
        }
    }

    /** Reads {@code text}; the number is exact and may be zero. */
    public Parsed<Amount> parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return new Bad<>(Fault.FORM, faultWithoutSpace(text));
        }
        String number = text.substring(0, space);
        String unit = text.substring(space + 1);
        if (number.isEmpty() || unit.isEmpty() || unit.startsWith(" ") || unit.endsWith(" ")) {
            return new Bad<>(Fault.FORM, "has a space too many; write it like " + Words.quote(example));
        }
        return PlainNumber.parse(number).then(value -> withUnit(value, unit));
    }

    private Parsed<Amount> withUnit(BigDecimal number, String unit) {
        if (units.contains(unit)) {
            return new Good<>(new Amount(number, unit));
        }
        if (unit.matches(".*[0-9 ].*")) {
            return new Bad<>(Fault.FORM, "is not one number and one unit; write it like " + Words.quote(example));
        }
        String shown = Words.quote(unit);
        String bare = shown.substring(1, shown.length() - 1);
        String instead = translated(number, unit)
                .map(text -> ": " + Words.quote(text))
                .orElse(", for example " + Words.quote(example));
        return new Bad<>(Fault.UNIT, "is in " + bare + remark(unit) + "; write it in " + Words.oneOf(units) + instead);
    }

    private String faultWithoutSpace(String text) {
        if (text.isEmpty()) {
            return "is empty; write it like " + Words.quote(example);
        }
        if (PlainNumber.parse(text) instanceof Good) {
            return "has no unit; add it after a space, as in " + Words.quote(example);
        }
        int end = 0;
        while (end < text.length() && "0123456789.,".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String apart = text.substring(0, end) + " " + text.substring(end);
        boolean lacksOnlyTheSpace = end > 0 && end < text.length() && parse(apart) instanceof Good;
        return lacksOnlyTheSpace
                ? "has no space before its unit; write " + Words.quote(apart)
                : "is not a number, a space and a unit; write it like " + Words.quote(example);
    }

    /** Drug and fluid are the two things that an order mixes up. */
    private String remark(String unit) {
        boolean isOfFluid = units.stream().anyMatch(taken -> taken.startsWith("mL"));
        boolean countsDrug = DRUG_UNITS.contains(micro(unit).split("/", 2)[0].toLowerCase(Locale.ROOT));
        return isOfFluid && countsDrug ? ", which counts drug and not fluid" : "";
    }

    private static String micro(String unit) {
        return unit.replace('\u00b5', 'u').replace('\u03bc', 'u');
    }

    /** The same quantity in a unit that is taken, where that is exact. */
    private Optional<String> translated(BigDecimal number, String unit) {
        String spelling = micro(unit).toLowerCase(Locale.ROOT);
        Optional<String> sameUnit = units.stream()
                .filter(taken -> taken.toLowerCase(Locale.ROOT).equals(spelling))
                .findFirst();
        if (sameUnit.isPresent()) {
            return sameUnit.map(taken -> number.toPlainString() + " " + taken);
        }
        return others.stream()
                .filter(other -> other.spellings().contains(spelling))
                .findFirst()
                .map(other -> PlainNumber.text(number.multiply(other.factor())) + " " + other.unit());
    }
}
