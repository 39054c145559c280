package org.steadyflow.telemetry.journal;

/**
 * The fields that every line has, whatever its event; see {@link org.steadyflow.telemetry.message.Entry} for their
 * units.
 *
 * @param prev SHA-256 of the line before, hex
 */
public record LineFrame(int schema, String pump, long seq, int boot, long monotonicMs, long wallMs, String prev) {}
