package org.steadyflow.firmware.library;

import java.util.List;
import org.steadyflow.firmware.prescription.Problem;

/** What came of reading a library file: all of it, or nothing and why. */
public sealed interface LibraryReading {
    /**
     * It is a library.
     *
     * @param canonicalText the library as JSON in one line, every default written out; reading it gives the same
     *     library, and it is what a signature is over
     * @param sha256 of the canonical text in UTF-8, 64 small hexadecimal digits
     */
    record Accepted(DrugLibrary library, String canonicalText, String sha256) implements LibraryReading {}

    /**
     * It is none.
     *
     * @param problems every fault of the file that can be told at once, never empty
     */
    record Refused(List<Problem> problems) implements LibraryReading {
        public Refused {
            Check.that(!problems.isEmpty(), "refused without a problem");
            problems = List.copyOf(problems);
        }
    }
}
