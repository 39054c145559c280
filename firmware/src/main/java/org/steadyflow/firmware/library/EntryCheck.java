package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.firmware.dose.Amount;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Flush;
import org.steadyflow.firmware.prescription.PowerLossRule;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.firmware.text.Words;

/**
 * One course of a prescription beside one entry: whether the entry is for it at all, and what is outside its limits.
 */
record EntryCheck(LibraryEntry entry, Course course, Prescription prescription, Body body, int sites) {
    private static final String ROUTE = "route";
    private static final String REGIMEN = "regimen.type";
    private static final String WEIGHT = "body.weight";

    /** Why the entry is not for this order; empty where it is. All hard. */
    List<Finding> misfits() {
        return Stream.of(route(), regimen(), weight(), concentrationListed())
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is outside the limits of an entry that fits. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        smallVein().ifPresent(findings::add);
        concentrationByRoute().ifPresent(findings::add);
        findings.addAll(new CourseCheck(entry, course, body, sites).findings());
        if (course.drug().equals(prescription.drug())) {
            ofTheWholeOrder().forEach(findings::add);
        }
        return List.copyOf(findings);
    }

    private Optional<Finding> route() {
        List<Route> routes = entry.use().routes();
        return routes.contains(prescription.route())
                ? Optional.empty()
                : hard(
                        ROUTE,
                        word(prescription.route()),
                        listed(routes),
                        "is no route of " + shown() + "; it is given " + listed(routes));
    }

    private Optional<Finding> regimen() {
        RegimenKind kind = RegimenKind.of(prescription.regimen());
        List<RegimenKind> kinds = entry.use().regimens();
        return kinds.contains(kind)
                ? Optional.empty()
                : hard(REGIMEN, word(kind), listed(kinds), "is no regimen of " + shown() + "; it is " + listed(kinds));
    }

    private Optional<Finding> weight() {
        Patients patients = entry.patients();
        boolean isBound =
                patients.weightLeastKg().isPresent() || patients.weightMostKg().isPresent();
        if (!isBound) {
            return Optional.empty();
        }
        String range = Stream.of(
                        patients.weightLeastKg().map(least -> "from " + PlainNumber.text(least) + " kg"),
                        patients.weightMostKg().map(most -> "to " + PlainNumber.text(most) + " kg"))
                .flatMap(Optional::stream)
                .reduce((least, most) -> least + " " + most)
                .orElseThrow();
        if (body.weightKg().isEmpty()) {
            return Optional.of(new Finding(
                    Severity.HARD,
                    WEIGHT,
                    "",
                    range,
                    WEIGHT + " is missing, and " + shown() + " is for " + range + "."));
        }
        BigDecimal weight = body.weightKg().get();
        boolean isWithin = patients.weightLeastKg()
                        .filter(least -> weight.compareTo(least) < 0)
                        .isEmpty()
                && patients.weightMostKg()
                        .filter(most -> weight.compareTo(most) > 0)
                        .isEmpty();
        return isWithin
                ? Optional.empty()
                : hard(
                        WEIGHT,
                        PlainNumber.text(weight) + " kg",
                        range,
                        "is not for " + shown() + ", which is " + range);
    }

