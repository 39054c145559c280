package org.steadyflow.firmware.therapy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.hal.quantity.Volume;

/** What ends a {@link Segment.Wait}. */
public sealed interface WaitEnd {
    /**
     * A dose is due by the wall clock.
     *
     * @param dose number of that dose
     * @param hangs the container that a person hangs for it and confirms; empty where it starts by itself
     */
    record NextDose(int dose, DoseTimes times, MissedDoseRule missed, Optional<Hang> hangs) implements WaitEnd {}

    /** A time after the wait began, by the wall clock. */
    record After(Duration time) implements WaitEnd {}

    /** An instant of the wall clock. */
    record At(Instant instant) implements WaitEnd {}

    /**
     * A person confirms, with the start key.
     *
     * @param prompt what they confirm, for people
     * @param hangs the container that they have hung by then; empty where they have not
     */
    record Confirm(String prompt, Optional<Hang> hangs) implements WaitEnd {}

    /**
     * A request for a dose.
     *
     * @param left what is left for such doses
     */
    record Request(Volume left) implements WaitEnd {}

    /** A person takes the prescription off. */
    record Person() implements WaitEnd {}

    /** It is over: what came after it was changed while it ran. */
    record Passed() implements WaitEnd {}

    /** A container that a person hangs, and what for. */
    record Hang(Container container, String what) {}
}
