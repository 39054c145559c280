package org.steadyflow.firmware.safety;

/**
 * One alarm that is not over.
 *
 * @param number of this alarm in this pump's life, from 1
 * @param raisedNs monotonic time at which it was raised, nanoseconds
 * @param causeHolds what caused it is still there
 * @param acknowledged a person at the bedside has acknowledged it
 * @param detail the measured value and its limit, for people
 * @param acceptedBy who accepted it at the pharmacy; empty for nobody
 */
public record Alarm(
        AlarmRow row,
        long number,
        long raisedNs,
        boolean causeHolds,
        boolean acknowledged,
        String detail,
        String acceptedBy) {

    Alarm withCause(boolean holds) {
        return new Alarm(row, number, raisedNs, holds, acknowledged, detail, acceptedBy);
    }

    Alarm withAcknowledgement() {
        return new Alarm(row, number, raisedNs, causeHolds, true, detail, acceptedBy);
    }

    Alarm withAcceptance(String by) {
        return new Alarm(row, number, raisedNs, causeHolds, acknowledged, detail, by);
    }

    /** Nothing but its cause keeps it: it needs no person, or a person has acknowledged it. */
    public boolean isOverWhenCauseGoes() {
        return acknowledged || row.clearing() == Clearing.BY_ITSELF;
    }

    boolean isOver() {
        return !causeHolds && isOverWhenCauseGoes();
    }
}
