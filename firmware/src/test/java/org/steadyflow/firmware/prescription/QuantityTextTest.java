package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

class QuantityTextTest {
    @Test
    @Tag("REQ-01")
    void quantitiesAreReadExactly() {
        assertEquals(new Good<>(Volume.ofMillilitres(100)), QuantityText.volume("100 mL"));
        assertEquals(new Good<>(new Volume(1)), QuantityText.volume("0.000001 mL"));
        assertEquals(new Good<>(new Volume(100_000)), QuantityText.smallVolume("100 uL"));
        assertEquals(new Good<>(Volume.ofMillilitres(1)), QuantityText.smallVolume("1 mL"));
        assertEquals(
                new Good<>(FlowRate.ofMillilitresPerHour(new BigDecimal("13.37"))), QuantityText.rate("13.37 mL/h"));
        assertEquals(new Good<>(Duration.ofMinutes(90)), QuantityText.duration("1.5 h"));
        assertEquals(new Good<>(Duration.ofSeconds(6)), QuantityText.duration("0.1 min"));
        assertEquals(new Good<>(Duration.ofNanos(1)), QuantityText.duration("0.000000001 s"));
        assertEquals(new Good<>(Pressure.ofMmHg(300)), QuantityText.pressure("300 mmHg"));
        assertEquals(
                new Good<>(new Concentration(new BigDecimal("56.25"), AmountUnit.MILLIGRAM)),
                QuantityText.concentration("56.25 mg/mL"));
    }

