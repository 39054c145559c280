package org.steadyflow.firmware.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Good;

class DoseTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 mcg/kg/min",
                "200 mcg/min",
                "4.4 units/kg/h",
                "0.5 mL/kg/h",
                "15 mL/h/site",
                "120 mL/h",
                "2 mEq/h",
                "30 kcal/kg/day",
                "600 mg/m2/day",
                "0.01 ng/kg/min"
            })
    void aRunningDoseIsReadAndWrittenTheSame(String text) {
        assertEquals(
                text, assertInstanceOf(Good.class, DoseText.rate(text)).value().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 g", "10 mg/kg", "2400 mg/m2", "100 mL", "4.2 units", "3 mmol/kg", "0.5 mcg"})
    void aDoseIsReadAndWrittenTheSame(String text) {
        assertEquals(
                text, assertInstanceOf(Good.class, DoseText.dose(text)).value().toString());
    }

    @Test
    void aDayMayBeWrittenAsTwentyFourHours() {
        assertEquals(DoseText.rate("2 g/day"), DoseText.rate("2 g/24h"));
    }

    @ParameterizedTest(name = "'{0}'")
    @Tag("REQ-12")
    @CsvSource({
        "4.4 U/kg/h,     'is in U/kg/h; write \"4.4 units/kg/h\"'",
        "4.4 IU/kg/hr,   'is in IU/kg/hr; write \"4.4 units/kg/h\"'",
        "5 ug/kg/min,    'is in ug/kg/min; write \"5 mcg/kg/min\"'",
        "5 \u00b5g/kg/min, 'is in \u00b5g/kg/min; write \"5 mcg/kg/min\"'",
        "5 mg/kg,        'is in mg/kg, which is not an amount per min, h, day or 24h, or that per kg, m2 or site; write it like \"5 mcg/kg/min\"'",
        "5 mg/min/kg,    'is in mg/min/kg, which is not an amount per min, h, day or 24h, or that per kg, m2 or site; write it like \"5 mcg/kg/min\"'",
        "5 mL/site/h,    'is in mL/site/h, which is not an amount per min, h, day or 24h, or that per kg, m2 or site; write it like \"5 mcg/kg/min\"'",
        "5..5 mg/h,      'has more than one decimal point; write one'",
        "5.5.5 IU/h,     'has more than one decimal point; write one'",
        "1e3 mg/h,       'has an exponent; write all digits of the number'",
        "'1,000 mg/h',   'has a comma, which may stand for thousands or for a decimal point; write no separator, and a point for decimals'",
        ".5 mg/h,        'begins with a point; write a zero before it, \"0.5\"'",
        "0 mg/h,         'is nothing; write a number above zero'",
        "-1 mg/h,        'is negative; write a number without a sign'",
        "0.0000001 mg/h, 'is finer than can be counted here; write at most six digits after the point'",
        "1000000001 mg/h,'is more than can be counted here'",
        "5,              'has no unit; write it like \"5 mcg/kg/min\"'",
        "5mg/h,          'is not a number, a space and a unit; write it like \"5 mcg/kg/min\"'",
        "5 mg / h,       'is not one number, one space and one unit; write it like \"5 mcg/kg/min\"'",
        "'',             'is empty; write it like \"5 mcg/kg/min\"'",
    })
    void whatIsNotWrittenSoIsRefusedAndNotRepaired(String text, String why) {
        assertEquals(why, assertInstanceOf(Bad.class, DoseText.rate(text)).why());
    }

    @ParameterizedTest(name = "'{0}'")
    @Tag("REQ-12")
    @CsvSource({
        "70 IU/kg,  'is in IU/kg; write \"70 units/kg\"'",
        "5 mL/site, 'is in mL/site, which is not an amount, or an amount per kg or m2; write it like \"10 mg/kg\"'",
        "5 mg/h,    'is in mg/h, which is not an amount, or an amount per kg or m2; write it like \"10 mg/kg\"'",
    })
    void aDoseInAnotherUnitIsRefused(String text, String why) {
        assertEquals(why, assertInstanceOf(Bad.class, DoseText.dose(text)).why());
    }

    @ParameterizedTest(name = "'{0}'")
    @Tag("REQ-12")
    @CsvSource({
        "154 lb,  'is in lb; write it in kg, for example \"70 kg\"'",
        "700 kg,  'is no size of a body; write 0.3 kg to 500 kg'",
        "0.2 kg,  'is no size of a body; write 0.3 kg to 500 kg'",
    })
    void aBodyOfAnotherUnitOrSizeIsRefused(String text, String why) {
        assertEquals(why, assertInstanceOf(Bad.class, DoseText.weight(text)).why());
    }

    @Test
    void sizesOfABodyAreRead() {
        assertEquals(new Good<>(new BigDecimal("70")), DoseText.weight("70 kg"));
        assertEquals(new Good<>(new BigDecimal("170")), DoseText.height("170.0 cm"));
        assertEquals(new Good<>(new BigDecimal("1.8")), DoseText.surface("1.8 m2"));
    }

    @Test
    @Tag("REQ-07")
    void dosesAreShownWithSeparatorsAndUnitsInFull() {
        assertEquals("2,400 mg/m2", DoseText.display(dose("2400 mg/m2")));
        assertEquals("10,000 units", DoseText.display(dose("10000.0 units")));
        assertEquals("0.5 mcg/kg", DoseText.display(dose("0.50 mcg/kg")));
        assertEquals("1,234.5 mg", DoseText.display(dose("1234.50 mg")));
    }

    private static OrderedDose dose(String text) {
        return switch (DoseText.dose(text)) {
            case Good<OrderedDose>(OrderedDose value) -> value;
            case Bad<OrderedDose>(Parsed.Fault fault, String why) -> throw new AssertionError(why);
        };
    }
}
