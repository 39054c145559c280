package org.steadyflow.firmware.dose;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The units a dose is counted in, named as they are safe to read: "mcg" and "units", never a Greek letter or "U". */
public enum AmountUnit {
    GRAM("g", Family.MASS, 9),
    MILLIGRAM("mg", Family.MASS, 6),
    MICROGRAM("mcg", Family.MASS, 3),
    NANOGRAM("ng", Family.MASS, 0),
    UNITS("units", Family.UNITS, 0),
    MILLIEQUIVALENT("mEq", Family.MILLIEQUIVALENTS, 0),
    MILLIMOLE("mmol", Family.MILLIMOLES, 0),
    KILOCALORIE("kcal", Family.KILOCALORIES, 0),
    MILLILITRE("mL", Family.VOLUME, 0);

    /** Units of one family count the same thing; between families there is no conversion, ever. */
    public enum Family {
        MASS,
        UNITS,
        MILLIEQUIVALENTS,
        MILLIMOLES,
        KILOCALORIES,
        VOLUME
    }

    private static final List<AmountUnit> OF_DRUG =
            Stream.of(values()).filter(AmountUnit::countsDrug).toList();

    private final String symbol;
    private final Family family;
    private final int exponent;

    /** @param exponent how many times ten of the family's smallest unit one of this is */
    AmountUnit(String symbol, Family family, int exponent) {
        this.symbol = symbol;
        this.family = family;
        this.exponent = exponent;
    }

    /** All units but those of fluid: what a concentration can be in. */
    public static List<AmountUnit> ofDrug() {
        return OF_DRUG;
    }

    /** The unit written exactly so. */
    public static Optional<AmountUnit> of(String symbol) {
        return Stream.of(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    /** As written in files and on screens. */
    public String symbol() {
        return symbol;
    }

    public Family family() {
        return family;
    }

    /** Whether it counts drug, and not the fluid that the drug is in. */
    public boolean countsDrug() {
        return family != Family.VOLUME;
    }

    /** How many of {@code other} one of this is, exact; throws {@link IllegalArgumentException} between families. */
    public BigDecimal inUnitsOf(AmountUnit other) {
        Check.that(family == other.family, symbol + " cannot be had in " + other.symbol);
        return BigDecimal.ONE.scaleByPowerOfTen(exponent - other.exponent);
    }

    @Override
    public String toString() {
        return symbol;
    }
}
