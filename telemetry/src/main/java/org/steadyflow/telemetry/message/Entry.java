package org.steadyflow.telemetry.message;

/**
 * One line of the journal without its framing (hash of the line before, checksum).
 *
 * @param schema version of this contract, {@link #SCHEMA}
 * @param pump name of the pump, at most 64 characters
 * @param seq number of the line in this pump's life, from 1, without gaps
 * @param boot number of the firmware's start, from 1
 * @param monotonicMs milliseconds on the boot's monotonic clock
 * @param wallMs milliseconds since 1970-01-01T00:00Z by the pump's wall clock
 */
public record Entry(int schema, String pump, long seq, int boot, long monotonicMs, long wallMs, Event event) {
    public static final int SCHEMA = 1;
}
