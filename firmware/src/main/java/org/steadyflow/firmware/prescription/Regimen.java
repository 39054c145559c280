package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** The pattern of a therapy over time. Rates are exact fractions: 100 mL over 7 h is that, not a rounded mL/h. */
public sealed interface Regimen {
    /** The fastest rate of the regimen, never zero. */
    FlowRate rate();

    /** The slowest rate of the regimen that is not on a ramp, never zero; a keep-open flow is no faster. */
    FlowRate leastRate();

    /** What one container must give to the patient, keep-open flow not counted. */
    Volume volumePerContainer();

    /** Whether a keep-open flow runs from the end of one dose to the start of the next. */
    boolean keepsOpenBetween();

    /** One rate until the volume is in. */
    record Continuous(Volume volume, FlowRate rate, Optional<Titration> titration) implements Regimen {
        public Continuous {
            Check.that(volume.isPositive(), "volume is not positive");
            Check.that(!rate.isZero(), "rate is zero");
            Check.that(titration.isEmpty() || titration.get().allows(rate), "rate is outside its titration");
        }

        public Continuous(Volume volume, FlowRate rate) {
            this(volume, rate, Optional.empty());
        }

        @Override
        public FlowRate leastRate() {
            return titration.map(Titration::least).orElse(rate);
        }

        @Override
        public Volume volumePerContainer() {
            return volume;
        }

        @Override
        public boolean keepsOpenBetween() {
            return false;
        }
    }

