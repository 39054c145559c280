package org.steadyflow.firmware.core;

import java.nio.charset.StandardCharsets;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;

/** A small library: alpha with limits, beta that it must not meet, gamma that sustains life. All in mg. */
final class Libraries {
    private static final String TEXT = """
            {"schema": "steadyflow/library/1", "name": "Test library", "version": 1, "entries": [
              {"id": "alpha", "drug": "alpha", "unit": "mg", "patients": {"class": "adult"},
               "routes": ["intravenous_peripheral"], "regimens": ["continuous", "intermittent", "stepped", "sequence"],
               "limits": {"rate": {"soft_most": "50 mg/h", "hard_most": "HARD mg/h"}},
               "keep_open": true, "resume_within": "10 min", "incompatible": ["beta"],
               "hang_times": [{"up_to": "25 C", "time": "2 h"}, {"time": "1 h"}], "hang_end": "END"},
              {"id": "beta", "drug": "beta", "unit": "mg", "patients": {"class": "adult"},
               "routes": ["intravenous_peripheral"], "regimens": ["continuous", "sequence"], "keep_open": true},
              {"id": "saline", "drug": "saline", "unit": "mL", "patients": {"class": "adult"},
               "routes": ["intravenous_peripheral"], "regimens": ["continuous", "sequence"], "keep_open": true},
              {"id": "gamma", "drug": "gamma", "unit": "mg", "patients": {"class": "adult"},
               "routes": ["intravenous_peripheral"], "regimens": ["continuous"],
               "life_sustaining": true, "high_alert": true}
            ]}
            """;

    private Libraries() {}

    /** Alpha up to 50 mg/h with nobody asked, up to 100 mg/h with a reason; its end is told. */
    static DrugLibrary usual() {
        return read("100", "warn");
    }

    /** The same with a lower hard limit for alpha. */
    static DrugLibrary stricter() {
        return read("55", "warn");
    }

    /** The same, and alpha stops when it has hung too long. */
    static DrugLibrary stopping() {
        return read("100", "stop");
    }

    private static DrugLibrary read(String hardMost, String hangEnd) {
        String text = TEXT.replace("HARD", hardMost).replace("END", hangEnd);
        return switch (LibraryReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case LibraryReading.Accepted accepted -> accepted.library();
            case LibraryReading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }
}
