package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads the regimen of a file. Of one reading, one thread. */
final class RegimenReader {
    private enum Type {
        CONTINUOUS,
        INTERMITTENT
    }

    private enum Rule {
        SKIP,
        GIVE_LATE,
        ASK
    }

    private static final Bounds<Volume> VOLUMES = Bounds.ofVolume(FileLimits.VOLUME_LEAST, FileLimits.VOLUME_MOST);
    private static final Bounds<FlowRate> RATES = Bounds.ofRate(FileLimits.RATE_LEAST, FileLimits.RATE_MOST);
    private static final Bounds<Duration> DURATIONS = Bounds.ofDuration(
            FileLimits.RATE_MOST.durationFor(FileLimits.VOLUME_LEAST),
            FileLimits.RATE_LEAST.durationFor(FileLimits.VOLUME_MOST));
    private static final Bounds<Duration> INTERVALS =
            Bounds.ofDuration(FileLimits.INTERVAL_LEAST, FileLimits.INTERVAL_MOST);
    private static final Bounds<Duration> DELAYS = Bounds.ofDuration(FileLimits.LATE_LEAST, FileLimits.INTERVAL_MOST);

    private static final String ONLY_INTERMITTENT =
            " is only for the type intermittent; leave it out, or change the type";
    private static final Map<String, String> NOT_OF_CONTINUOUS = Map.of(
            Fields.DOSE.name(), " is only for the type intermittent; a continuous infusion has \"volume\"",
            Fields.INTERVAL.name(), ONLY_INTERMITTENT,
            Fields.COUNT.name(), ONLY_INTERMITTENT,
            Fields.KEEP_OPEN_BETWEEN.name(), ONLY_INTERMITTENT,
            Fields.MISSED_DOSE.name(), ONLY_INTERMITTENT);
    private static final Map<String, String> NOT_OF_INTERMITTENT =
            Map.of(Fields.VOLUME.name(), " is only for the type continuous; the volume of one dose is \"dose\"");

    private final Section section;
    private final Type type;

    /** @param members of the regimen object */
    RegimenReader(List<Member> members, Findings findings) {
        this.type = likelyType(members);
        String path = Fields.REGIMEN.name();
        this.section = switch (type) {
            case CONTINUOUS -> new Section(path, members, Fields.OF_CONTINUOUS, NOT_OF_CONTINUOUS, findings);
            case INTERMITTENT -> new Section(path, members, Fields.OF_INTERMITTENT, NOT_OF_INTERMITTENT, findings);
        };
    }

    /** The type that is written or, so that the rest can be looked at where that is wrong, the one it looks like. */
    private static Type likelyType(List<Member> members) {
        Optional<Type> written = members.stream()
                .filter(member -> member.name().equals(Fields.TYPE.name()))
                .flatMap(member -> Stream.of(Type.values())
                        .filter(type -> member.value().equals(new Raw.Text(Section.word(type)))))
                .findFirst();
        boolean looksIntermittent = members.stream()
                .anyMatch(member -> List.of(Fields.DOSE.name(), Fields.INTERVAL.name(), Fields.COUNT.name())
                        .contains(member.name()));
        return written.orElse(looksIntermittent ? Type.INTERMITTENT : Type.CONTINUOUS);
    }

    /** The regimen, where nothing in it is wrong that would make it another one. */
    Optional<Regimen> read() {
        section.require(Fields.TYPE);
        boolean isTyped = section.choice(Fields.TYPE, Type.values()).isPresent();
        Optional<Regimen> regimen =
                switch (type) {
                    case CONTINUOUS -> continuous();
                    case INTERMITTENT -> intermittent();
                };
        return isTyped ? regimen : Optional.empty();
    }

    private Optional<Regimen> continuous() {
        section.require(Fields.VOLUME);
        Optional<Volume> volume = section.quantity(Fields.VOLUME, QuantityText::volume, VOLUMES);
        Optional<FlowRate> rate = rate(volume);
        return volume.flatMap(v -> rate.map(r -> new Regimen.Continuous(v, r)));
    }

    private Optional<Regimen> intermittent() {
        section.require(Fields.DOSE);
        Optional<Volume> dose = section.quantity(Fields.DOSE, QuantityText::volume, VOLUMES);
        Optional<FlowRate> rate = rate(dose);
        section.require(Fields.INTERVAL, Fields.COUNT);
        Optional<Duration> interval = section.quantity(Fields.INTERVAL, QuantityText::duration, INTERVALS)
                .filter(every -> holdsADose(every, dose, rate));
        Optional<Integer> count = section.count(Fields.COUNT, FileLimits.DOSES_MOST);
        Optional<Boolean> keepOpen =
                section.orUsual(Fields.KEEP_OPEN_BETWEEN, section.flag(Fields.KEEP_OPEN_BETWEEN), false);
        Optional<MissedDoseRule> rule =
                section.orUsual(Fields.MISSED_DOSE, missedDose(interval), new MissedDoseRule.Ask());
        boolean isWhole = Stream.of(dose, rate, interval, count, keepOpen, rule).allMatch(Optional::isPresent);
        return isWhole
                ? Optional.of(new Regimen.Intermittent(
                        dose.orElseThrow(),
                        rate.orElseThrow(),
                        interval.orElseThrow(),
                        count.orElseThrow(),
                        keepOpen.orElseThrow(),
                        rule.orElseThrow()))
                : Optional.empty();
    }

