package org.steadyflow.firmware.therapy;

import java.time.Duration;
import org.steadyflow.firmware.prescription.MissedDoseRule;

/** What ends a {@link Segment.Wait}. */
public sealed interface WaitEnd {
    /**
     * The next dose is due.
     *
     * @param dose number of that dose
     * @param sinceLastStart from the start of the last dose to the start of this one, by the wall clock
     */
    record NextDose(int dose, Duration sinceLastStart, MissedDoseRule missed) implements WaitEnd {}

    /** A person takes the prescription off. */
    record Person() implements WaitEnd {}
}
