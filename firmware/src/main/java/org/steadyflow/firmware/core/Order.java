package org.steadyflow.firmware.core;

import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.ProgramCompiler;

/**
 * A prescription that a person accepted, with its compiled program.
 *
 * @param text the whole file, canonical
 * @param sha256 of the text, 64 hex digits
 * @param tag made of the hash and of when it was accepted, never 0: what the ledger names it by
 */
public record Order(Prescription prescription, Program program, String text, String sha256, long tag) {
    private static final int TAG_DIGITS = 16;
    /** The fraction of the golden ratio: neighbouring instants give tags far apart. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** An order that nobody has accepted yet. */
    public static Order of(Prescription prescription, String text, String sha256) {
        return new Order(prescription, ProgramCompiler.compile(prescription), text, sha256, tagOf(sha256, 0));
    }

    /**
     * The same order accepted at {@code wallMs}. The same file accepted again is another order: a record of the ledger
     * that was made for the first must not authorise anything for the second.
     */
    public Order acceptedAt(long wallMs) {
        return new Order(prescription, program, text, sha256, tagOf(sha256, wallMs));
    }

    /** The same order with a changed rest of its program. */
    public Order withProgram(Program next) {
        return new Order(prescription, next, text, sha256, tag);
    }

    /** By which the monitor's envelope names it: the first eight bytes of its hash. */
    public long envelopeId() {
        return Long.parseUnsignedLong(sha256.substring(0, TAG_DIGITS), 16);
    }

    private static long tagOf(String sha256, long wallMs) {
        long hash = Long.parseUnsignedLong(sha256.substring(0, TAG_DIGITS), 16);
        long tag = hash ^ (wallMs * SPREAD);
        return tag == 0 ? 1 : tag;
    }
}