    private Optional<Finding> concentrationListed() {
        List<Concentration> standard = entry.use().concentrations();
        Optional<Concentration> written = course.drug().concentration();
        if (written.isEmpty()) {
            return standard.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            Severity.HARD,
                            concentrationField(),
                            "",
                            concentrations(standard),
                            concentrationField() + " is missing, and " + shown() + " is " + concentrations(standard)
                                    + "."));
        }
        String value = QuantityText.display(written.get());
        boolean isSameKind = written.get().unit().family() == entry.use().unit().family();
        if (!isSameKind) {
            return hard(
                    concentrationField(),
                    value,
                    entry.use().unit() + "/mL",
                    "does not count " + shown() + ", which is counted in "
                            + entry.use().unit());
        }
        boolean isStandard = standard.isEmpty() || standard.stream().anyMatch(each -> areSame(each, written.get()));
        return isStandard
                ? Optional.empty()
                : hard(
                        concentrationField(),
                        value,
                        concentrations(standard),
                        "is no concentration of " + shown() + "; it is " + concentrations(standard));
    }

    private static boolean areSame(Concentration one, Concentration other) {
        Amount first = one.perMillilitre();
        Amount second = other.perMillilitre();
        return first.canBeComparedWith(second) && first.compareWith(second) == 0;
    }

    private Optional<Finding> smallVein() {
        boolean isSmall = prescription.route() == Route.INTRAVENOUS_PERIPHERAL;
        List<String> reasons = isSmall ? entry.solution().reasonsAgainstSmallVeins() : List.of();
        return reasons.isEmpty()
                ? Optional.empty()
                : hard(
                        ROUTE,
                        word(prescription.route()),
                        String.join(", ", reasons),
                        "is no route for " + shown() + ", as " + String.join(", ", reasons)
                                + "; it needs a central line");
    }

    private Optional<Finding> concentrationByRoute() {
        Optional<Concentration> most =
                Optional.ofNullable(entry.use().concentrationMost().get(prescription.route()));
        if (most.isEmpty()) {
            return Optional.empty();
        }
        String limit = QuantityText.display(most.get());
        Optional<Concentration> written = course.drug().concentration();
        if (written.isEmpty()) {
            return Optional.of(new Finding(
                    Severity.HARD,
                    concentrationField(),
                    "",
                    limit,
                    concentrationField() + " is missing, and " + shown() + " is at most " + limit + " here."));
        }
        boolean isStronger =
                written.get().perMillilitre().compareWith(most.get().perMillilitre()) > 0;
        return isStronger
                ? hard(
                        concentrationField(),
                        QuantityText.display(written.get()),
                        limit,
                        "is above the hard limit of " + shown() + " for " + word(prescription.route()) + ", " + limit)
                : Optional.empty();
    }

    private Stream<Finding> ofTheWholeOrder() {
        return Stream.concat(
                Stream.of(keepOpen(), lifeSustaining(), highAlert(), resume()).flatMap(Optional::stream),
                fluids().flatMap(fluid -> meeting(fluid).stream()));
    }

    private Optional<Finding> keepOpen() {
        boolean isRefused = prescription.keepOpen().isWanted() && !entry.rules().keepOpen();
        return isRefused
                ? hard(
                        "keep_open",
                        QuantityText.display(prescription.keepOpen().rate()),
                        "none",
                        "cannot be run with " + shown() + ", which the library lets keep no line open")
                : Optional.empty();
    }

    private Optional<Finding> lifeSustaining() {
        boolean isRefused = entry.rules().lifeSustaining() && !prescription.lifeSustaining();
        return isRefused
                ? hard("life_sustaining", "false", "true", "is not so: stopping " + shown() + " does harm")
                : Optional.empty();
    }

    private Optional<Finding> highAlert() {
        boolean isRefused = entry.rules().highAlert() && !prescription.highAlert();
        return isRefused
                ? hard("high_alert", "false", "true", "is not so: a slip with " + shown() + " does great harm")
                : Optional.empty();
    }

    private Optional<Finding> resume() {
        PowerLossRule ordered = prescription.powerLoss();
        boolean isRefused = ordered.resumesByItself()
                && entry.rules()
                        .resumeWithin()
                        .filter(most -> ordered.within().compareTo(most) <= 0)
                        .isEmpty();
        String most = entry.rules()
                .resumeWithin()
                .map(within -> "within " + QuantityText.display(within))
                .orElse("never");
        return isRefused
                ? hard(
                        "after_power_loss.within",
                        QuantityText.display(ordered.within()),
                        most,
                        "is longer than " + shown() + " may resume by itself after, which is " + most)
                : Optional.empty();
    }

    /** A fluid that this order itself brings into the line, and the field that says so. */
    private record Fluid(String field, String name) {}

    private Stream<Fluid> fluids() {
        return switch (prescription.regimen()) {
            case Regimen.Intermittent doses ->
                Stream.concat(
                        fluid("regimen.flush_before.fluid", doses.flushBefore()),
                        fluid("regimen.flush_after.fluid", doses.flushAfter()));
            case Regimen.Continuous _,
                    Regimen.Stepped _,
                    Regimen.Tapered _,
                    Regimen.PatientControlled _,
                    Regimen.Sequence _ -> Stream.empty();
        };
    }

    private static Stream<Fluid> fluid(String field, Optional<Flush> flush) {
        return flush.stream().map(each -> new Fluid(field, each.fluid()));
    }

    private Optional<Finding> meeting(Fluid fluid) {
        return entry.solution().incompatible().stream()
                .filter(never -> DrugNames.isKindOf(fluid.name(), never))
                .findFirst()
                .flatMap(never -> hard(
                        fluid.field(), fluid.name(), never, "must not meet " + shown() + " in the line; use another"));
    }

    private Optional<Finding> hard(String field, String value, String limit, String saysWhat) {
        return Optional.of(new Finding(
                Severity.HARD, field, value, limit, field + ": " + Words.quote(value) + " " + saysWhat + "."));
    }

    private String concentrationField() {
        return course.drugField() + ".concentration";
    }

    private String shown() {
        return entry.shownWithPatients();
    }

    private static String concentrations(List<Concentration> all) {
        return Words.oneOf(all.stream().map(QuantityText::display).toList());
    }

    private static <E extends Enum<E>> String listed(List<E> constants) {
        return Words.oneOf(constants.stream().map(EntryCheck::word).toList());
    }

    /** {@code intravenous_central}, as files write it. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
