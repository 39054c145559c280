package org.steadyflow.firmware.prescription;

import java.time.Duration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** What a prescription file may be at most, and between which bounds its numbers lie. */
public final class FileLimits {
    /** Largest file, in bytes: some hundred times one that says everything. */
    public static final int BYTES = 256 * 1024;

    /** Deepest nesting of braces and brackets. */
    public static final int DEPTH = 8;

    /** Most problems that one answer names; the last one says how many more there are. */
    public static final int PROBLEMS = 50;

    /** Longest id, patient or drug name, in characters. */
    public static final int TEXT_CHARS = 64;

    /** Longest note, in characters. */
    public static final int NOTE_CHARS = 2_000;

    public static final FlowRate RATE_LEAST = new FlowRate(100_000, 3_600_000_000_000L);
    public static final FlowRate RATE_MOST = FlowRate.ofMillilitresPerHour(1_000);
    public static final Volume VOLUME_LEAST = Volume.ofMicrolitres(100);
    public static final Volume VOLUME_MOST = Volume.ofMillilitres(9_999);

    /** One bolus: the least that the mechanism meters well, and more than any line of one patient takes at once. */
    public static final Volume BOLUS_LEAST = Volume.ofMicrolitres(10);

    public static final Volume BOLUS_MOST = Volume.ofMillilitres(100);

    /** A keep-open flow is small: above this it is a dose. */
    public static final FlowRate KEEP_OPEN_MOST = FlowRate.ofMillilitresPerHour(10);

    public static final Volume KEEP_OPEN_VOLUME_MOST = Volume.ofMillilitres(100);
    public static final Duration INTERVAL_LEAST = Duration.ofMinutes(1);
    public static final Duration INTERVAL_MOST = Duration.ofDays(30);
    public static final int DOSES_MOST = 1_000;
    public static final Duration LATE_LEAST = Duration.ofMinutes(1);

    /** Times of day: one an hour is the most that a person would write. */
    public static final int TIMES_MOST = 24;

    /** Places under the skin that one line of four branches feeds. */
    public static final int SITES_MOST = 4;

    /** As many as there may be doses: one each. */
    public static final int CONTAINERS_MOST = DOSES_MOST;

    /** A rinse of the line, also of a feeding tube: more is an infusion. */
    public static final Volume FLUSH_MOST = Volume.ofMillilitres(100);

    /** Some ten times the longest list of rates in use. */
    public static final int STEPS_MOST = 100;

    public static final Duration STEP_LEAST = Duration.ofSeconds(1);
    public static final Duration STEP_MOST = INTERVAL_MOST;

    /** A ramp belongs to one night of feeding. */
    public static final Duration RAMP_MOST = Duration.ofHours(24);

    /** Each is hung and confirmed by a person. */
    public static final int PARTS_MOST = 50;

    /** Longest prompt, in characters: two lines on the bedside's display. */
    public static final int PROMPT_CHARS = 120;

    public static final Duration LOCKOUT_LEAST = Duration.ofMinutes(1);
    public static final Duration LOCKOUT_MOST = Duration.ofHours(24);

    public static final Duration START_DELAY_LEAST = Duration.ofMinutes(1);

    /** Later than that, nobody remembers what waits on the pump. */
    public static final Duration START_DELAY_MOST = Duration.ofDays(3);

    public static final Duration OBSERVE_LEAST = Duration.ofMinutes(1);
    public static final Duration OBSERVE_MOST = Duration.ofHours(24);

    /** Longer without power, and nobody knows what the patient did meanwhile: a person starts again. */
    public static final Duration RESUME_MOST = Duration.ofHours(1);

    public static final Duration RESUME_LEAST = Duration.ofSeconds(1);

    private FileLimits() {}
}
