package org.steadyflow.telemetry.order;

import java.math.BigDecimal;
import java.util.Optional;

/** Lengths of time as a prescription writes them: in hours, minutes or seconds, whichever is whole first. */
final class Times {
    private Times() {}

    /** Empty where no plain number of seconds is exact to the nanosecond. */
    static Optional<String> text(Fraction seconds) {
        return whole(seconds, 3_600, "h").or(() -> whole(seconds, 60, "min")).or(() -> seconds.decimal()
                .filter(exact -> exact.scale() <= 9)
                .map(BigDecimal::toPlainString)
                .map(number -> number + " s"));
    }

    private static Optional<String> whole(Fraction seconds, long unit, String name) {
        return seconds.dividedBy(Fraction.of(unit)).whole().map(number -> number + " " + name);
    }

    /** The length of a unit of FHIR's timing; empty for months and years, which have none. */
    static Optional<Fraction> ofUnit(String code) {
        return switch (code) {
            case "s" -> Optional.of(Fraction.ONE);
            case "min" -> Optional.of(Fraction.of(60));
            case "h" -> Optional.of(Fraction.of(3_600));
            case "d" -> Optional.of(Fraction.of(86_400));
            case "wk" -> Optional.of(Fraction.of(604_800));
            default -> Optional.empty(); // mo and a; a wrong code does not pass the FHIR library
        };
    }
}
