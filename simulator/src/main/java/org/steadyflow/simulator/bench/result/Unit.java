package org.steadyflow.simulator.bench.result;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Of a figure, and how many decimals of it mean something on this bench. */
public enum Unit {
    PERCENT("%", 2),
    MILLILITRES("mL", 3),
    MILLILITRES_PER_HOUR("mL/h", 4),
    SECONDS("s", 1),
    MINUTES("min", 1),
    HOURS("h", 2),
    MMHG("mmHg", 0),
    MICROSTEPS("microsteps", 0);

    private final String text;
    private final int decimals;

    Unit(String text, int decimals) {
        this.text = text;
        this.decimals = decimals;
    }

    /** Rounded to what means something. */
    double rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    @Override
    public String toString() {
        return text;
    }
}