    @Test
    void equalConcentrationsAreEqualValues() {
        assertEquals(QuantityText.concentration("20 mg/mL"), QuantityText.concentration("20.00 mg/mL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1e9 mL/h       | has an exponent; write all digits of the number",
                "1E9 mL/h       | has an exponent; write all digits of the number",
                "NaN mL/h       | does not begin with a number; write digits, and a point only between digits",
                "Infinity mL/h  | does not begin with a number; write digits, and a point only between digits",
                "1..5 mL/h      | has more than one decimal point; write one",
                "1.2.3 mL/h     | has more than one decimal point; write one",
                "1,5 mL/h       | has a comma, which may stand for thousands or for a decimal point; write no separator,"
                        + " and a point for decimals",
                "1,000 mL/h     | has a comma, which may stand for thousands or for a decimal point; write no separator,"
                        + " and a point for decimals",
                ".5 mL/h        | begins with a point; write a zero before it, \"0.5\"",
                "5. mL/h        | ends its number with a point; write \"5\" or the digits after it",
                "-5 mL/h        | is negative; write a number without a sign",
                "+5 mL/h        | has a plus sign; write the number without it",
                "007 mL/h       | begins with a needless zero; leave it out, or write the point that belongs after it",
                "1_000 mL/h     | does not begin with a number; write digits, and a point only between digits",
                "\u0665 mL/h    | does not begin with a number; write digits, and a point only between digits",
                "0.0000001 mL/h | is finer than the pump can count; write at most six digits after the point",
                "100000 mL/h    | is more than can be counted here",
                "123456789012345678901 mL/h | has more than 20 characters in its number; write fewer digits",
                "120            | has no unit; add it after a space, as in \"120 mL/h\"",
                "120mL/h        | has no space before its unit; write \"120 mL/h\"",
                "120ml          | is not a number, a space and a unit; write it like \"120 mL/h\"",
                "mL/h           | is not a number, a space and a unit; write it like \"120 mL/h\"",
                "` 120 mL/h`    | has a space too many; write it like \"120 mL/h\"",
                "`120 mL/h `    | has a space too many; write it like \"120 mL/h\"",
                "120  mL/h      | has a space too many; write it like \"120 mL/h\"",
                "``             | is empty; write it like \"120 mL/h\"",
                "120 mL per 1 h | is not one number and one unit; write it like \"120 mL/h\"",
                "120 ml/h       | is in ml/h; write it in mL/h: \"120 mL/h\"",
                "120 mL/hr      | is in mL/hr; write it in mL/h: \"120 mL/h\"",
                "120 cc/h       | is in cc/h; write it in mL/h: \"120 mL/h\"",
                "5 mL/min       | is in mL/min; write it in mL/h: \"300 mL/h\"",
                "0.12 L/h       | is in L/h; write it in mL/h: \"120 mL/h\"",
                "500 uL/h       | is in uL/h; write it in mL/h: \"0.5 mL/h\"",
                "500 \u00b5L/h  | is in \u00b5L/h; write it in mL/h: \"0.5 mL/h\"",
                "120 mL         | is in mL; write it in mL/h, for example \"120 mL/h\"",
                "20 drops/min   | is in drops/min; write it in mL/h, for example \"120 mL/h\"",
                "5 mg/h         | is in mg/h, which counts drug and not fluid; write it in mL/h, for example \"120 mL/h\"",
                "5 mcg/kg/min   | is in mcg/kg/min, which counts drug and not fluid; write it in mL/h, for example"
                        + " \"120 mL/h\"",
            })
    @Tag("REQ-12")
    void aRateThatIsNoneSaysHowToWriteIt(String text, String why) {
        assertEquals(why, bad(QuantityText.rate(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 L     | is in L; write it in mL: \"1000 mL\"",
                "100 ml  | is in ml; write it in mL: \"100 mL\"",
                "100 ML  | is in ML; write it in mL: \"100 mL\"",
                "100 cc  | is in cc; write it in mL: \"100 mL\"",
                "500 uL  | is in uL; write it in mL: \"0.5 mL\"",
                "1 g     | is in g, which counts drug and not fluid; write it in mL, for example \"100 mL\"",
                "500 IU  | is in IU, which counts drug and not fluid; write it in mL, for example \"100 mL\"",
                "100 mmHg | is in mmHg; write it in mL, for example \"100 mL\"",
            })
    @Tag("REQ-12")
    void aVolumeInAnotherUnitIsTranslatedButNotTaken(String text, String why) {
        assertEquals(why, bad(QuantityText.volume(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 hours   | is in hours; write it in h, min or s: \"2 h\"",
                "30 mins   | is in mins; write it in h, min or s: \"30 min\"",
                "30 Min    | is in Min; write it in h, min or s: \"30 min\"",
                "2 d       | is in d; write it in h, min or s: \"48 h\"",
                "1 week    | is in week; write it in h, min or s: \"168 h\"",
                "250 ms    | is in ms; write it in h, min or s: \"0.25 s\"",
                "5 m       | is in m; write it in h, min or s, for example \"30 min\"",
                "1 h 30 min | is not one number and one unit; write it like \"30 min\"",
                "0.0000000001 s | is finer than the pump can count; write a time that is whole to the nanosecond",
                "99999999999 h | is more than can be counted here",
            })
    void aTimeThatIsNoneSaysHowToWriteIt(String text, String why) {
        assertEquals(why, bad(QuantityText.duration(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40 kPa     | is in kPa; write it in mmHg, for example \"300 mmHg\"",
                "300 mmhg   | is in mmhg; write it in mmHg: \"300 mmHg\"",
                "300.5 mmHg | is finer than the pump can count; write a whole number of mmHg",
                "99999 mmHg | is more than can be counted here",
            })
    @Tag("REQ-12")
    void aPressureThatIsNoneSaysHowToWriteIt(String text, String why) {
        assertEquals(why, bad(QuantityText.pressure(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 IU/mL | \"100 units/mL\"",
                "100 U/mL  | \"100 units/mL\"",
                "5 ug/mL   | \"5 mcg/mL\"",
                "5 \u03bcg/mL | \"5 mcg/mL\"",
                "5 mg/ml   | \"5 mg/mL\"",
                "5 g/L     | \"5 mg/mL\"",
            })
    @Tag("REQ-12")
    void aConcentrationInAnUnsafeUnitIsTranslatedButNotTaken(String text, String instead) {
        String why = bad(QuantityText.concentration(text));
        assertEquals(instead, why.substring(why.lastIndexOf(": ") + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 mg/mL", "0.0 mg/mL"})
    void noDrugIsNoConcentration(String text) {
        assertEquals("is no drug at all; write an amount above zero", bad(QuantityText.concentration(text)));
    }

    @Test
    @Tag("REQ-06")
    @Tag("REQ-07")
    void screensShowNoTrailingZeroALeadingZeroAndASeparatorFromAThousand() {
        assertEquals("1,000 mL", QuantityText.display(Volume.ofMillilitres(1_000)));
        assertEquals("999 mL", QuantityText.display(Volume.ofMillilitres(999)));
        assertEquals("1,234,567.8 mL", QuantityText.display(new Volume(1_234_567_800_000L)));
        assertEquals("0.5 mL", QuantityText.display(Volume.ofMicrolitres(500)));
        assertEquals("1 mL", QuantityText.display(Volume.ofMillilitres(new BigDecimal("1.0"))));
        assertEquals("0 mL", QuantityText.display(Volume.ZERO));
        assertEquals("0.123 mL", QuantityText.display(new Volume(123_999)));
        assertEquals("14.285 mL/h", QuantityText.display(FlowRate.of(Volume.ofMillilitres(100), Duration.ofHours(7))));
        assertEquals("1,000 mL/h", QuantityText.display(FlowRate.ofMillilitresPerHour(1_000)));
        assertEquals("300 mmHg", QuantityText.display(Pressure.ofMmHg(300)));
        assertEquals(
                "10,000 units/mL",
                QuantityText.display(new Concentration(BigDecimal.valueOf(10_000), AmountUnit.UNITS)));
        assertEquals(
                "0.2 mcg/mL", QuantityText.display(new Concentration(new BigDecimal("0.20"), AmountUnit.MICROGRAM)));
    }

    @Test
    void screensShowTimeInHoursAndMinutes() {
        assertEquals("1 h 40 min", QuantityText.display(Duration.ofMinutes(100)));
        assertEquals("12 h", QuantityText.display(Duration.ofHours(12)));
        assertEquals("5 min 3 s", QuantityText.display(Duration.ofSeconds(303)));
        assertEquals("1 h", QuantityText.display(Duration.ofSeconds(3_603)));
        assertEquals("0 s", QuantityText.display(Duration.ZERO));
        assertEquals("2,400 h", QuantityText.display(Duration.ofDays(100)));
    }

    @Test
    void aRateThatHasNoExactTextHasNone() {
        assertEquals(Optional.empty(), QuantityText.text(FlowRate.of(Volume.ofMillilitres(100), Duration.ofHours(7))));
        assertEquals(Optional.of("200 mL/h"), QuantityText.text(FlowRate.ofMillilitresPerHour(200)));
    }

    private static String bad(Parsed<?> parsed) {
        return assertInstanceOf(Bad.class, parsed, parsed::toString).why();
    }
}
