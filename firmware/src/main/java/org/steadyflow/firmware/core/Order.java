package org.steadyflow.firmware.core;

import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.ProgramCompiler;

/**
 * A prescription that a person accepted, with its compiled program.
 *
 * @param text the whole file, canonical
 * @param sha256 of the text, 64 hex digits
 * @param tag first eight bytes of the hash, never 0: what the ledger names the prescription by
 */
public record Order(Prescription prescription, Program program, String text, String sha256, long tag) {
    private static final int TAG_DIGITS = 16;

    public static Order of(Prescription prescription, String text, String sha256) {
        long tag = Long.parseUnsignedLong(sha256.substring(0, TAG_DIGITS), 16);
        return new Order(prescription, ProgramCompiler.compile(prescription), text, sha256, tag == 0 ? 1 : tag);
    }
}
