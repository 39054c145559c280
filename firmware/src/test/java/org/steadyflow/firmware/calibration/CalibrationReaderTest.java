package org.steadyflow.firmware.calibration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Volume;

@Tag("REQ-232")
@net.jqwik.api.Tag("REQ-232")
class CalibrationReaderTest {
    private static final Mechanism CASSETTE = new Mechanism.Cassette();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private static CalibrationFile file(BigDecimal factor, Instant madeAt) {
        return new CalibrationFile(
                CASSETTE, factor, new BigDecimal("0.004"), CalibrationFile.Method.WEIGHED_PRIME, madeAt);
    }

    private static List<String> refusals(String text) {
        return assertInstanceOf(CalibrationReading.Refused.class, CalibrationReader.read(text.getBytes(UTF_8)))
                .problems()
                .stream()
                .map(Problem::sentence)
                .toList();
    }

    @Property
    void aFileComesBackAsItWasWritten(@ForAll @IntRange(min = 900_000, max = 1_100_000) int millionths) {
        CalibrationFile written =
                file(new BigDecimal(millionths).movePointLeft(6).stripTrailingZeros(), NOW);
        CalibrationReading.Accepted read = assertInstanceOf(
                CalibrationReading.Accepted.class,
                CalibrationReader.read(written.text().getBytes(UTF_8)));
        assertEquals(written.setFactor(), read.file().setFactor());
        assertEquals(millionths, read.file().setFactor().millionths());
    }

    @Test
    void twoSetsWithOneFactorAreNotTakenForOne() {
        BigDecimal factor = new BigDecimal("1.023");
        assertNotEquals(
                file(factor, NOW).setFactor().id(),
                file(factor, NOW.plusSeconds(1)).setFactor().id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "factor":"1.02"             | "factor":"1.2"          | factor: "1.2" is too large; write 0.9 to 1.1.
            "factor":"1.02"             | "factor":"0.85"         | factor: "0.85" is too small; write 0.9 to 1.1.
            "factor":"1.02"             | "factor":1.02           | factor is a number; write it like "factor": "1.023".
            "factor":"1.02"             | "factor":"1.0200001"    | factor: "1.0200001" has more than 6 decimals; write fewer.
            "factor":"1.02"             | "factor":""             | factor: "" does not begin with a number; write digits, and a point only between digits.
            "uncertainty":"0.004"       | "uncertainty":"0.5"     | uncertainty: "0.5" is too large; write 0 to 0.05.
            "method":"weighed_prime"    | "method":"guessed"      | method: "guessed" is not known here; write weighed_prime or printed.
            calibration/1               | calibration/2           | schema: "steadyflow/calibration/2" is a version that this pump does not read; write "schema": "steadyflow/calibration/1".
            calibration/1               | prescription/1          | schema: "steadyflow/prescription/1" is not a calibration; write "schema": "steadyflow/calibration/1".
            "2026-11-22T08:00:00Z"      | "yesterday"             | made_at: "yesterday" is no instant; write it like "2026-11-22T08:00:00Z".
            "factor"                    | "factr"                 | factr is not a field; did you mean "factor"?
            """, quoteCharacter = '~')
    void whatIsWrongIsSaidInASentence(String right, String wrong, String sentence) {
        String text = file(new BigDecimal("1.02"), NOW).text().replace(right, wrong);
        assertEquals(List.of(sentence), refusals(text));
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        assertEquals(6, refusals("{}").size());
        assertEquals(1, refusals("no json").size());
        assertEquals(1, refusals("").size());
    }

    private static WeighedPrime.Result weighed(String grams, long expectedMl) {
        return new WeighedPrime(
                        new BigDecimal(grams),
                        new BigDecimal("0.01"),
                        new BigDecimal("0.998"),
                        Volume.ofMillilitres(expectedMl))
                .of(CASSETTE);
    }

    @Test
    void aWeighedPrimeGivesTheFactorAndHowSureItIs() {
        WeighedPrime.Result.Found found = assertInstanceOf(WeighedPrime.Result.Found.class, weighed("9.68", 10));
        assertEquals(new BigDecimal("0.969940"), found.factor());
        assertEquals(new BigDecimal("0.003434"), found.uncertainty());
    }

    @Test
    void noGoodSetIsATenthOff() {
        List<String> why = assertInstanceOf(WeighedPrime.Result.Refused.class, weighed("8.5", 10))
                .why();
        assertTrue(why.getFirst().startsWith("the set gave 8.52 mL where its type gives 10 mL, a factor of 0.852;"));
    }

    @Test
    void aPrimeThatIsTooSmallTellsNothing() {
        List<String> why = assertInstanceOf(WeighedPrime.Result.Refused.class, weighed("0.998", 1))
                .why();
        assertEquals(1, why.size());
        assertTrue(why.getFirst().contains("uncertain by 2.4 %"), why::getFirst);
    }

    @Test
    void nothingWeighedOrTurnedIsRefused() {
        assertInstanceOf(WeighedPrime.Result.Refused.class, weighed("0", 1));
        assertInstanceOf(WeighedPrime.Result.Refused.class, weighed("1", 0));
    }
}
