package org.steadyflow.telemetry.order;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the regimen of instructions that follow one another. Of one reading, one thread. */
final class SequenceDraft {
    private final Amounts amounts;
    private final Findings findings;
    private final RegimenDraft single;

    SequenceDraft(Amounts amounts, Findings findings, RegimenDraft single) {
        this.amounts = amounts;
        this.findings = findings;
        this.single = single;
    }

    /** A container each where each empties one; otherwise steps. */
    ObjectNode write(List<Instruction> orders, Optional<Measure> total) {
        boolean emptiesEach = orders.stream().allMatch(order -> order.dose()
                .flatMap(amounts::fluid)
                .flatMap(volume -> amounts.container().map(volume::isAsMuchAs))
                .orElse(false));
        orders.forEach(this::listWhatStepsLack);
        return emptiesEach ? parts(orders) : steps(orders, total);
    }

    private void listWhatStepsLack(Instruction order) {
        new Unkept(findings).list(order);
        order.range()
                .ifPresent(_ -> findings.notExpressed(
                        order.path("doseAndRate") + "[0].rateRange", "a step has one rate; add it"));
    }

    private ObjectNode parts(List<Instruction> orders) {
        ObjectNode regimen = RegimenDraft.typed("sequence");
        ArrayNode parts = regimen.putArray("parts");
        int number = 0;
        for (Instruction order : orders) {
            ObjectNode part = parts.addObject();
            number++;
            part.put("name", number + " of " + orders.size());
            amounts.container()
                    .flatMap(volume -> amounts.text(volume, amounts.containerPath()))
                    .ifPresent(text -> part.putObject("container").put("volume", text));
            order.dose()
                    .flatMap(dose -> amounts.text(dose, order.path("doseAndRate")))
                    .ifPresent(text -> part.put("volume", text));
            putRate(part, order);
            if (number > 1) {
                part.put("prompt", "Hang container " + number + " of " + orders.size());
            }
        }
        return regimen;
    }

    private void putRate(ObjectNode part, Instruction order) {
        order.rate()
                .flatMap(rate -> amounts.text(rate, order.path("doseAndRate")))
                .ifPresent(text -> part.put("rate", text));
        boolean isTimed = order.rate().isEmpty() && order.schedule().lasts().isPresent();
        if (isTimed) {
            single.putTime(
                    part,
                    "duration",
                    order.schedule().lasts().orElseThrow(),
                    order.schedule().path());
        } else if (order.rate().isEmpty()) {
            findings.missing(
                    order.path("doseAndRate"), "nothing says how fast it runs; add rate or duration to the part");
        }
    }

    private ObjectNode steps(List<Instruction> orders, Optional<Measure> total) {
        ObjectNode regimen = RegimenDraft.typed("stepped");
        Optional<Measure> ordered = volume(orders);
        Optional<Measure> volume = ordered.or(() -> total);
        if (ordered.isEmpty() && total.isPresent()) {
            findings.confirm(
                    orders.getLast().element().path(),
                    "nothing says when the last step ends; the most to deliver was taken for all that is given");
        }
        if (volume.isEmpty()) {
            findings.missing(
                    orders.getLast().schedule().path(),
                    "nothing says when the last step ends, so not how much is infused in all; add regimen.volume");
        }
        volume.flatMap(amount -> amounts.text(amount, orders.getLast().path("doseAndRate")))
                .ifPresent(text -> regimen.put("volume", text));
        ArrayNode steps = regimen.putArray("steps");
        for (int i = 0; i < orders.size(); i++) {
            boolean isLast = i == orders.size() - 1;
            step(orders.get(i), isLast, steps.addObject());
        }
        return regimen;
    }

    private void step(Instruction order, boolean isLast, ObjectNode step) {
        Optional<Measure> rate = order.rate().or(() -> rateOf(order));
        if (rate.isEmpty()) {
            findings.missing(order.path("doseAndRate"), "nothing says how fast this step runs; add its rate");
        }
        rate.flatMap(flow -> amounts.text(flow, order.path("doseAndRate"))).ifPresent(text -> step.put("rate", text));
        if (isLast) {
            return;
        }
        Optional<Fraction> time = order.schedule().whole();
        if (time.isPresent()) {
            single.putTime(step, "for", time.get(), order.schedule().path());
        } else if (order.dose().isPresent()) {
            amounts.text(order.dose().get(), order.path("doseAndRate")).ifPresent(text -> step.put("volume", text));
        } else {
            findings.missing(order.schedule().path(), "nothing says when this step ends; add for or volume to it");
        }
    }

    private static Optional<Measure> rateOf(Instruction order) {
        return order.dose().flatMap(dose -> order.schedule()
                .lasts()
                .map(seconds -> new Measure(
                        dose.value().times(TimeUnit.H.seconds()).dividedBy(seconds),
                        dose.unit(),
                        dose.body(),
                        Optional.of(TimeUnit.H),
                        false)));
    }

    /** What all steps give, in the unit of the first, or as fluid where they are of several kinds. */
    private Optional<Measure> volume(List<Instruction> orders) {
        List<Optional<Measure>> each = orders.stream()
                .map(order -> order.dose().or(() -> order.rate()
                        .flatMap(rate -> order.schedule().whole().map(rate::during))))
                .toList();
        if (each.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Measure> given = each.stream().map(Optional::orElseThrow).toList();
        boolean isOfOneKind = given.stream().allMatch(given.getFirst()::isComparableWith);
        List<Measure> summed = isOfOneKind
                ? given
                : given.stream()
                        .flatMap(amount -> amounts.fluid(amount).stream())
                        .toList();
        boolean isWhole =
                summed.size() == given.size() && summed.stream().allMatch(summed.getFirst()::isComparableWith);
        return isWhole ? Optional.of(sum(summed)) : Optional.empty();
    }

    private static Measure sum(List<Measure> parts) {
        Measure first = parts.getFirst();
        Fraction base = parts.stream().map(Measure::inBase).reduce(Fraction.ZERO, Fraction::plus);
        return new Measure(base.dividedBy(first.unit().size()), first.unit(), first.body(), Optional.empty(), false)
                .readable();
    }
}
