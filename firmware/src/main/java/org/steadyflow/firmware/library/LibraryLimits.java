package org.steadyflow.firmware.library;

import java.time.Duration;

/** What a library file may be at most, and between which bounds its numbers lie. */
public final class LibraryLimits {
    /** Largest file, in bytes: more than a thousand entries that say everything. */
    public static final int BYTES = 4 * 1024 * 1024;

    /** Most entries. */
    public static final int ENTRIES = 2_000;

    /** Largest version. */
    public static final int VERSION_MOST = 999_999;

    /** Most names, concentrations or notes in one list. */
    public static final int LISTED = 32;

    /** Longest id or name, in characters. */
    public static final int TEXT_CHARS = 64;

    /** Longest note of the file, or note on handling. */
    public static final int NOTE_CHARS = 2_000;

    public static final Duration TIME_LEAST = Duration.ofSeconds(1);
    public static final Duration TIME_MOST = Duration.ofDays(60);

    /** Most that any fluid for a vein is. */
    public static final int OSMOLARITY_MOST = 10_000;

    /** The range in which a hang time means something. */
    public static final int WARMTH_MOST_MILLI_C = 60_000;

    private LibraryLimits() {}
}
