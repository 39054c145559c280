package org.steadyflow.telemetry.order;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads quantities and ratios into measures, and lists those that are none. Of one reading, one thread. */
final class Quantities {
    private static final String UCUM = "http://unitsofmeasure.org";

    /** Units in words, where a quantity names no system of units: only what is spelled exactly so. */
    private static final Map<String, String> IN_WORDS = Map.of("mcg", "ug", "units", "[iU]", "mEq", "meq");

    /** What people write for units that UCUM has under another name or does not have. */
    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("U", "U is the enzyme unit of UCUM; the international unit is [iU]"),
            Map.entry("IU", "UCUM's international unit is [iU]"),
            Map.entry("mcg", "UCUM's microgram is ug"),
            Map.entry("cc", "UCUM's millilitre is mL"),
            Map.entry("mEq", "UCUM's milliequivalent is meq"),
            Map.entry("mEq/mL", "UCUM's milliequivalent is meq"),
            Map.entry("ml/hr", "UCUM's hour is h, so write mL/h"),
            Map.entry("mL/hr", "UCUM's hour is h, so write mL/h"),
            Map.entry("cal/mL", "UCUM's cal is a thousandth of a kcal; write kcal/mL or [Cal]/mL"));

    private static final Set<String> CONTAINERS = Set.of("bag", "bottle", "container", "syringe", "cassette");

    /**
     * A value and what it counts.
     *
     * @param label the code or name of its unit, as it stands
     */
    record Stated(Fraction value, UcumUnit unit, String label) {
        /** A number of bags, bottles or syringes, and not of doses or vials, which hold what nobody says. */
        boolean isContainers() {
            return unit.isCount()
                    && CONTAINERS.contains(label.toLowerCase(Locale.ROOT).replaceAll("[{}]", ""));
        }

        Optional<Measure> measure() {
            return unit.measure(value);
        }

        Optional<Fraction> seconds() {
            return unit.seconds().map(value::times);
        }
    }

    private final Findings findings;

    Quantities(Findings findings) {
        this.findings = findings;
    }

    /** A quantity with its unit; what is not one is listed. */
    Optional<Stated> stated(Element quantity) {
        quantity.pass("id");
        Optional<BigDecimal> value = quantity.number("value");
        Optional<UcumUnit> unit = unit(quantity);
        if (value.isEmpty()) {
            findings.missing(quantity.path("value"), "the quantity has no value; add it to the draft by hand");
            return Optional.empty();
        }
        if (quantity.has("comparator") || value.get().signum() < 0) {
            quantity.pass("comparator");
            findings.notExpressed(
                    quantity.path(), "is no exact quantity, or less than nothing; a prescription has exact ones only");
            return Optional.empty();
        }
        String label = quantity.text("code").or(() -> quantity.text("unit")).orElse("");
        return unit.map(counted -> new Stated(Fraction.of(value.get()), counted, label));
    }

    /** A quantity that is an amount, a rate or a concentration. */
    Optional<Measure> measure(Element quantity) {
        return stated(quantity).flatMap(stated -> orListed(stated, quantity));
    }

    /** A ratio of two quantities, as 2 g per 30 min. */
    Optional<Stated> ratio(Element ratio) {
        ratio.pass("id");
        Optional<Stated> above = part(ratio, "numerator");
        Optional<Stated> below = part(ratio, "denominator");
        if (below.filter(part -> part.value().isZero()).isPresent()) {
            findings.notExpressed(ratio.path("denominator"), "is zero, so the ratio is no number");
            return Optional.empty();
        }
        return above.flatMap(over -> below.map(under ->
                new Stated(over.value().dividedBy(under.value()), over.unit().dividedBy(under.unit()), under.label())));
    }

    private Optional<Stated> part(Element ratio, String name) {
        Optional<Element> part = ratio.one(name);
        if (part.isEmpty()) {
            findings.missing(ratio.path(name), "the ratio lacks it, so nothing can be reckoned from it");
        }
        return part.flatMap(this::stated);
    }

    Optional<Measure> orListed(Stated stated, Element at) {
        Optional<Measure> measure = stated.measure();
        if (measure.isEmpty()) {
            findings.notExpressed(at.path(), "its unit is no amount of drug, no rate and no concentration");
        }
        return measure;
    }

    /** Below a line nothing but a number is one container or one piece; elsewhere a number alone is no amount. */
    private Optional<UcumUnit> unitless(Element quantity) {
        if (quantity.path().endsWith(".denominator")) {
            return Optional.of(UcumUnit.ONE);
        }
        findings.missing(quantity.path("code"), "the quantity has no unit; add it to the draft by hand");
        return Optional.empty();
    }

    private Optional<UcumUnit> unit(Element quantity) {
        Optional<String> system = quantity.text("system");
        Optional<String> code = quantity.text("code");
        Optional<String> shown = quantity.text("unit");
        if (system.filter(other -> !other.equals(UCUM)).isPresent()) {
            return Optional.of(UcumUnit.ONE); // a form of drug, as a bag or a vial: a count of them
        }
        if (code.isEmpty() && shown.isEmpty()) {
            return unitless(quantity);
        }
        String text = code.or(() -> shown).orElse("");
        boolean isInWords = system.isEmpty() && code.isEmpty();
        Optional<UcumUnit> unit = Ucum.parse(isInWords ? IN_WORDS.getOrDefault(text, text) : text);
        if (unit.isEmpty()) {
            String advice = Optional.ofNullable(ADVICE.get(text))
                    .map(hint -> ": " + hint)
                    .orElse("");
            findings.missing(
                    code.isPresent() ? quantity.path("code") : quantity.path("unit"),
                    Words.quote(text) + " is no unit of UCUM that a prescription can be made of" + advice);
        }
        return unit;
    }
}
