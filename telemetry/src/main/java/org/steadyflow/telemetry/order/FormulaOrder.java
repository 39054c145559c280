package org.steadyflow.telemetry.order;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.telemetry.order.Measure.Body;
import tools.jackson.databind.node.ObjectNode;

/** Reads the enteral formula of a NutritionOrder. Of one reading, one thread. */
final class FormulaOrder {
    private final Resources resources;
    private final Findings findings;
    private final Quantities quantities;
    private final ScheduleReader schedules;

    FormulaOrder(Resources resources, Findings findings) {
        this.resources = resources;
        this.findings = findings;
        this.quantities = new Quantities(findings);
        this.schedules = new ScheduleReader(findings);
    }

    /** Adds to a draft what the order says; throws where it has no enteral formula. */
    void write(Element order, ObjectNode draft) throws NoOrderException {
        Element formula = order.one("enteralFormula")
                .orElseThrow(() -> new NoOrderException(
                        "the NutritionOrder has no enteralFormula, and a pump gives nothing else"));
        formula.pass("id");
        Product product = product(formula);
        Optional<Measure> most = most(formula);
        List<Element> administrations = formula.all("administration");
        if (administrations.size() > MedicationOrder.LIMIT_INSTRUCTIONS) {
            throw new NoOrderException("it has more than " + MedicationOrder.LIMIT_INSTRUCTIONS + " administrations");
        }
        List<Instruction> instructions =
                administrations.stream().map(this::read).toList();
        formula.text("administrationInstruction")
                .ifPresent(text -> findings.note(
                        formula.path("administrationInstruction"),
                        Words.quote(text) + "; compare it with the draft, which is not made from it"));
        Amounts amounts = new Amounts(product, findings);
        Optional<ObjectNode> regimen = regimen(formula, instructions, amounts, most);
        DraftWriter around = new DraftWriter(resources, findings);
        around.write(order, draft, product, amounts, route(formula));
        around.putStart(draft, instructions);
        regimen.ifPresent(written -> draft.set("regimen", written));
    }

    private Product product(Element formula) {
        Optional<String> type = Stream.of("baseFormulaType", "type")
                .flatMap(name -> formula.one(name).stream())
                .flatMap(concept -> Concepts.name(concept).stream())
                .findFirst();
        formula.pass("baseFormulaType", "type");
        Optional<String> name = Stream.of("baseFormulaProductName", "productName")
                .flatMap(child -> formula.text(child).stream())
                .findFirst();
        Optional<Measure> density = formula.one("caloricDensity")
                .flatMap(quantities::measure)
                .filter(measure -> measure.isPerMl() && measure.unit() == DrugUnit.KCAL);
        return new Product(
                name.or(() -> type),
                density,
                Optional.empty(),
                formula.path(),
                formula.path(),
                "there is no caloric density in kcal/mL");
    }

    /** The most of all, where it is a plain volume; per day it is no volume of a prescription. */
    private Optional<Measure> most(Element formula) {
        Optional<Element> limit = formula.one("maxVolumeToDeliver").or(() -> formula.one("maxVolumeToAdminister"));
        Optional<Measure> most = limit.flatMap(quantities::measure);
        if (most.filter(measure -> !measure.isVolume()).isPresent()) {
            findings.notExpressed(
                    limit.orElseThrow().path(),
                    "is a volume per time, and no cap of a feed; see that rate and volume keep it");
        }
        return most.filter(Measure::isVolume);
    }

