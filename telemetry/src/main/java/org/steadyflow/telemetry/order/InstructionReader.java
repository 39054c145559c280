package org.steadyflow.telemetry.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads FHIR's Dosage. Of one reading, one thread. */
final class InstructionReader {
    private static final String GAP = "http://hl7.org/fhir/StructureDefinition/dosage-minimumGapBetweenDose";
    private static final String DOSE_TYPES = "http://terminology.hl7.org/CodeSystem/dose-rate-type";

    private final Findings findings;
    private final Quantities quantities;
    private final ScheduleReader schedules;
    private final Product product;

    InstructionReader(Product product, Findings findings) {
        this.product = product;
        this.findings = findings;
        this.quantities = new Quantities(findings);
        this.schedules = new ScheduleReader(findings);
    }

    Instruction read(Element dosage) {
        dosage.pass("id", "route");
        noteTexts(dosage);
        Schedule schedule = schedules.read(dosage.one("timing"), dosage.path("timing"));
        Optional<Element> amounts = doseAndRate(dosage);
        Optional<Measure> dose = amounts.flatMap(this::dose);
        checkMostOfOne(dosage, dose);
        return new Instruction(
                dosage,
                dosage.number("sequence")
                        .flatMap(number -> Fraction.of(number.abs()).whole()),
                dose,
                amounts.flatMap(this::rate),
                amounts.flatMap(element -> element.one("rateRange")).flatMap(this::range),
                schedule,
                isAsNeeded(dosage),
                gap(dosage),
                caps(dosage));
    }

    private void noteTexts(Element dosage) {
        for (String name : List.of("text", "patientInstruction")) {
            dosage.text(name)
                    .ifPresent(text -> findings.note(
                            dosage.path(name),
                            Words.quote(text) + "; compare it with the draft, which is not made from it"));
        }
        for (String name : List.of("site", "method")) {
            dosage.one(name).ifPresent(concept -> findings.note(concept.path(), Concepts.quote(concept)));
            dosage.pass(name);
        }
    }

    /** The one that counts: the only one, or the only one that was ordered rather than calculated. */
    private Optional<Element> doseAndRate(Element dosage) {
        List<Element> all = dosage.all("doseAndRate");
        all.forEach(element -> element.pass("id"));
        List<Element> ordered = all.stream()
                .filter(element -> element.one("type")
                        .map(type -> Concepts.codes(type, DOSE_TYPES))
                        .equals(Optional.of(Set.of("ordered"))))
                .toList();
        all.forEach(element -> element.pass("type"));
        if (all.size() > 1 && ordered.size() != 1) {
            findings.notExpressed(
                    dosage.path("doseAndRate"), "there are several and not just one is of the type ordered");
            return Optional.empty();
        }
        List<Element> counted = all.size() > 1 ? ordered : all;
        all.stream().filter(element -> !counted.contains(element)).forEach(element -> {
            findings.note(element.path(), "was not taken, as another one is of the type ordered");
            element.pass("doseQuantity", "doseRange", "rateRatio", "rateRange", "rateQuantity");
        });
        return counted.stream().findFirst();
    }

    private Optional<Measure> dose(Element amounts) {
        Optional<Element> quantity = amounts.one("doseQuantity");
        Optional<Quantities.Stated> stated = quantity.flatMap(quantities::stated);
        boolean isCount = stated.filter(Quantities.Stated::isContainers).isPresent();
        if (isCount) {
            Optional<Measure> whole = product.container()
                    .map(volume -> volume.times(stated.orElseThrow().value()));
            if (whole.isEmpty()) {
                findings.missing(
                        quantity.orElseThrow().path(),
                        "is a number of containers, and how much one holds is not in the file; add the dose by hand");
            }
            return whole;
        }
        return stated.flatMap(dose -> quantities.orListed(dose, quantity.orElseThrow()))
                .filter(measure -> isOr(measure.isAmount(), quantity.orElseThrow(), "is no amount of drug"));
    }

