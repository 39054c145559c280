package org.steadyflow.firmware.prescription;

import java.time.Duration;

/** What happens to a dose that could not start at its time. In each case it is told and journalled, never doubled. */
public sealed interface MissedDoseRule {
    /** It is left out. */
    record Skip() implements MissedDoseRule {}

    /**
     * It starts late by itself.
     *
     * @param within longest delay after which it still starts; later it is left out. Positive
     */
    record GiveLate(Duration within) implements MissedDoseRule {
        public GiveLate {
            Check.that(within.isPositive(), "within is not positive");
        }
    }

    /** A person decides at the bedside. */
    record Ask() implements MissedDoseRule {}
}
