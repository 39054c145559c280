package org.steadyflow.telemetry.order;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.telemetry.order.Measure.Body;

/**
 * A unit that was read from UCUM, the code of units that FHIR uses: a factor and powers of the units that we know.
 *
 * @param factor how many of the product of the powers it is
 * @param powers the units and their exponents, none of them zero
 */
record UcumUnit(Fraction factor, Map<Atom, Integer> powers) {
    static final UcumUnit ONE = new UcumUnit(Fraction.ONE, Map.of());

    /** What units are made of. */
    enum Atom {
        G,
        MG,
        MCG,
        NG,
        UNITS,
        MEQ,
        MMOL,
        KCAL,
        ML,
        KG,
        CM,
        M2,
        S,
        MIN,
        H,
        D;

        /** The unit of drug that it is, above a line. */
        Optional<DrugUnit> drug() {
            return switch (this) {
                case G -> Optional.of(DrugUnit.G);
                case MG -> Optional.of(DrugUnit.MG);
                case MCG -> Optional.of(DrugUnit.MCG);
                case NG -> Optional.of(DrugUnit.NG);
                case UNITS -> Optional.of(DrugUnit.UNITS);
                case MEQ -> Optional.of(DrugUnit.MEQ);
                case MMOL -> Optional.of(DrugUnit.MMOL);
                case KCAL -> Optional.of(DrugUnit.KCAL);
                case ML -> Optional.of(DrugUnit.ML);
                case KG, CM, M2, S, MIN, H, D -> Optional.empty();
            };
        }

        /** Its length where it is a time. */
        Optional<Fraction> seconds() {
            return switch (this) {
                case S -> Optional.of(Fraction.ONE);
                case MIN -> Optional.of(TimeUnit.MIN.seconds());
                case H -> Optional.of(TimeUnit.H.seconds());
                case D -> Optional.of(TimeUnit.DAY.seconds());
                case G, MG, MCG, NG, UNITS, MEQ, MMOL, KCAL, ML, KG, CM, M2 -> Optional.empty();
            };
        }
    }

    UcumUnit {
        powers = Map.copyOf(powers);
    }

    static UcumUnit of(Fraction factor, Atom atom) {
        return new UcumUnit(factor, Map.of(atom, 1));
    }

    UcumUnit times(UcumUnit other) {
        Map<Atom, Integer> sum = new EnumMap<>(Atom.class);
        sum.putAll(powers);
        other.powers.forEach((atom, power) -> sum.merge(atom, power, Integer::sum));
        sum.values().removeIf(power -> power == 0);
        return new UcumUnit(factor.times(other.factor), sum);
    }

    UcumUnit dividedBy(UcumUnit other) {
        Map<Atom, Integer> negative = new EnumMap<>(Atom.class);
        other.powers.forEach((atom, power) -> negative.put(atom, -power));
        return times(new UcumUnit(Fraction.ONE.dividedBy(other.factor), negative));
    }

    /** A number without a unit, or a count of things that are no unit of drug, as bags. */
    boolean isCount() {
        return powers.isEmpty();
    }

    /** In seconds, where it is a time. */
    Optional<Fraction> seconds() {
        return single().flatMap(Atom::seconds).map(factor::times);
    }

    /** The one unit that it is a multiple of, where there is just one and it stands above the line. */
    Optional<Atom> single() {
        return powers.size() == 1
                ? powers.entrySet().stream()
                        .filter(entry -> entry.getValue() == 1)
                        .map(Map.Entry::getKey)
                        .findFirst()
                : Optional.empty();
    }

    /** So many of it, as an amount, rate or concentration; empty where it is none of these. */
    Optional<Measure> measure(Fraction value) {
        List<Atom> above = atoms(1);
        List<Atom> below = atoms(-1);
        boolean isPlain = above.size() == 1 && above.size() + below.size() == powers.size();
        if (!isPlain) {
            return Optional.empty();
        }
        // A kilogram above the line is drug, below it is the patient.
        boolean isKilograms = above.getFirst() == Atom.KG;
        Optional<DrugUnit> unit =
                isKilograms ? Optional.of(DrugUnit.G) : above.getFirst().drug();
        Fraction size = isKilograms ? Fraction.of(1_000) : Fraction.ONE;
        Fraction amount = value.times(factor).times(size);
        return unit.flatMap(drug -> per(Measure.amount(amount, drug), below));
    }

    private List<Atom> atoms(int power) {
        return powers.entrySet().stream()
                .filter(entry -> entry.getValue() == power)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Optional<Measure> per(Measure amount, List<Atom> below) {
        Optional<Measure> result = Optional.of(amount);
        for (Atom atom : below) {
            result = result.flatMap(measure -> per(measure, atom));
        }
        return result;
    }

    private static Optional<Measure> per(Measure measure, Atom below) {
        return switch (below) {
            case KG -> perBody(measure, Body.KG);
            case M2 -> perBody(measure, Body.M2);
            case S -> perTime(measure.times(Fraction.of(60)), TimeUnit.MIN);
            case MIN -> perTime(measure, TimeUnit.MIN);
            case H -> perTime(measure, TimeUnit.H);
            case D -> perTime(measure, TimeUnit.DAY);
            case ML -> perMillilitre(measure);
            case G, MG, MCG, NG, UNITS, MEQ, MMOL, KCAL, CM -> Optional.empty();
        };
    }

    private static Optional<Measure> perBody(Measure measure, Body body) {
        return measure.body() == Body.NONE
                ? Optional.of(new Measure(measure.value(), measure.unit(), body, measure.time(), measure.isPerMl()))
                : Optional.empty();
    }

    private static Optional<Measure> perTime(Measure measure, TimeUnit time) {
        return measure.time().isEmpty()
                ? Optional.of(new Measure(
                        measure.value(), measure.unit(), measure.body(), Optional.of(time), measure.isPerMl()))
                : Optional.empty();
    }

    private static Optional<Measure> perMillilitre(Measure measure) {
        return Optional.of(new Measure(measure.value(), measure.unit(), measure.body(), measure.time(), true));
    }
}