    private Optional<Measure> rate(Element amounts) {
        Optional<Element> quantity = amounts.one("rateQuantity");
        Optional<Element> ratio = amounts.one("rateRatio");
        Optional<Element> any = quantity.or(() -> ratio);
        Optional<Measure> measure = quantity.flatMap(quantities::measure).or(() -> ratio.flatMap(quantities::ratio)
                .flatMap(stated -> quantities.orListed(stated, ratio.orElseThrow())));
        return measure.filter(rate -> isOr(rate.isRate(), any.orElseThrow(), "is no amount per time"))
                .filter(rate -> isOr(!rate.value().isZero(), any.orElseThrow(), "is a rate of nothing"));
    }

    private Optional<Instruction.Range> range(Element range) {
        Optional<Measure> low = range.one("low").flatMap(quantities::measure).filter(Measure::isRate);
        Optional<Measure> high = range.one("high").flatMap(quantities::measure).filter(Measure::isRate);
        if (low.isEmpty() || high.isEmpty()) {
            findings.notExpressed(range.path(), "titration needs a least and a most rate");
        }
        return low.flatMap(least -> high.map(most -> new Instruction.Range(least, most)));
    }

    private boolean isOr(boolean isSo, Element at, String otherwise) {
        if (!isSo) {
            findings.notExpressed(at.path(), otherwise);
        }
        return isSo;
    }

    /** A limit of one dose that the dose keeps needs no place in the prescription. */
    private void checkMostOfOne(Element dosage, Optional<Measure> dose) {
        Optional<Element> limit = dosage.one("maxDosePerAdministration");
        if (limit.isEmpty()) {
            return;
        }
        Optional<Measure> most = quantities.measure(limit.get());
        boolean isKept = most.isPresent()
                && dose.isPresent()
                && dose.get().isComparableWith(most.get())
                && !dose.get().isMoreThan(most.get());
        if (isKept) {
            findings.note(limit.get().path(), "the dose keeps it");
        } else {
            findings.notExpressed(limit.get().path(), "whether the dose keeps it could not be shown; see that it does");
        }
    }

    private boolean isAsNeeded(Element dosage) {
        List<Element> reasons = new ArrayList<>(dosage.all("asNeededCodeableConcept"));
        reasons.addAll(dosage.all("asNeededFor"));
        reasons.forEach(reason -> findings.note(reason.path(), "as needed for " + Concepts.quote(reason)));
        dosage.pass("asNeededCodeableConcept", "asNeededFor");
        boolean isAsked = dosage.isTrue("asNeededBoolean") || dosage.isTrue("asNeeded");
        return isAsked || !reasons.isEmpty();
    }

    private Optional<Fraction> gap(Element dosage) {
        return dosage.all("extension").stream()
                .filter(extension -> extension.text("url").filter(GAP::equals).isPresent())
                .flatMap(extension -> extension.one("valueDuration").stream())
                .flatMap(length -> quantities.stated(length).stream())
                .flatMap(stated -> stated.seconds().stream())
                .filter(seconds -> !seconds.isZero())
                .findFirst();
    }

    private List<Instruction.Cap> caps(Element dosage) {
        return dosage.all("maxDosePerPeriod").stream()
                .flatMap(ratio -> cap(ratio).stream())
                .toList();
    }

    private Optional<Instruction.Cap> cap(Element ratio) {
        Optional<Measure> amount =
                ratio.one("numerator").flatMap(quantities::measure).filter(Measure::isAmount);
        Optional<Fraction> seconds = ratio.one("denominator")
                .flatMap(quantities::stated)
                .flatMap(Quantities.Stated::seconds)
                .filter(time -> !time.isZero());
        if (amount.isEmpty() || seconds.isEmpty()) {
            findings.notExpressed(ratio.path(), "is no amount in a time");
        }
        return amount.flatMap(most -> seconds.map(time -> new Instruction.Cap(ratio, most, time)));
    }
}
