package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.dose.DoseText;
import org.steadyflow.firmware.dose.OrderedDose;
import org.steadyflow.firmware.dose.OrderedRate;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.text.Parsed;

/** Entries of a library for tests: one that allows all, and the same with one thing changed. */
final class Entries {
    static final Use ANY_USE = new Use(
            AmountUnit.MILLIGRAM,
            List.of(Route.INTRAVENOUS_PERIPHERAL, Route.INTRAVENOUS_CENTRAL),
            List.of(RegimenKind.values()),
            List.of(),
            Map.of());
    static final Rules ANY_RULES = new Rules(Optional.empty(), true, false, false, Optional.of(Duration.ofMinutes(10)));
    static final Solution ANY_SOLUTION =
            new Solution(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());
    static final Patients ADULTS = new Patients("adult", Optional.empty(), Optional.empty());

    /** Allows everything of the drug X in mg/mL. */
    static final LibraryEntry ANY = new LibraryEntry(
            "x-adult",
            "x",
            "X",
            ADULTS,
            ANY_USE,
            DoseLimits.NONE,
            ANY_RULES,
            ANY_SOLUTION,
            Optional.empty(),
            List.of());

    private Entries() {}

    static LibraryEntry with(DoseLimits limits) {
        return of(ADULTS, ANY_USE, limits, ANY_RULES, ANY_SOLUTION);
    }

    static LibraryEntry with(Rules rules) {
        return of(ADULTS, ANY_USE, DoseLimits.NONE, rules, ANY_SOLUTION);
    }

    static LibraryEntry with(Use use) {
        return of(ADULTS, use, DoseLimits.NONE, ANY_RULES, ANY_SOLUTION);
    }

    static LibraryEntry with(Solution solution) {
        return of(ADULTS, ANY_USE, DoseLimits.NONE, ANY_RULES, solution);
    }

    static LibraryEntry with(Patients patients) {
        return of(patients, ANY_USE, DoseLimits.NONE, ANY_RULES, ANY_SOLUTION);
    }

    static LibraryEntry named(String drug, List<String> incompatible) {
        Solution solution = new Solution(Optional.empty(), Optional.empty(), Optional.empty(), false, incompatible);
        return new LibraryEntry(
                drug, drug, drug, ADULTS, ANY_USE, DoseLimits.NONE, ANY_RULES, solution, Optional.empty(), List.of());
    }

    private static LibraryEntry of(Patients patients, Use use, DoseLimits limits, Rules rules, Solution solution) {
        return new LibraryEntry(
                "x-adult", "x", "X", patients, use, limits, rules, solution, Optional.empty(), List.of());
    }

    static DrugLibrary library(LibraryEntry... entries) {
        return new DrugLibrary("Test library", 3, List.of(entries));
    }

    static Concentration concentration(String text) {
        return good(QuantityText.concentration(text));
    }

    static OrderedDose dose(String text) {
        return good(DoseText.dose(text));
    }

    static OrderedRate rate(String text) {
        return good(DoseText.rate(text));
    }

    static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static <T> T good(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Good<T>(T value) -> value;
            case Parsed.Bad<T>(Parsed.Fault fault, String why) -> throw new AssertionError(why);
        };
    }
}