    /** From rate or duration, of which the file has exactly one. */
    private Optional<FlowRate> rate(Optional<Volume> volume) {
        boolean isMissing = section.lacks(Fields.RATE) && section.lacks(Fields.DURATION);
        if (isMissing) {
            section.report(
                    Fields.RATE,
                    " is missing: " + Fields.RATE.meaning() + "; add " + Fields.RATE.asWritten() + ", or the time as "
                            + Fields.DURATION.asWritten());
        }
        if (section.has(Fields.RATE) && section.has(Fields.DURATION)) {
            section.report(
                    Fields.DURATION, " stands beside a rate, and each follows from the other; keep one of the two");
        }
        Optional<FlowRate> rate = section.quantity(Fields.RATE, QuantityText::rate, RATES);
        Optional<Duration> duration = section.quantity(Fields.DURATION, QuantityText::duration, DURATIONS);
        return rate.or(() -> duration.flatMap(time -> volume.flatMap(v -> rateOver(v, time))));
    }

    private Optional<FlowRate> rateOver(Volume volume, Duration duration) {
        Duration least = FileLimits.RATE_MOST.durationFor(volume);
        Duration most = FileLimits.RATE_LEAST.durationFor(volume);
        if (duration.compareTo(least) < 0) {
            section.reportValue(
                    Fields.DURATION,
                    "is too short for " + QuantityText.text(volume) + ", as the pump gives at most "
                            + RATES.writing().apply(RATES.most()) + "; write at least "
                            + QuantityText.text(upToSecond(least)));
            return Optional.empty();
        }
        if (duration.compareTo(most) > 0) {
            section.reportValue(
                    Fields.DURATION,
                    "is too long for " + QuantityText.text(volume) + ", as the pump gives at least "
                            + RATES.writing().apply(RATES.least()) + "; write at most "
                            + QuantityText.text(Duration.ofSeconds(most.toSeconds())));
            return Optional.empty();
        }
        return Optional.of(FlowRate.of(volume, duration));
    }

    private boolean holdsADose(Duration interval, Optional<Volume> dose, Optional<FlowRate> rate) {
        if (dose.isEmpty() || rate.isEmpty()) {
            return true;
        }
        Duration lasts = rate.get().durationFor(dose.get());
        if (lasts.compareTo(interval) <= 0) {
            return true;
        }
        section.reportValue(
                Fields.INTERVAL,
                "is shorter than one dose, and it counts from start to start; write at least "
                        + QuantityText.text(upToSecond(lasts)));
        return false;
    }

    private Optional<MissedDoseRule> missedDose(Optional<Duration> interval) {
        return section.object(Fields.MISSED_DOSE, Fields.OF_MISSED_DOSE).flatMap(missed -> {
            missed.require(Fields.RULE);
            Optional<Duration> within = missed.quantity(Fields.LATE_WITHIN, QuantityText::duration, DELAYS);
            return missed.choice(Fields.RULE, Rule.values()).flatMap(rule -> switch (rule) {
                case SKIP -> withoutDelay(missed, rule, new MissedDoseRule.Skip());
                case ASK -> withoutDelay(missed, rule, new MissedDoseRule.Ask());
                case GIVE_LATE -> givenLate(missed, within, interval);
            });
        });
    }

    private static Optional<MissedDoseRule> withoutDelay(Section missed, Rule written, MissedDoseRule rule) {
        if (missed.has(Fields.LATE_WITHIN)) {
            missed.report(
                    Fields.LATE_WITHIN,
                    " is only for the rule give_late; leave it out, or change the rule, which is "
                            + Section.word(written));
        }
        return Optional.of(rule);
    }

    private static Optional<MissedDoseRule> givenLate(
            Section missed, Optional<Duration> within, Optional<Duration> interval) {
        missed.require(Fields.LATE_WITHIN);
        boolean isBeyondTheNext =
                within.isPresent() && interval.isPresent() && within.get().compareTo(interval.get()) > 0;
        if (isBeyondTheNext) {
            missed.reportValue(
                    Fields.LATE_WITHIN,
                    "is longer than the interval, so the next dose would be due; write at most "
                            + QuantityText.text(interval.get()));
        }
        return within.map(MissedDoseRule.GiveLate::new);
    }

    private static Duration upToSecond(Duration duration) {
        Duration down = Duration.ofSeconds(duration.toSeconds());
        return down.equals(duration) ? down : down.plusSeconds(1);
    }
}
