package org.steadyflow.telemetry.message;

/**
 * A sign of life of a pump whose journal has nothing new, at least every 20 s. It may be lost: the next one says the
 * same.
 *
 * @param schema {@link Entry#SCHEMA}
 * @param pump name of the pump
 * @param boot number of the firmware's start, from 1
 * @param lastSeq newest line in the pump's journal, 0 for none
 * @param wallMs milliseconds since 1970-01-01T00:00Z by the pump's wall clock
 */
public record PumpBeat(int schema, String pump, int boot, long lastSeq, long wallMs) {
    /** How often a link sends one. */
    public static final int PERIOD_S = 20;
}
