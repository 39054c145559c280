package org.steadyflow.telemetry.order;

import java.util.List;
import java.util.Optional;
import org.steadyflow.telemetry.order.Instruction.Cap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the regimen of one instruction. Of one reading, one thread. */
final class RegimenDraft {
    private static final Fraction HOUR = Fraction.of(3_600);
    private static final Fraction FOUR_HOURS = Fraction.of(4 * 3_600);
    private static final Fraction DAY = Fraction.of(86_400);

    private final Amounts amounts;
    private final Findings findings;
    private final Unkept unkept;

    RegimenDraft(Amounts amounts, Findings findings) {
        this.amounts = amounts;
        this.findings = findings;
        this.unkept = new Unkept(findings);
    }

    static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** One infusion. */
    ObjectNode continuous(Instruction order) {
        ObjectNode regimen = typed("continuous");
        unkept.list(order);
        if (!order.schedule().times().isEmpty()) {
            findings.notExpressed(
                    order.schedule().path("timeOfDay"), "one infusion starts at a time with its day; add start.at");
        }
        if (order.dose().isPresent() && order.schedule().count().isEmpty()) {
            findings.confirm(order.schedule().path(), "nothing says how often; it was taken for one infusion");
        }
        Optional<Measure> given =
                order.rate().flatMap(rate -> order.schedule().whole().map(rate::during));
        Optional<Measure> volume = order.dose().or(() -> given);
        if (volume.isEmpty()) {
            findings.missing(
                    order.path("timing"),
                    "neither a dose nor a length of time says how much is infused in all; add regimen.volume");
        }
        volume.flatMap(amount -> amounts.text(amount, order.path("doseAndRate")))
                .ifPresent(text -> regimen.put("volume", text));
        putRate(regimen, order, volume);
        order.range().ifPresent(range -> putTitration(regimen, order, range));
        return regimen;
    }

    private void putTitration(ObjectNode regimen, Instruction order, Instruction.Range range) {
        ObjectNode titration = regimen.putObject("titration");
        String path = order.path("doseAndRate") + "[0].rateRange";
        amounts.text(range.least(), path + ".low").ifPresent(text -> titration.put("least", text));
        amounts.text(range.most(), path + ".high").ifPresent(text -> titration.put("most", text));
    }

    /** The same dose again. */
    ObjectNode intermittent(Instruction order) {
        ObjectNode regimen = typed("intermittent");
        unkept.list(order);
        Optional<Measure> given =
                order.rate().flatMap(rate -> order.schedule().lasts().map(rate::during));
        Optional<Measure> dose = order.dose().or(() -> given);
        if (dose.isEmpty()) {
            findings.missing(order.path("doseAndRate"), "nothing says how much one dose is; add regimen.dose");
        }
        dose.flatMap(amount -> amounts.text(amount, order.path("doseAndRate")))
                .ifPresent(text -> regimen.put("dose", text));
        putRate(regimen, order, dose);
        putTimes(regimen, order.schedule());
        Optional<Integer> count = count(order.schedule());
        unkept.listOtherCount(order.schedule());
        if (count.isEmpty()) {
            findings.missing(
                    order.schedule().path("count"), "nothing says how many doses there are in all; add regimen.count");
        }
        count.ifPresent(number -> regimen.put("count", number));
        putContainers(regimen, dose, count);
        return regimen;
    }

    private void putTimes(ObjectNode regimen, Schedule schedule) {
        if (schedule.isFrequent()) {
            findings.missing(
                    schedule.path("frequency"),
                    "several in a period say nothing of when; add regimen.interval, or regimen.times and zone");
        }
        boolean isSilent = schedule.every().isEmpty() && schedule.times().isEmpty() && !schedule.isFrequent();
        if (isSilent) {
            findings.missing(schedule.path("period"), "nothing says when the next dose is; add regimen.interval");
        }
        schedule.every().ifPresent(seconds -> putTime(regimen, "interval", seconds, schedule.path("period")));
        if (!schedule.times().isEmpty()) {
            schedule.times().forEach(regimen.putArray("times")::add);
            schedule.zone().ifPresent(zone -> regimen.put("zone", zone));
        }
        if (!schedule.times().isEmpty() && schedule.zone().isEmpty()) {
            findings.missing(schedule.path("timeOfDay"), "FHIR gives clock times without a zone; add regimen.zone");
        }
    }

