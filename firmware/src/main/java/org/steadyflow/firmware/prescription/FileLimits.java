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

    /** A keep-open flow is small: above this it is a dose. */
    public static final FlowRate KEEP_OPEN_MOST = FlowRate.ofMillilitresPerHour(10);

    public static final Volume KEEP_OPEN_VOLUME_MOST = Volume.ofMillilitres(100);
    public static final Duration INTERVAL_LEAST = Duration.ofMinutes(1);
    public static final Duration INTERVAL_MOST = Duration.ofDays(30);
    public static final int DOSES_MOST = 1_000;
    public static final Duration LATE_LEAST = Duration.ofMinutes(1);

    /** Longer without power, and nobody knows what the patient did meanwhile: a person starts again. */
    public static final Duration RESUME_MOST = Duration.ofHours(1);

    public static final Duration RESUME_LEAST = Duration.ofSeconds(1);

    private FileLimits() {}
}
