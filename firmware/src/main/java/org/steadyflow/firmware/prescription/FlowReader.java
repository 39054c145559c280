package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.Optional;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads the volumes, rates and times of one object of a regimen. Of one reading, one thread. */
record FlowReader(Section section, DoseBasis basis) {
    private static final Bounds<Volume> VOLUMES = Bounds.ofVolume(FileLimits.VOLUME_LEAST, FileLimits.VOLUME_MOST);
    private static final Bounds<Volume> BOLUSES = Bounds.ofVolume(FileLimits.BOLUS_LEAST, FileLimits.BOLUS_MOST);
    private static final Bounds<FlowRate> RATES = Bounds.ofRate(FileLimits.RATE_LEAST, FileLimits.RATE_MOST);
    private static final Bounds<Duration> DURATIONS = Bounds.ofDuration(
            FileLimits.RATE_MOST.durationFor(FileLimits.VOLUME_LEAST),
            FileLimits.RATE_LEAST.durationFor(FileLimits.VOLUME_MOST));

    /** The same for an object inside, and for the same drug. */
    FlowReader in(Section inside) {
        return new FlowReader(inside, basis);
    }

    /** The same for a drug of another concentration. */
    FlowReader of(Optional<Optional<Concentration>> concentration) {
        return new FlowReader(section, basis.of(concentration));
    }

    Optional<Volume> volume(Field field) {
        return volume(field, VOLUMES);
    }

    /** A volume that is given on top of what flows. */
    Optional<Volume> bolus(Field field) {
        return volume(field, BOLUSES);
    }

    private Optional<Volume> volume(Field field, Bounds<Volume> bounds) {
        return new DoseReader(section, basis).volume(field, bounds);
    }

    Optional<FlowRate> rate(Field field) {
        return new DoseReader(section, basis).rate(field, RATES);
    }

    /** The rate of a fluid that is not the drug, never a dose. */
    Optional<FlowRate> rateOfFluid(Field field) {
        return section.quantity(field, QuantityText::rate, RATES);
    }

    /** The time of a whole infusion. */
    Optional<Duration> duration() {
        return section.quantity(RegimenFields.DURATION, QuantityText::duration, DURATIONS);
    }

    /** From rate or duration, of which the object has exactly one. */
    Optional<FlowRate> rateOrDuration(Optional<Volume> volume) {
        boolean isMissing = section.lacks(RegimenFields.RATE) && section.lacks(RegimenFields.DURATION);
        if (isMissing) {
            section.report(
                    RegimenFields.RATE,
                    " is missing: " + RegimenFields.RATE.meaning() + "; add " + RegimenFields.RATE.asWritten()
                            + ", or the time as " + RegimenFields.DURATION.asWritten());
        }
        if (section.has(RegimenFields.RATE) && section.has(RegimenFields.DURATION)) {
            section.report(
                    RegimenFields.DURATION,
                    " stands beside a rate, and each follows from the other; keep one of the two");
        }
        Optional<FlowRate> rate = rate(RegimenFields.RATE);
        Optional<Duration> duration = duration();
        return rate.or(() -> duration.flatMap(time -> volume.flatMap(v -> rateOver(v, time))));
    }

    private Optional<FlowRate> rateOver(Volume volume, Duration duration) {
        Duration least = FileLimits.RATE_MOST.durationFor(volume);
        Duration most = FileLimits.RATE_LEAST.durationFor(volume);
        if (duration.compareTo(least) < 0) {
            section.reportValue(
                    RegimenFields.DURATION,
                    "is too short for " + QuantityText.text(volume) + ", as the pump gives at most "
                            + written(FileLimits.RATE_MOST) + "; write at least "
                            + QuantityText.text(upToSecond(least)));
            return Optional.empty();
        }
        if (duration.compareTo(most) > 0) {
            section.reportValue(
                    RegimenFields.DURATION,
                    "is too long for " + QuantityText.text(volume) + ", as the pump gives at least "
                            + written(FileLimits.RATE_LEAST) + "; write at most "
                            + QuantityText.text(Duration.ofSeconds(most.toSeconds())));
            return Optional.empty();
        }
        return Optional.of(FlowRate.of(volume, duration));
    }

    /** The rates that may be chosen, or that there are none; nothing where they are wrong. */
    Optional<Optional<Titration>> titration() {
        return section.orNone(
                RegimenFields.TITRATION,
                section.object(RegimenFields.TITRATION, RegimenFields.OF_TITRATION)
                        .flatMap(inside -> in(inside).titrationOf()));
    }

    private Optional<Titration> titrationOf() {
        section.require(RegimenFields.LEAST, RegimenFields.MOST);
        Optional<FlowRate> least = rate(RegimenFields.LEAST);
        Optional<FlowRate> most = rate(RegimenFields.MOST);
        Optional<Optional<FlowRate>> step =
                section.orNone(RegimenFields.MOST_AT_ONCE, rate(RegimenFields.MOST_AT_ONCE));
        return least.flatMap(from -> most.filter(to -> leavesAChoice(from, to))
                .flatMap(to -> step.filter(change -> isWithin(from, to, change))
                        .map(change -> new Titration(from, to, change))));
    }

    private boolean leavesAChoice(FlowRate least, FlowRate most) {
        boolean leaves = least.compareTo(most) < 0;
        if (!leaves) {
            section.reportValue(
                    RegimenFields.MOST,
                    "leaves no rate to choose; write more than the least, " + written(least)
                            + ", or leave titration out");
        }
        return leaves;
    }

    private boolean isWithin(FlowRate least, FlowRate most, Optional<FlowRate> change) {
        boolean isWithin = change.isEmpty() || change.get().compareTo(most) < 0;
        if (!isWithin) {
            section.reportValue(
                    RegimenFields.MOST_AT_ONCE,
                    "is no less than the highest rate, so it limits nothing; write less than " + written(most)
                            + ", or leave it out for any change from " + written(least));
        }
        return isWithin;
    }

    /** A rate for a sentence: exact where it can be, else rounded down. */
    static String written(FlowRate rate) {
        return QuantityText.text(rate).orElse(QuantityText.display(rate));
    }

    static Duration upToSecond(Duration duration) {
        Duration down = Duration.ofSeconds(duration.toSeconds());
        return down.equals(duration) ? down : down.plusSeconds(1);
    }
}
