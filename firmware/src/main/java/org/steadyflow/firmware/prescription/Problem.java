package org.steadyflow.firmware.prescription;

/**
 * One fault of a prescription file.
 *
 * @param field where, as a path such as {@code regimen.rate}, or {@code regimen.steps[1].rate} of the first step; empty
 *     when it is the file as a whole
 * @param sentence what is wrong and how to put it right, in one sentence that names the field; for people
 */
public record Problem(String field, String sentence) {
    @Override
    public String toString() {
        return sentence;
    }
}
