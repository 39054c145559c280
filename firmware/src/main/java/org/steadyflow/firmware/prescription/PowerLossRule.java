package org.steadyflow.firmware.prescription;

import java.time.Duration;

/**
 * How an infusion goes on after the power was lost.
 *
 * @param resumesByItself false: a person must start it again
 * @param within longest time without power after which it still resumes by itself; zero when it does not
 */
public record PowerLossRule(boolean resumesByItself, Duration within) {
    public static final PowerLossRule BY_PERSON = new PowerLossRule(false, Duration.ZERO);

    public PowerLossRule {
        Check.that(!within.isNegative(), "within is negative");
        Check.that(
                resumesByItself != within.isZero(), "within is for a rule that resumes by itself, and only for that");
    }
}
