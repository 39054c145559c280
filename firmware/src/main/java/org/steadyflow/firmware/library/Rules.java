package org.steadyflow.firmware.library;

import java.time.Duration;
import java.util.Optional;

/**
 * How a drug is to be run.
 *
 * @param minimumDuration hard: one administration never takes less
 * @param keepOpen whether it may keep the line open: not where a small flow of it already acts
 * @param lifeSustaining whether stopping it does harm
 * @param highAlert whether a slip with it does great harm
 * @param resumeWithin after a power loss of at most this it may go on by itself; empty for never
 */
public record Rules(
        Optional<Duration> minimumDuration,
        boolean keepOpen,
        boolean lifeSustaining,
        boolean highAlert,
        Optional<Duration> resumeWithin) {}
