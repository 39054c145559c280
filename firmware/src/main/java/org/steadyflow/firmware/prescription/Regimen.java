package org.steadyflow.firmware.prescription;

import java.time.Duration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** The pattern of a therapy over time. Rates are exact fractions: 100 mL over 7 h is that, not a rounded mL/h. */
public sealed interface Regimen {
    /** The rate of the dose itself, never zero. */
    FlowRate rate();

    /** What one container must give to the patient, keep-open flow not counted. */
    Volume volumePerContainer();

    /** Whether a keep-open flow runs from the end of one dose to the start of the next. */
    boolean keepsOpenBetween();

    /** One rate until the volume is in. */
    record Continuous(Volume volume, FlowRate rate) implements Regimen {
        public Continuous {
            Check.that(volume.isPositive(), "volume is not positive");
            Check.that(!rate.isZero(), "rate is zero");
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
     * The same dose again and again, each from a container of its own.
     *
     * @param interval from the start of one dose to the start of the next; a dose ends before the next one is due
     * @param count doses in all, at least 1
     * @param missedDose what happens to a dose that could not start at its time
     */
    record Intermittent(
            Volume dose,
            FlowRate rate,
            Duration interval,
            int count,
            boolean keepOpenBetween,
            MissedDoseRule missedDose)
            implements Regimen {
        public Intermittent {
            Check.that(dose.isPositive(), "dose is not positive");
            Check.that(!rate.isZero(), "rate is zero");
            Check.that(count >= 1, "count is below 1");
            Check.that(rate.durationFor(dose).compareTo(interval) <= 0, "a dose lasts longer than the interval");
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
}
