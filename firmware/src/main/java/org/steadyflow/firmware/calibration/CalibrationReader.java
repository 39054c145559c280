package org.steadyflow.firmware.calibration;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Bounds;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.Findings;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.prescription.RawFile;
import org.steadyflow.firmware.prescription.RawFile.UnreadableException;
import org.steadyflow.firmware.prescription.Section;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.device.Mechanism;

/**
 * Reads a calibration file, format {@code steadyflow/calibration/1}: JSON as docs/schema/calibration-1.schema.json
 * describes it. The same bytes always give the same answer. Pure; any thread.
 */
public final class CalibrationReader {
    private static final int NOTE_CHARS = 1_000;
    private static final int MOST_DECIMALS = 6;

    private static final Bounds<BigDecimal> FACTORS =
            new Bounds<>(new BigDecimal("0.9"), new BigDecimal("1.1"), PlainNumber::text);
    private static final Bounds<BigDecimal> UNCERTAINTIES =
            new Bounds<>(BigDecimal.ZERO, new BigDecimal("0.05"), PlainNumber::text);

    private CalibrationReader() {}

    /**
     * Reads a whole file.
     *
     * @param utf8 its bytes; they may be anything
     * @return what it says, or every problem of the file; never an exception for what a file holds
     */
    public static CalibrationReading read(byte[] utf8) {
        try {
            return read(RawFile.members(utf8, CalibrationFields.KIND));
        } catch (UnreadableException e) {
            return new CalibrationReading.Refused(List.of(e.problem()));
        }
    }

    private static CalibrationReading read(List<Member> members) {
        Optional<Problem> otherKind = CalibrationFields.KIND.problemOf(members);
        if (otherKind.isPresent()) {
            return new CalibrationReading.Refused(List.of(otherKind.get()));
        }
        Findings findings = new Findings();
        Section file = new Section("", members, CalibrationFields.ALL, Map.of(), findings);
        file.require(
                CalibrationFields.KIND.field(),
                CalibrationFields.MECHANISM,
                CalibrationFields.FACTOR,
                CalibrationFields.UNCERTAINTY,
                CalibrationFields.METHOD,
                CalibrationFields.MADE_AT);
        file.text(CalibrationFields.EDITOR_SCHEMA);
        file.words(CalibrationFields.NOTE, NOTE_CHARS);
        Optional<Mechanism> mechanism = file.quantity(CalibrationFields.MECHANISM, CalibrationReader::mechanism);
        Optional<BigDecimal> factor = share(file, CalibrationFields.FACTOR, FACTORS);
        Optional<BigDecimal> uncertainty = share(file, CalibrationFields.UNCERTAINTY, UNCERTAINTIES);
        Optional<CalibrationFile.Method> method =
                file.choice(CalibrationFields.METHOD, CalibrationFile.Method.values());
        Optional<Instant> madeAt = file.quantity(CalibrationFields.MADE_AT, CalibrationReader::instant);
        return findings.isEmpty()
                ? new CalibrationReading.Accepted(new CalibrationFile(
                        mechanism.orElseThrow(),
                        factor.orElseThrow(),
                        uncertainty.orElseThrow(),
                        method.orElseThrow(),
                        madeAt.orElseThrow()))
                : new CalibrationReading.Refused(findings.problems());
    }

    private static Optional<BigDecimal> share(Section file, Field field, Bounds<BigDecimal> bounds) {
        return file.quantity(field, CalibrationReader::number, bounds);
    }

    private static Parsed<BigDecimal> number(String text) {
        return switch (PlainNumber.parse(text)) {
            case Good<BigDecimal>(BigDecimal number) ->
                number.stripTrailingZeros().scale() <= MOST_DECIMALS
                        ? new Good<>(number)
                        : new Bad<>(Fault.FORM, "has more than " + MOST_DECIMALS + " decimals; write fewer");
            case Bad<BigDecimal> bad -> bad;
        };
    }

    private static Parsed<Mechanism> mechanism(String label) {
        return Mechanism.labelled(label)
                .<Parsed<Mechanism>>map(Good::new)
                .orElseGet(() -> new Bad<>(
                        Fault.FORM,
                        "is no mechanism; write one of "
                                + String.join(
                                        ", ",
                                        Mechanism.all().stream()
                                                .map(Mechanism::label)
                                                .toList())));
    }

    private static Parsed<Instant> instant(String text) {
        try {
            return new Good<>(Instant.parse(text));
        } catch (DateTimeException e) {
            return new Bad<>(Fault.FORM, "is no instant; write it like " + CalibrationFields.MADE_AT.example());
        }
    }
}
