package org.steadyflow.firmware;

import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** For promises of time: a machine with other work may stall one attempt, and what cannot be kept fails them all. */
public final class BestOf {
    private static final int ATTEMPTS = 5;

    private BestOf() {}

    /** The first of five results that keeps the promise; the last where none does. What an attempt throws ends it. */
    public static <T> T five(Callable<T> attempt, Predicate<T> keepsPromise) throws Exception {
        T result = attempt.call();
        for (int i = 1; i < ATTEMPTS && !keepsPromise.test(result); i++) {
            result = attempt.call();
        }
        return result;
    }
}
