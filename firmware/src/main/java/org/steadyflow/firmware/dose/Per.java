package org.steadyflow.firmware.dose;

import java.util.Optional;
import java.util.stream.Stream;

/** What an amount is counted for. */
public enum Per {
    NOTHING(""),
    KILOGRAM("kg"),
    SQUARE_METRE("m2"),
    SITE("site");

    private final String symbol;

    Per(String symbol) {
        this.symbol = symbol;
    }

    /** The one written exactly so; nothing is written as nothing. */
    static Optional<Per> of(String symbol) {
        return Stream.of(values())
                .filter(per -> per != NOTHING && per.symbol.equals(symbol))
                .findFirst();
    }

    /** {@code /kg}, or nothing. */
    String suffix() {
        return symbol.isEmpty() ? "" : "/" + symbol;
    }
}