    private Instruction read(Element administration) {
        administration.pass("id");
        Optional<Element> schedule = administration.one("schedule");
        Optional<Element> timing =
                schedule.flatMap(element -> element.one("timing")).or(() -> schedule);
        Optional<Measure> dose =
                administration.one("quantity").flatMap(quantities::measure).filter(Measure::isAmount);
        Optional<Element> ratio = administration.one("rateRatio");
        Optional<Measure> rate = administration
                .one("rateQuantity")
                .flatMap(quantities::measure)
                .or(() -> ratio.flatMap(quantities::ratio)
                        .flatMap(stated -> quantities.orListed(stated, ratio.orElseThrow())))
                .filter(Measure::isRate)
                .filter(flow -> flow.body() == Body.NONE && !flow.value().isZero());
        return new Instruction(
                administration,
                Optional.empty(),
                dose,
                rate,
                Optional.empty(),
                schedules.read(timing, administration.path("schedule")),
                schedule.filter(element -> element.isTrue("asNeeded")).isPresent(),
                Optional.empty(),
                List.of());
    }

    private Optional<ObjectNode> regimen(
            Element formula, List<Instruction> instructions, Amounts amounts, Optional<Measure> most) {
        RegimenDraft writer = new RegimenDraft(amounts, findings);
        if (instructions.isEmpty()) {
            findings.missing(formula.path("administration"), "there is none, so no regimen follows; add it by hand");
            return Optional.empty();
        }
        if (instructions.size() > 1) {
            return steps(instructions).map(steps -> writer.inSequence(steps, most));
        }
        Instruction only = instructions.getFirst();
        if (only.isAsNeeded()) {
            findings.notExpressed(only.path("schedule.asNeeded"), "a feed is not given on demand");
        }
        return Optional.of(only.schedule().isRepeated() ? writer.intermittent(only) : feed(only, most, writer));
    }

    /** Where nothing else says how much, the most that may be delivered is all that is. */
    private ObjectNode feed(Instruction only, Optional<Measure> most, RegimenDraft writer) {
        boolean isOpen = only.dose().isEmpty() && only.schedule().whole().isEmpty();
        if (!isOpen || most.isEmpty()) {
            return writer.continuous(only);
        }
        findings.confirm(
                only.element().path(),
                "nothing says how long it runs; the most to deliver was taken for all that is given");
        return writer.continuous(new Instruction(
                only.element(),
                only.sequence(),
                most,
                only.rate(),
                only.range(),
                only.schedule().once(),
                false,
                only.gap(),
                only.caps()));
    }

    /** Administrations are steps where each begins at a time of its own and runs until the next. */
    private Optional<List<Instruction>> steps(List<Instruction> instructions) {
        List<Instruction> byStart = instructions.stream()
                .filter(step ->
                        step.schedule().start().isPresent() && !step.schedule().isRepeated())
                .sorted(Comparator.comparing(FormulaOrder::start))
                .toList();
        List<Instruction> steps = new ArrayList<>();
        for (int i = 0; i + 1 < byStart.size(); i++) {
            Duration length = Duration.between(start(byStart.get(i)), start(byStart.get(i + 1)));
            if (!length.isZero()) {
                steps.add(byStart.get(i).lasting(Fraction.of(BigDecimal.valueOf(length.toSeconds()))));
            }
        }
        boolean areSteps = steps.size() == instructions.size() - 1;
        if (!areSteps) {
            instructions.forEach(step -> findings.notExpressed(
                    step.element().path(),
                    "only administrations that begin at a time of their own, once each, are steps"));
            return Optional.empty();
        }
        steps.add(byStart.getLast());
        return Optional.of(steps);
    }

    private static OffsetDateTime start(Instruction step) {
        try {
            return OffsetDateTime.parse(step.schedule().start().orElseThrow());
        } catch (DateTimeException e) {
            return OffsetDateTime.MIN; // the FHIR library lets no other text through as a time with an offset
        }
    }

    private Optional<String> route(Element formula) {
        List<Element> routes = Stream.of("routeofAdministration", "routeOfAdministration")
                .flatMap(name -> formula.all(name).stream())
                .toList();
        formula.pass("routeofAdministration", "routeOfAdministration");
        return routes.isEmpty()
                ? Optional.of("enteral") // an enteral formula has no other way
                : new RouteReader(findings).read(routes, formula.path("routeofAdministration"));
    }
}
