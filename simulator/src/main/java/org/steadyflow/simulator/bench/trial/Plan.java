package org.steadyflow.simulator.bench.trial;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.steadyflow.simulator.bench.result.TestResult;

/**
 * One test of one mechanism, not yet run.
 *
 * @param runs independent of each other; in any order, on any thread
 * @param judging makes the result of what all of them measured, in the order of {@code runs}
 * @param <M> what a run measures
 */
public record Plan<M>(List<Run<M>> runs, Function<List<M>, TestResult> judging) {
    public Plan {
        runs = List.copyOf(runs);
    }

    /**
     * @param simulatedS how long it takes in the world, seconds: what a progress bar goes by
     * @param work measures
     */
    public record Run<M>(double simulatedS, Work<M> work) {}

    /** A measurement. An exception is a defect of the bench or a broken invariant of the firmware. */
    public interface Work<M> {
        M measure() throws IOException;
    }
}
