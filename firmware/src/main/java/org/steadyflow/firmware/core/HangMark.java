package org.steadyflow.firmware.core;

/**
 * What the journal last said of the container that hangs.
 *
 * @param usedPpm share of its hang time that was used by then, millionths, rounded up
 * @param milliC how warm it was, thousandths of a degree Celsius; {@link #NOT_MEASURED} where nobody looked
 * @param wallMs when that was, milliseconds since 1970
 */
public record HangMark(long usedPpm, int milliC, long wallMs) {
    /** Cooler than anything. */
    public static final int NOT_MEASURED = Integer.MIN_VALUE;

    /** No container hangs. */
    public static final HangMark NONE = new HangMark(0, NOT_MEASURED, 0);

    /** Of a container that was hung at this time. */
    public static HangMark hungAt(long wallMs) {
        return new HangMark(0, NOT_MEASURED, wallMs);
    }
}
