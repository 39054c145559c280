package org.steadyflow.firmware.calibration;

import java.util.List;
import org.steadyflow.firmware.prescription.Problem;

/** What came of reading a calibration file: all of it, or nothing and why. */
public sealed interface CalibrationReading {
    /** It is a calibration that a pump may use. */
    record Accepted(CalibrationFile file) implements CalibrationReading {}

    /**
     * It is none.
     *
     * @param problems every fault of the file that can be told at once, never empty
     */
    record Refused(List<Problem> problems) implements CalibrationReading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