    /** Stated, or as many as begin within the bounds where that is certain. */
    private static Optional<Integer> count(Schedule schedule) {
        return schedule.count().or(() -> bounded(schedule).flatMap(Fraction::whole));
    }

    /** How often the schedule fits into its bounds. */
    static Optional<Fraction> bounded(Schedule schedule) {
        Optional<Fraction> days =
                schedule.days().map(Fraction::of).or(() -> schedule.bounds().map(seconds -> seconds.dividedBy(DAY)));
        Optional<Fraction> ofTimes = days.filter(number ->
                        number.whole().isPresent() && !schedule.times().isEmpty())
                .map(number -> number.times(Fraction.of(schedule.times().size())));
        Optional<Fraction> ofInterval =
                schedule.bounds().flatMap(seconds -> schedule.every().map(seconds::dividedBy));
        return ofTimes.or(() -> ofInterval);
    }

    /** Forced by what a container holds, or open. */
    private void putContainers(ObjectNode regimen, Optional<Measure> dose, Optional<Integer> count) {
        Optional<Measure> volume = dose.flatMap(amounts::fluid).filter(Measure::isVolume);
        Optional<Measure> container = amounts.container();
        if (volume.isEmpty() || container.isEmpty() || count.isEmpty()) {
            return;
        }
        boolean holdsAll = !volume.get().times(Fraction.of(count.get())).isMoreThan(container.get());
        boolean holdsTwo = !volume.get().times(Fraction.of(2)).isMoreThan(container.get());
        if (holdsAll) {
            return;
        }
        regimen.put("containers", "each_dose");
        if (holdsTwo) {
            findings.confirm(
                    amounts.containerPath(),
                    "a container holds more than one dose and not all; a new one for each dose was taken");
        }
    }

    /** A demand of the patient, over a background flow where there is one. */
    ObjectNode patientControlled(Instruction demand, Optional<Instruction> background) {
        ObjectNode regimen = typed("patient_controlled");
        unkept.listBounds(demand);
        background.ifPresent(unkept::listBounds);
        putAll(regimen, demand, background.isPresent());
        background
                .flatMap(flow -> flow.rate().flatMap(rate -> amounts.text(rate, flow.path("doseAndRate"))))
                .ifPresent(text -> regimen.put("basal", text));
        if (demand.dose().isEmpty()) {
            findings.missing(demand.path("doseAndRate"), "nothing says how much one demand is; add regimen.demand");
        }
        demand.dose()
                .flatMap(dose -> amounts.text(dose, demand.path("doseAndRate")))
                .ifPresent(text -> regimen.put("demand", text));
        putBolusRate(regimen, demand);
        putLockout(regimen, demand);
        demand.caps().forEach(cap -> putCap(regimen, cap));
        background.stream().flatMap(flow -> flow.caps().stream()).forEach(cap -> putCap(regimen, cap));
        if (!regimen.has("cap_1h") && !regimen.has("cap_4h")) {
            findings.missing(
                    demand.path("maxDosePerPeriod"), "there is no cap per 1 h or 4 h; add regimen.cap_1h or cap_4h");
        }
        return regimen;
    }

    /** All demands together are all that is given where they are counted and nothing flows beside them. */
    private void putAll(ObjectNode regimen, Instruction demand, boolean hasBackground) {
        Optional<Measure> counted =
                demand.dose().flatMap(dose -> demand.schedule().count().map(number -> dose.times(Fraction.of(number))));
        if (hasBackground || counted.isEmpty()) {
            findings.missing(
                    demand.schedule().path("count"), "nothing says how much may be given in all; add regimen.volume");
            return;
        }
        amounts.text(counted.get(), demand.path("doseAndRate")).ifPresent(text -> regimen.put("volume", text));
    }

