package org.steadyflow.telemetry.order;

/** Units of an amount of drug as a prescription writes them. Those of one dimension convert; others never mix. */
enum DrugUnit {
    G("g", Dimension.MASS, 1_000_000_000),
    MG("mg", Dimension.MASS, 1_000_000),
    MCG("mcg", Dimension.MASS, 1_000),
    NG("ng", Dimension.MASS, 1),
    UNITS("units", Dimension.ACTIVITY, 1),
    MEQ("mEq", Dimension.CHARGE, 1),
    MMOL("mmol", Dimension.PARTICLES, 1),
    KCAL("kcal", Dimension.ENERGY, 1),
    ML("mL", Dimension.VOLUME, 1);

    /** What an amount is an amount of. */
    enum Dimension {
        MASS,
        ACTIVITY,
        CHARGE,
        PARTICLES,
        ENERGY,
        VOLUME
    }

    private final String text;
    private final Dimension dimension;
    private final long size;

    DrugUnit(String text, Dimension dimension, long size) {
        this.text = text;
        this.dimension = dimension;
        this.size = size;
    }

    /** As a prescription spells it. */
    String text() {
        return text;
    }

    Dimension dimension() {
        return dimension;
    }

    /** In the smallest unit of its dimension. */
    Fraction size() {
        return Fraction.of(size);
    }
}
