package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads a regimen of the same dose again and again. Of one reading, one thread. */
record IntermittentReader(FlowReader flows) {
    private enum Rule {
        SKIP,
        GIVE_LATE,
        ASK
    }

    private static final Bounds<Duration> DELAYS = Bounds.ofDuration(FileLimits.LATE_LEAST, FileLimits.INTERVAL_MOST);
    private static final Bounds<Volume> FLUSHES = Bounds.ofVolume(FileLimits.VOLUME_LEAST, FileLimits.FLUSH_MOST);

    Optional<Regimen> read() {
        Section section = flows.section();
        section.require(RegimenFields.DOSE);
        Optional<Volume> dose = flows.volume(RegimenFields.DOSE);
        Optional<FlowRate> rate = flows.rateOrDuration(dose);
        DoseTimesReader due = new DoseTimesReader(section);
        Optional<DoseTimes> times = due.read();
        section.require(RegimenFields.COUNT);
        Optional<Integer> count = section.count(RegimenFields.COUNT, FileLimits.DOSES_MOST);
        Optional<Boolean> keepOpen =
                section.orUsual(RegimenFields.KEEP_OPEN_BETWEEN, section.flag(RegimenFields.KEEP_OPEN_BETWEEN), false);
        Optional<MissedDoseRule> rule =
                section.orUsual(RegimenFields.MISSED_DOSE, missedDose(times), new MissedDoseRule.Ask());
        Optional<ContainerUse> containers = section.orUsual(
                RegimenFields.CONTAINERS,
                section.choice(RegimenFields.CONTAINERS, ContainerUse.values()),
                ContainerUse.ONE);
        Optional<Optional<Flush>> before = flush(RegimenFields.FLUSH_BEFORE, containers);
        Optional<Optional<Flush>> after = flush(RegimenFields.FLUSH_AFTER, containers);
        boolean isWhole = Stream.of(dose, rate, times, count, keepOpen, rule, containers, before, after)
                .allMatch(Optional::isPresent);
        boolean hasHands = containers.equals(Optional.of(ContainerUse.EACH_DOSE))
                || (before.equals(Optional.of(Optional.empty())) && after.equals(Optional.of(Optional.empty())));
        if (!isWhole || !hasHands) {
            return Optional.empty();
        }
        Duration busy = rate.orElseThrow()
                .durationFor(dose.orElseThrow())
                .plus(lasting(before.orElseThrow()))
                .plus(lasting(after.orElseThrow()));
        boolean isFlushed =
                before.orElseThrow().isPresent() || after.orElseThrow().isPresent();
        if (!due.leavesTime(times.orElseThrow(), busy, isFlushed)) {
            return Optional.empty();
        }
        return Optional.of(new Regimen.Intermittent(
                dose.orElseThrow(),
                rate.orElseThrow(),
                times.orElseThrow(),
                count.orElseThrow(),
                keepOpen.orElseThrow(),
                rule.orElseThrow(),
                containers.orElseThrow(),
                before.orElseThrow(),
                after.orElseThrow()));
    }

    private static Duration lasting(Optional<Flush> flush) {
        return flush.map(rinse -> rinse.rate().durationFor(rinse.volume())).orElse(Duration.ZERO);
    }

    /** The flush, or that there is none; nothing where it is wrong. */
    private Optional<Optional<Flush>> flush(Field field, Optional<ContainerUse> containers) {
        Section section = flows.section();
        if (section.has(field) && containers.equals(Optional.of(ContainerUse.ONE))) {
            section.report(
                    field,
                    " needs a person who hangs it at each dose; write \"containers\": \"each_dose\", or leave it out");
        }
        return section.orNone(
                field, section.object(field, RegimenFields.OF_FLUSH).flatMap(inside -> {
                    inside.require(RegimenFields.FLUSH_VOLUME, RegimenFields.FLUSH_RATE, RegimenFields.FLUID);
                    Optional<Volume> volume = inside.quantity(RegimenFields.FLUSH_VOLUME, QuantityText::volume, FLUSHES);
                    Optional<FlowRate> rate = flows.in(inside).rateOfFluid(RegimenFields.FLUSH_RATE);
                    Optional<String> fluid = inside.words(RegimenFields.FLUID, FileLimits.TEXT_CHARS);
                    return volume.flatMap(v -> rate.flatMap(r -> fluid.map(what -> new Flush(v, r, what))));
                }));
    }

    private Optional<MissedDoseRule> missedDose(Optional<DoseTimes> times) {
        return flows.section()
                .object(RegimenFields.MISSED_DOSE, RegimenFields.OF_MISSED_DOSE)
                .flatMap(missed -> {
                    missed.require(RegimenFields.RULE);
                    Optional<Duration> within =
                            missed.quantity(RegimenFields.LATE_WITHIN, QuantityText::duration, DELAYS);
                    return missed.choice(RegimenFields.RULE, Rule.values()).flatMap(rule -> switch (rule) {
                        case SKIP -> withoutDelay(missed, rule, new MissedDoseRule.Skip());
                        case ASK -> withoutDelay(missed, rule, new MissedDoseRule.Ask());
                        case GIVE_LATE -> givenLate(missed, within, times);
                    });
                });
    }

    private static Optional<MissedDoseRule> withoutDelay(Section missed, Rule written, MissedDoseRule rule) {
        if (missed.has(RegimenFields.LATE_WITHIN)) {
            missed.report(
                    RegimenFields.LATE_WITHIN,
                    " is only for the rule give_late; leave it out, or change the rule, which is "
                            + Section.word(written));
        }
        return Optional.of(rule);
    }

    private static Optional<MissedDoseRule> givenLate(
            Section missed, Optional<Duration> within, Optional<DoseTimes> times) {
        missed.require(RegimenFields.LATE_WITHIN);
        Optional<Duration> next = times.map(DoseTimes::shortest);
        boolean isBeyondTheNext =
                within.isPresent() && next.isPresent() && within.get().compareTo(next.get()) > 0;
        if (isBeyondTheNext) {
            missed.reportValue(
                    RegimenFields.LATE_WITHIN,
                    "is longer than " + DoseTimesReader.called(times.get())
                            + ", so the next dose would be due; write at most " + QuantityText.text(next.get()));
        }
        return within.map(MissedDoseRule.GiveLate::new);
    }
}
