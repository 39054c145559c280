package org.steadyflow.firmware.prescription;

import java.util.List;

/** What came of reading a prescription file: all of it, or nothing and why. */
public sealed interface Reading {
    /**
     * The pump can run it.
     *
     * @param canonicalText the prescription as JSON with every default written out, in one line; reading it gives the
     *     same prescription, and files that order the same thing have the same text
     * @param sha256 of the canonical text in UTF-8, 64 small hexadecimal digits
     */
    record Accepted(Prescription prescription, String canonicalText, String sha256) implements Reading {}

    /**
     * The pump cannot run it.
     *
     * @param problems every fault of the file that can be told at once, never empty
     */
    record Refused(List<Problem> problems) implements Reading {
        public Refused {
            Check.that(!problems.isEmpty(), "refused without a problem");
            problems = List.copyOf(problems);
        }
    }
}
