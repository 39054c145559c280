package org.steadyflow.hal.device;

import java.util.List;
import java.util.OptionalLong;

/** What a board says of itself beyond its sensors: asked by its self-test. Same thread as the tick. */
public interface Feedback {
    /**
     * Asks every part anew, the motor's stage off: nothing moves.
     *
     * @return a sentence for each part that does not answer, is another one, or says what it cannot say at rest
     */
    List<String> faults();

    /** Whether any lamp draws current now. */
    boolean lampHasCurrent();

    /** Whether the sounder draws current now. */
    boolean sounderHasCurrent();

    /** What the clock chip says now, seconds since 1970; empty where it does not answer. */
    OptionalLong clockSecond();
}
