package org.steadyflow.telemetry.order;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Reads a MedicationRequest. Of one reading, one thread. */
final class MedicationOrder {
    /** More instructions than steps that anybody programs. */
    static final int LIMIT_INSTRUCTIONS = 100;

    private final Resources resources;
    private final Findings findings;

    MedicationOrder(Resources resources, Findings findings) {
        this.resources = resources;
        this.findings = findings;
    }

    /** Adds to a draft what the order says. */
    void write(Element order, ObjectNode draft) throws NoOrderException {
        Product product = new ProductReader(resources, findings).read(order);
        List<Element> dosages = order.all("dosageInstruction");
        if (dosages.size() > LIMIT_INSTRUCTIONS) {
            throw new NoOrderException("it has more than " + LIMIT_INSTRUCTIONS + " dosage instructions");
        }
        InstructionReader reader = new InstructionReader(product, findings);
        List<Instruction> instructions = dosages.stream().map(reader::read).toList();
        List<Element> routes =
                dosages.stream().flatMap(dosage -> dosage.one("route").stream()).toList();
        Optional<String> route = new RouteReader(findings).read(routes, order.path("dosageInstruction") + "[0].route");
        Amounts amounts = new Amounts(product, findings);
        Optional<ObjectNode> regimen = regimen(order, instructions, amounts);
        DraftWriter around = new DraftWriter(resources, findings);
        around.write(order, draft, product, amounts, route);
        around.putStart(draft, instructions);
        regimen.ifPresent(written -> draft.set("regimen", written));
    }

    private Optional<ObjectNode> regimen(Element order, List<Instruction> instructions, Amounts amounts) {
        RegimenDraft writer = new RegimenDraft(amounts, findings);
        if (instructions.isEmpty()) {
            findings.missing(order.path("dosageInstruction"), "there is none, so no regimen follows; add it by hand");
            return Optional.empty();
        }
        if (instructions.size() == 1) {
            return Optional.of(one(instructions.getFirst(), writer));
        }
        long places = instructions.stream()
                .flatMap(instruction -> instruction.sequence().stream())
                .distinct()
                .count();
        boolean followOneAnother = places == instructions.size();
        return followOneAnother ? following(instructions, writer) : together(instructions, writer);
    }

    private static ObjectNode one(Instruction order, RegimenDraft writer) {
        if (order.isAsNeeded()) {
            return writer.patientControlled(order, Optional.empty());
        }
        return order.schedule().isRepeated() ? writer.intermittent(order) : writer.continuous(order);
    }

    private Optional<ObjectNode> following(List<Instruction> instructions, RegimenDraft writer) {
        List<Instruction> ordered =
                instructions.stream().sorted(Instruction.BY_SEQUENCE).toList();
        boolean areSteps = ordered.stream()
                .noneMatch(step -> step.isAsNeeded() || step.schedule().isRepeated());
        if (areSteps) {
            listLaterStarts(ordered);
            return Optional.of(writer.inSequence(ordered, Optional.empty()));
        }
        ordered.forEach(step -> findings.notExpressed(
                step.element().path(),
                "steps that follow one another run once each; make a prescription of its own of a repeated one"));
        return Optional.empty();
    }

    private void listLaterStarts(List<Instruction> ordered) {
        ordered.stream()
                .skip(1)
                .filter(step -> step.schedule().start().isPresent())
                .forEach(step -> findings.notExpressed(
                        step.schedule().path("boundsPeriod.start"), "a step begins when the one before it ends"));
    }

    /** What is ordered to run at the same time is one regimen only as a demand over a background flow. */
    private Optional<ObjectNode> together(List<Instruction> instructions, RegimenDraft writer) {
        List<Instruction> demands =
                instructions.stream().filter(Instruction::isAsNeeded).toList();
        List<Instruction> flows =
                instructions.stream().filter(Instruction::isBackground).toList();
        if (instructions.size() == 2 && demands.size() == 1 && flows.size() == 1) {
            return Optional.of(writer.patientControlled(demands.getFirst(), Optional.of(flows.getFirst())));
        }
        String paths = instructions.stream()
                .map(instruction -> instruction.element().path())
                .collect(Collectors.joining(", "));
        instructions.forEach(instruction -> findings.notExpressed(
                instruction.element().path(),
                "is to run at the same time as others, or has no place of its own in the sequence (" + paths
                        + "); a pump gives one regimen at a time"));
        return Optional.empty();
    }
}
