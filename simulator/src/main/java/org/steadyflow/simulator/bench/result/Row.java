package org.steadyflow.simulator.bench.result;

import java.util.Optional;

/**
 * One measured figure.
 *
 * @param condition under what, with mechanism and rate
 * @param value rounded to what the unit's decimals tell; that is what is held against the limit
 * @param target what it is held against; empty for a figure that is only reported
 * @param limit the target's limits for this row; there exactly when the target is
 */
public record Row(
        TestName test, String condition, double value, Unit unit, Optional<Target> target, Optional<Limit> limit) {
    public Row {
        if (target.isPresent() != limit.isPresent()) {
            throw new IllegalArgumentException("a target has a limit, and only a target has one");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(test + ", " + condition + ": " + value + " is no figure");
        }
        value = unit.rounded(value);
    }

    /** Only reported. */
    public static Row reported(TestName test, String condition, double value, Unit unit) {
        return new Row(test, condition, value, unit, Optional.empty(), Optional.empty());
    }

    /** Held against the target's own limit. */
    public static Row against(Target target, TestName test, String condition, double value, Unit unit) {
        return against(target, target.limit(), test, condition, value, unit);
    }

    /** Held against a limit that depends on the condition. */
    public static Row against(Target target, Limit limit, TestName test, String condition, double value, Unit unit) {
        return new Row(test, condition, value, unit, Optional.of(target), Optional.of(limit));
    }

    /** Empty where there is no target. */
    public Optional<Boolean> met() {
        return limit.map(wanted -> wanted.isMetBy(value));
    }

    public boolean isMissed() {
        return limit.isPresent() && !limit.get().isMetBy(value);
    }
}
