package org.steadyflow.firmware.dose;

import java.math.BigDecimal;
import java.util.function.Function;

/** An order turned into what the pump counts, or why it is not. */
public sealed interface Conversion<T> {
    /**
     * The value.
     *
     * @param errorPpm how far it is from the exact one, in millionths of that, rounded up to three decimals; zero where
     *     it is exact; trailing zeros are dropped
     */
    record Converted<T>(T value, BigDecimal errorPpm) implements Conversion<T> {
        public Converted {
            errorPpm = Check.shortest(errorPpm);
        }

        public boolean isExact() {
            return errorPpm.signum() == 0;
        }
    }

    /**
     * It cannot be converted.
     *
     * @param why goes on from the order's own text, with the values in it, and says what to do: {@code is counted per
     *     kg and needs body.weight; add ...}
     */
    record Refused<T>(String why) implements Conversion<T> {}

    static <T> Conversion<T> exact(T value) {
        return new Converted<>(value, BigDecimal.ZERO);
    }

    /** Goes on from an exact value; a refusal stays. */
    default <R> Conversion<R> then(Function<T, Conversion<R>> step) {
        return switch (this) {
            case Converted<T>(T value, BigDecimal errorPpm) -> step.apply(value);
            case Refused<T>(String why) -> new Refused<>(why);
        };
    }
}
