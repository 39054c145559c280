package org.steadyflow.firmware.prescription;

import java.math.BigDecimal;
import java.util.Optional;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.DoseText;

/** Reads how large the patient is. Of one reading, one thread. */
record BodyReader(Section section) {
    Optional<Body> read() {
        boolean isEmpty = Fields.OF_BODY.stream().allMatch(section::lacks);
        if (isEmpty) {
            section.require(Fields.WEIGHT);
        }
        Optional<Optional<BigDecimal>> weight =
                section.orNone(Fields.WEIGHT, section.quantity(Fields.WEIGHT, DoseText::weight));
        Optional<Optional<BigDecimal>> height =
                section.orNone(Fields.HEIGHT, section.quantity(Fields.HEIGHT, DoseText::height));
        Optional<Optional<BigDecimal>> surface =
                section.orNone(Fields.SURFACE, section.quantity(Fields.SURFACE, DoseText::surface));
        return weight.flatMap(kg -> height.flatMap(cm -> surface.map(m2 -> new Body(kg, cm, m2))));
    }
}