    private void putBolusRate(ObjectNode regimen, Instruction demand) {
        Optional<Measure> over =
                demand.dose().flatMap(dose -> demand.schedule().lasts().map(seconds -> perHour(dose, seconds)));
        Optional<Measure> rate = demand.rate().or(() -> over);
        if (rate.isEmpty()) {
            findings.missing(demand.path("doseAndRate"), "nothing says how fast a demand runs; add regimen.bolus_rate");
        }
        rate.flatMap(flow -> amounts.text(flow, demand.path("doseAndRate")))
                .ifPresent(text -> regimen.put("bolus_rate", text));
    }

    private static Measure perHour(Measure dose, Fraction seconds) {
        return new Measure(
                dose.value().times(HOUR).dividedBy(seconds), dose.unit(), dose.body(), Optional.of(TimeUnit.H), false);
    }

    private void putLockout(ObjectNode regimen, Instruction demand) {
        Optional<Fraction> lockout = demand.gap().or(() -> demand.schedule().every());
        if (lockout.isEmpty()) {
            findings.missing(
                    demand.schedule().path("period"),
                    "no least time between two demands follows from it; add regimen.lockout");
        }
        lockout.ifPresent(seconds ->
                putTime(regimen, "lockout", seconds, demand.schedule().path()));
    }

    private void putCap(ObjectNode regimen, Cap cap) {
        Optional<String> field = cap.seconds().equals(HOUR)
                ? Optional.of("cap_1h")
                : cap.seconds().equals(FOUR_HOURS) ? Optional.of("cap_4h") : Optional.empty();
        if (field.isEmpty() || regimen.has(field.get())) {
            findings.notExpressed(cap.element().path(), "the pump keeps one cap per 1 h and one per 4 h, and no other");
            return;
        }
        amounts.text(cap.amount(), cap.element().path("numerator")).ifPresent(text -> regimen.put(field.get(), text));
    }

    /** The rate as it is ordered, else the time that the dose takes; where both are there they should agree. */
    private void putRate(ObjectNode regimen, Instruction order, Optional<Measure> dose) {
        Optional<Measure> rate = order.rate();
        Optional<Fraction> lasts = order.schedule().lasts();
        if (rate.isPresent() && lasts.isPresent() && order.dose().isPresent()) {
            compare(order, rate.get(), lasts.get());
        }
        Optional<Fraction> takes = rate.isPresent() ? dose.flatMap(amount -> takes(amount, rate.get())) : lasts;
        boolean isBetterAsTime = rate.isEmpty() || !amounts.isExact(rate.get());
        if (isBetterAsTime && takes.isPresent()) {
            putTime(regimen, "duration", takes.get(), order.schedule().path("duration"));
        } else if (rate.isPresent()) {
            amounts.text(rate.get(), order.path("doseAndRate")).ifPresent(text -> regimen.put("rate", text));
        } else {
            findings.missing(
                    order.path("doseAndRate"), "nothing says how fast it runs; add regimen.rate or regimen.duration");
        }
    }

    private static Optional<Fraction> takes(Measure dose, Measure rate) {
        boolean isOfOneKind = dose.body() == rate.body()
                && dose.unit().dimension() == rate.unit().dimension();
        return isOfOneKind ? Optional.of(dose.inBase().dividedBy(rate.inBase())) : Optional.empty();
    }

    private void compare(Instruction order, Measure rate, Fraction lasts) {
        Measure given = rate.during(lasts);
        boolean areSame = order.dose()
                .flatMap(dose -> amounts.areSame(dose, given))
                .filter(same -> same)
                .isPresent();
        if (!areSame) {
            findings.confirm(
                    order.schedule().path("duration"),
                    "in this time the ordered rate gives " + given.text().orElse("an amount")
                            + ", which was not shown to be the ordered dose; dose and rate were taken");
        }
    }

    void putTime(ObjectNode to, String name, Fraction seconds, String path) {
        Optional<String> text = Times.text(seconds);
        if (text.isEmpty()) {
            findings.missing(path, "no plain number of seconds is exactly it; add " + name + " by hand");
        }
        text.ifPresent(written -> to.put(name, written));
    }

    /** Of several instructions that follow one another: steps of one container, or a container each. */
    ObjectNode inSequence(List<Instruction> orders, Optional<Measure> total) {
        return new SequenceDraft(amounts, findings, this).write(orders, total);
    }
}
