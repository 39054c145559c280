package org.steadyflow.telemetry.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An amount of drug, a rate or a concentration, exact and in a unit of ours.
 *
 * @param value how many of the unit
 * @param unit the unit of what is above the line
 * @param body what of the patient it is per
 * @param time what time it is per; empty for an amount
 * @param isPerMl whether it is per mL, a concentration
 */
record Measure(Fraction value, DrugUnit unit, Body body, Optional<TimeUnit> time, boolean isPerMl) {
    /** Most characters that the pump reads as one number. */
    private static final int LIMIT_CHARS = 20;

    private static final Fraction READ_FROM = Fraction.ONE.dividedBy(Fraction.of(10));
    private static final int READABLE = 1_000;

    /** What of the patient a dose may be per. */
    enum Body {
        NONE(""),
        KG("/kg"),
        M2("/m2");

        private final String text;

        Body(String text) {
            this.text = text;
        }
    }

    static Measure amount(Fraction value, DrugUnit unit) {
        return new Measure(value, unit, Body.NONE, Optional.empty(), false);
    }

    static Measure millilitres(Fraction value) {
        return amount(value, DrugUnit.ML);
    }

    boolean isRate() {
        return time.isPresent() && !isPerMl;
    }

    boolean isAmount() {
        return time.isEmpty() && !isPerMl;
    }

    /** A volume of the container's fluid, whoever the patient is. */
    boolean isVolume() {
        return isAmount() && unit == DrugUnit.ML && body == Body.NONE;
    }

    /** Whether both are of one kind, so that one of them can be written in the unit of the other. */
    boolean isComparableWith(Measure other) {
        return unit.dimension() == other.unit.dimension()
                && body == other.body
                && time.isPresent() == other.time.isPresent()
                && isPerMl == other.isPerMl;
    }

    /** In the base unit of its dimension, per second where it is a rate. */
    Fraction inBase() {
        Fraction amount = value.times(unit.size());
        return time.map(per -> amount.dividedBy(per.seconds())).orElse(amount);
    }

    boolean isAsMuchAs(Measure other) {
        return isComparableWith(other) && inBase().compareTo(other.inBase()) == 0;
    }

    boolean isMoreThan(Measure other) {
        return isComparableWith(other) && inBase().compareTo(other.inBase()) > 0;
    }

    /** What a rate gives in a time. */
    Measure during(Fraction seconds) {
        Fraction amount = value.times(seconds).dividedBy(time.orElseThrow().seconds());
        return new Measure(amount, unit, body, Optional.empty(), false).readable();
    }

    Measure times(Fraction factor) {
        return new Measure(value.times(factor), unit, body, time, isPerMl);
    }

    /**
     * As a prescription writes it, in its own unit where that is a plain decimal, else in another that is; empty where
     * there is none, as 100 mL in 7 h has none. A volume rate is always per hour.
     */
    Optional<String> text() {
        return inOtherTimes()
                .flatMap(Measure::inOtherUnits)
                .flatMap(same -> same.inItsOwn().stream())
                .findFirst();
    }

    /** The same in a unit of its dimension that makes a number that is read without counting zeros, where one does. */
    Measure readable() {
        boolean isRead = value.compareTo(READ_FROM) >= 0 && value.compareTo(Fraction.of(READABLE)) < 0;
        return isRead ? this : inReadableUnit();
    }

    private Measure inReadableUnit() {
        return inOtherUnits()
                .filter(same -> same.value.compareTo(Fraction.ONE) >= 0)
                .filter(same -> same.value.compareTo(Fraction.of(READABLE)) < 0)
                .filter(same -> same.inItsOwn().isPresent())
                .findFirst()
                .orElse(this);
    }

    private Stream<Measure> inOtherTimes() {
        if (time.isEmpty()) {
            return Stream.of(this);
        }
        List<TimeUnit> units = unit == DrugUnit.ML ? List.of(TimeUnit.H) : List.of(TimeUnit.values());
        Stream<TimeUnit> own = time.stream().filter(units::contains);
        return Stream.concat(own, units.stream().filter(per -> !per.equals(time.orElseThrow())))
                .map(per -> new Measure(
                        value.times(per.seconds()).dividedBy(time.orElseThrow().seconds()),
                        unit,
                        body,
                        Optional.of(per),
                        isPerMl));
    }

    private Stream<Measure> inOtherUnits() {
        Stream<DrugUnit> others =
                Stream.of(DrugUnit.values()).filter(other -> other != unit && other.dimension() == unit.dimension());
        return Stream.concat(Stream.of(unit), others)
                .map(other ->
                        new Measure(value.times(unit.size()).dividedBy(other.size()), other, body, time, isPerMl));
    }

    private Optional<String> inItsOwn() {
        String per = body.text + time.map(t -> "/" + t.text()).orElse("") + (isPerMl ? "/mL" : "");
        return value.decimal()
                .map(BigDecimal::toPlainString)
                .filter(number -> number.length() <= LIMIT_CHARS)
                .map(number -> number + " " + unit.text() + per);
    }
}
