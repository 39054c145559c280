package org.steadyflow.firmware.library;

/**
 * One thing in a prescription that the library does not allow, or asks a reason for.
 *
 * @param field of the prescription, as a path: {@code regimen.rate}
 * @param value what the prescription says there, for people
 * @param limit what the library says, for people
 * @param sentence all of it, and what to do, in one sentence for people
 */
public record Finding(Severity severity, String field, String value, String limit, String sentence) {
    @Override
    public String toString() {
        return sentence;
    }
}
