package org.steadyflow.firmware.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.firmware.dose.Amount;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.OrderedRate;
import org.steadyflow.firmware.dose.Per;
import org.steadyflow.firmware.dose.PerTime;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.FlowRate;

@Tag("REQ-20")
class LibraryProperties {
    private static final Path EXAMPLE = Path.of("../docs/examples/library.json");

    /** One byte changed, one left out, or the end cut off: an answer each time, and never an exception. */
    @Property(tries = 500)
    void aDamagedLibraryIsAnsweredInSentences(
            @ForAll @IntRange(min = 0, max = 19_000) int at, @ForAll byte instead, @ForAll @IntRange(max = 2) int how)
            throws IOException {
        byte[] file = Files.readAllBytes(EXAMPLE);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        byte[] damaged =
                switch (how) {
                    case 0 -> text.substring(0, at).getBytes(StandardCharsets.ISO_8859_1);
                    case 1 -> (text.substring(0, at) + text.substring(at + 1)).getBytes(StandardCharsets.ISO_8859_1);
                    default -> {
                        file[at] = instead;
                        yield file;
                    }
                };
        switch (LibraryReader.read(damaged)) {
            case LibraryReading.Accepted accepted ->
                assertEquals(
                        accepted, LibraryReader.read(accepted.canonicalText().getBytes(StandardCharsets.UTF_8)));
            case LibraryReading.Refused(List<Problem> problems) ->
                assertFalse(problems.getFirst().sentence().isBlank());
        }
    }

    /** The check against plain integers: 2 mg/mL, so the limit in mg/h is twice that in mL/h. */
    @Property
    void aHardLimitHoldsForEveryRate(
            @ForAll @LongRange(min = 100_000, max = 1_000_000_000) long nanolitresPerHour,
            @ForAll @LongRange(min = 100_000, max = 1_000_000_000) long limitNanolitresPerHour) {
        OrderedRate limit = new OrderedRate(
                new Amount(BigDecimal.valueOf(2 * limitNanolitresPerHour, 6), AmountUnit.MILLIGRAM),
                Per.NOTHING,
                PerTime.HOUR);
        LibraryEntry entry = Entries.with(new DoseLimits(
                Limits.none(),
                new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(limit)),
                Limits.none(),
                Limits.none(),
                Limits.none()));
        Regimen regimen = new Regimen.Continuous(
                Given.ml("100"), FlowRate.ofMillilitresPerHour(BigDecimal.valueOf(nanolitresPerHour, 6)));
        List<Finding> findings = LibraryCheck.check(Entries.library(entry), Given.order(regimen));
        boolean isAbove = nanolitresPerHour * 1_000_000 > limitNanolitresPerHour * 1_000_100;
        assertEquals(isAbove, !findings.isEmpty());
        assertTrue(findings.stream().allMatch(finding -> finding.severity() == Severity.HARD));
    }
}