    /**
     * The same dose again and again.
     *
     * @param count doses in all, at least 1
     * @param missedDose what happens to a dose that could not start at its time
     * @param flushBefore rinses the line before each dose; only where a person hangs each dose
     * @param flushAfter the same after it
     */
    record Intermittent(
            Volume dose,
            FlowRate rate,
            DoseTimes times,
            int count,
            boolean keepOpenBetween,
            MissedDoseRule missedDose,
            ContainerUse containers,
            Optional<Flush> flushBefore,
            Optional<Flush> flushAfter)
            implements Regimen {
        public Intermittent {
            Check.that(dose.isPositive(), "dose is not positive");
            Check.that(!rate.isZero(), "rate is zero");
            Check.that(count >= 1, "count is below 1");
            boolean isTimed = times instanceof DoseTimes.Every;
            Check.that(
                    !isTimed || rate.durationFor(dose).compareTo(((DoseTimes.Every) times).interval()) <= 0,
                    "a dose lasts longer than the interval");
            Check.that(
                    containers == ContainerUse.EACH_DOSE || (flushBefore.isEmpty() && flushAfter.isEmpty()),
                    "a flush without a person who hangs it");
        }

        public Intermittent(
                Volume dose,
                FlowRate rate,
                Duration interval,
                int count,
                boolean keepOpenBetween,
                MissedDoseRule missedDose) {
            this(
                    dose,
                    rate,
                    new DoseTimes.Every(interval),
                    count,
                    keepOpenBetween,
                    missedDose,
                    ContainerUse.ONE,
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public FlowRate leastRate() {
            return rate;
        }

        @Override
        public Volume volumePerContainer() {
            return dose;
        }

        @Override
        public boolean keepsOpenBetween() {
            return keepOpenBetween;
        }
    }

    /**
     * One rate after the other until the volume is in.
     *
     * @param steps at least one; only the last may be {@link StepEnd.Rest}, and it is
     */
    record Stepped(Volume volume, List<Step> steps, Optional<Titration> titration) implements Regimen {
        public Stepped {
            steps = List.copyOf(steps);
            Check.that(volume.isPositive(), "volume is not positive");
            Check.that(!steps.isEmpty(), "no step");
            for (int i = 0; i < steps.size(); i++) {
                boolean isLast = i == steps.size() - 1;
                Check.that(steps.get(i).end() instanceof StepEnd.Rest == isLast, "the last step alone gives the rest");
            }
            Check.that(volume.isMoreThan(before(steps)), "the steps leave nothing for the last one");
        }

        /** What all steps but the last give, by their rates and times, each rounded down to a nanolitre. */
        public static Volume before(List<Step> steps) {
            Volume sum = Volume.ZERO;
            for (Step step : steps) {
                sum = switch (step.end()) {
                    case StepEnd.After after -> sum.plus(step.rate().volumeIn(after.lasting()));
                    case StepEnd.Given given -> sum.plus(given.volume());
                    case StepEnd.Rest _ -> sum;
                };
            }
            return sum;
        }

        @Override
        public FlowRate rate() {
            return steps.stream().map(Step::rate).max(FlowRate::compareTo).orElseThrow();
        }

        @Override
        public FlowRate leastRate() {
            FlowRate slowest =
                    steps.stream().map(Step::rate).min(FlowRate::compareTo).orElseThrow();
            return titration.map(Titration::least).orElse(slowest);
        }

        @Override
        public Volume volumePerContainer() {
            return volume;
        }

        @Override
        public boolean keepsOpenBetween() {
            return false;
        }
    }

    /** A linear ramp up, a plateau, a linear ramp down. */
    record Tapered(Volume volume, Duration duration, Duration up, Duration down) implements Regimen {
        public Tapered {
            Check.that(volume.isPositive(), "volume is not positive");
            Check.that(!up.isNegative() && !down.isNegative(), "time of a ramp is negative");
            Check.that(duration.compareTo(up.plus(down)) > 0, "the ramps leave no time for the plateau");
        }

        /** The rate of the plateau: the volume over the time without half of each ramp. */
        @Override
        public FlowRate rate() {
            return FlowRate.of(
                    volume.plus(volume), duration.multipliedBy(2).minus(up).minus(down));
        }

        @Override
        public FlowRate leastRate() {
            return rate();
        }

        @Override
        public Volume volumePerContainer() {
            return volume;
        }

        @Override
        public boolean keepsOpenBetween() {
            return false;
        }
    }

    /**
     * Doses that the patient asks for, inside a lockout and caps, on top of a basal flow or none.
     *
     * @param volume all that may be given, basal and boluses
     * @param basal zero for none
     * @param demand one dose
     * @param bolusRate of every bolus, beside the basal flow that goes on
     * @param lockout from the start of one demand dose to the next
     * @param capPerHour most in any hour; one cap at least is there
     * @param capPer4Hours most in any four hours
     * @param loading given once at the start, zero for none
     * @param clinicianBolus what a clinician may give beside, zero for none
     */
    record PatientControlled(
            Volume volume,
            FlowRate basal,
            Volume demand,
            FlowRate bolusRate,
            Duration lockout,
            Optional<Volume> capPerHour,
            Optional<Volume> capPer4Hours,
            Volume loading,
            Volume clinicianBolus)
            implements Regimen {
        public PatientControlled {
            Check.that(volume.isPositive(), "volume is not positive");
            Check.that(demand.isPositive(), "demand dose is not positive");
            Check.that(!bolusRate.isZero(), "bolus rate is zero");
            Check.that(lockout.isPositive(), "lockout is not positive");
            Check.that(capPerHour.isPresent() || capPer4Hours.isPresent(), "neither cap is there");
            Check.that(
                    loading.compareTo(Volume.ZERO) >= 0 && clinicianBolus.compareTo(Volume.ZERO) >= 0,
                    "a bolus is negative");
        }

        @Override
        public FlowRate rate() {
            return bolusRate.compareTo(basal) > 0 ? bolusRate : basal;
        }

        @Override
        public FlowRate leastRate() {
            boolean isBasalSlower = !basal.isZero() && basal.compareTo(bolusRate) < 0;
            return isBasalSlower ? basal : bolusRate;
        }

        @Override
        public Volume volumePerContainer() {
            return volume;
        }

        @Override
        public boolean keepsOpenBetween() {
            return false;
        }
    }

    /** Containers one after another, each hung by a person. */
    record Sequence(List<SequencePart> parts) implements Regimen {
        public Sequence {
            parts = List.copyOf(parts);
            Check.that(!parts.isEmpty(), "no part");
        }

        @Override
        public FlowRate rate() {
            return parts.stream()
                    .map(SequencePart::rate)
                    .max(FlowRate::compareTo)
                    .orElseThrow();
        }

        @Override
        public FlowRate leastRate() {
            return parts.stream()
                    .map(SequencePart::rate)
                    .min(FlowRate::compareTo)
                    .orElseThrow();
        }

        @Override
        public Volume volumePerContainer() {
            return parts.getFirst().volume();
        }

        @Override
        public boolean keepsOpenBetween() {
            return false;
        }
    }
}
