package org.steadyflow.firmware.calibration;

import java.util.List;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.FileKind;

/** The fields of a calibration file. */
final class CalibrationFields {
    private static final int LIMIT_BYTES = 4_096;

    static final FileKind KIND = new FileKind("calibration", 1, LIMIT_BYTES);

    static final Field EDITOR_SCHEMA = new Field("$schema", "\"calibration-1.schema.json\"", "help for editors");
    static final Field NOTE = new Field("note", "\"bed 7\"", "anything for people");
    static final Field MECHANISM = new Field("mechanism", "\"cassette\"", "what the set is for");
    static final Field FACTOR = new Field("factor", "\"1.023\"", "what the set gives beside the middle of its type");
    static final Field UNCERTAINTY =
            new Field("uncertainty", "\"0.004\"", "by how much the true factor may be above or below it");
    static final Field METHOD = new Field("method", "\"printed\"", "how the factor is known");
    static final Field MADE_AT = new Field(
            "made_at", "\"2026-11-22T08:00:00Z\"", "when it was found, so that no two sets are taken for one");
    static final List<Field> ALL =
            List.of(EDITOR_SCHEMA, KIND.field(), NOTE, MECHANISM, FACTOR, UNCERTAINTY, METHOD, MADE_AT);

    private CalibrationFields() {}
}
