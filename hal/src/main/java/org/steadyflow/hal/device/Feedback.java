package org.steadyflow.hal.device;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a board says of itself beyond its sensors: asked by its self-test. Same thread as the tick. */
public interface Feedback {
    /** Asks every part anew, the motor's stage off: nothing moves. */
    Faults faults();

    /**
     * A sentence for each part that does not answer, is another one, or says what it cannot say at rest.
     *
     * @param vital parts that nothing can be infused without, and lines that could not be opened
     * @param watched parts that have an alarm of their own while the pump runs, and what a line may say in use
     */
    record Faults(List<String> vital, List<String> watched) {
        public Faults {
            vital = List.copyOf(vital);
            watched = List.copyOf(watched);
        }

        /** Of either kind. */
        public List<String> all() {
            return Stream.concat(vital.stream(), watched.stream()).toList();
        }
    }

    /** Whether any lamp draws current now. */
    boolean lampHasCurrent();

    /** Whether the sounder draws current now. */
    boolean sounderHasCurrent();

    /** What the clock chip says now, seconds since 1970; empty where it does not answer. */
    OptionalLong clockSecond();
}
