package org.steadyflow.telemetry.order;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One instruction of an order: how much, how fast, when.
 *
 * @param element where it stands
 * @param sequence its place among the others, where it has one
 * @param dose of one administration
 * @param rate while it runs
 * @param range between whose ends the rate may be changed
 * @param isAsNeeded given when the patient asks
 * @param gap the least time between two doses, in seconds, where it is stated as such
 * @param caps the most that may be given in a time
 */
record Instruction(
        Element element,
        Optional<Integer> sequence,
        Optional<Measure> dose,
        Optional<Measure> rate,
        Optional<Range> range,
        Schedule schedule,
        boolean isAsNeeded,
        Optional<Fraction> gap,
        List<Cap> caps) {

    static final Comparator<Instruction> BY_SEQUENCE =
            Comparator.comparing(instruction -> instruction.sequence().orElse(0));

    /** Least and most rate. */
    record Range(Measure least, Measure most) {}

    /** No more than an amount in a time. */
    record Cap(Element element, Measure amount, Fraction seconds) {}

    Instruction {
        caps = List.copyOf(caps);
    }

    String path(String child) {
        return element.path(child);
    }

    /** A flow without an end of its own. */
    boolean isBackground() {
        return !isAsNeeded && dose.isEmpty() && rate.isPresent() && !schedule.isRepeated();
    }

    Instruction lasting(Fraction seconds) {
        return new Instruction(element, sequence, dose, rate, range, schedule.lasting(seconds), isAsNeeded, gap, caps);
    }
}
