package org.steadyflow.telemetry.order;

/**
 * One thing that a person should know of a draft.
 *
 * @param kind what the person is asked for
 * @param path the FHIR path of the element, as in {@code MedicationRequest.dosageInstruction[0].route}
 * @param sentence what is the matter and what to do; printable, one line
 */
public record Finding(Kind kind, String path, String sentence) {
    /** What the person is asked for. */
    public enum Kind {
        /** The order does not say it; the pharmacist fills it in. */
        MISSING,
        /** The order says it and a prescription cannot; the pharmacist decides what becomes of it. */
        NOT_EXPRESSED,
        /** It is filled in from something that the order implies and does not state; the pharmacist confirms it. */
        CONFIRM,
        /** To be read; it leaves nothing open. */
        NOTE
    }

    /** Whether the draft waits for it. */
    public boolean isOpen() {
        return switch (kind) {
            case MISSING, NOT_EXPRESSED, CONFIRM -> true;
            case NOTE -> false;
        };
    }

    @Override
    public String toString() {
        return path + ": " + sentence;
    }
}
