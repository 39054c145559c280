package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.time.Instant;

/** When the first flow begins. */
public sealed interface StartRule {
    /** When a person presses start. */
    record WhenPressed() implements StartRule {}

    /** So long after a person pressed start. */
    record After(Duration delay) implements StartRule {
        public After {
            Check.that(delay.isPositive(), "delay is not positive");
        }
    }

    /** At an instant of the wall clock, once a person has pressed start. */
    record At(Instant instant) implements StartRule {}
}
