package org.steadyflow.firmware.text;

import java.util.function.Function;

/** A text read as a value, or why it is none. */
public sealed interface Parsed<T> {
    /** The value, exact. */
    record Good<T>(T value) implements Parsed<T> {}

    /**
     * Not a value.
     *
     * @param why continues a sentence that begins with the text itself: {@code is in mL/min; write "300 mL/h"}
     */
    record Bad<T>(Fault fault, String why) implements Parsed<T> {}

    /** Which rule a text breaks. */
    enum Fault {
        /** Not one plain number, one space, one unit. */
        FORM,
        /** A unit that is not taken here. */
        UNIT,
        /** More digits than the quantity can hold. */
        TOO_FINE,
        /** Beyond the largest value that can be held. */
        TOO_LARGE
    }

    /** Goes on from a good value; a bad one stays. */
    default <R> Parsed<R> then(Function<T, Parsed<R>> step) {
        return switch (this) {
            case Good<T>(T value) -> step.apply(value);
            case Bad<T>(Fault fault, String why) -> new Bad<>(fault, why);
        };
    }
}
