package org.steadyflow.firmware.calibration;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.FileText;
import org.steadyflow.firmware.prescription.Section;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.device.Mechanism;

/**
 * What was found of one set, as a file of the format {@code steadyflow/calibration/1} says it.
 *
 * @param factor what the set gives beside the middle of its type, six decimals at most
 * @param uncertainty half the interval that holds the true factor
 * @param madeAt when; two sets with the same factor are told apart by it
 */
public record CalibrationFile(
        Mechanism mechanism, BigDecimal factor, BigDecimal uncertainty, Method method, Instant madeAt) {
    private static final int ID_DIGITS = 16;
    private static final int MILLIONTHS = 6;

    /** How the factor is known. */
    public enum Method {
        /** Somebody weighed what the set gave. */
        WEIGHED_PRIME,
        /** It is printed on the set. */
        PRINTED
    }

    /** The factor as the pump uses it. */
    public SetFactor setFactor() {
        String id = FileText.sha256(text()).substring(0, ID_DIGITS);
        return new SetFactor(id, millionths(factor), millionths(uncertainty));
    }

    private static int millionths(BigDecimal share) {
        return share.movePointRight(MILLIONTHS).intValueExact();
    }

    /** One line of JSON that is read back to the same; no value in it needs an escape. */
    public String text() {
        return Stream.of(
                        member(CalibrationFields.KIND.field(), CalibrationFields.KIND.schema()),
                        member(CalibrationFields.MECHANISM, mechanism.label()),
                        member(CalibrationFields.FACTOR, PlainNumber.text(factor)),
                        member(CalibrationFields.UNCERTAINTY, PlainNumber.text(uncertainty)),
                        member(CalibrationFields.METHOD, Section.word(method)),
                        member(CalibrationFields.MADE_AT, madeAt.toString()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Field field, String value) {
        return "\"" + field.name() + "\":\"" + value + "\"";
    }
}
