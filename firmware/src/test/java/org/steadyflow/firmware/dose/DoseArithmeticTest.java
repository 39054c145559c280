package org.steadyflow.firmware.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.dose.Conversion.Converted;
import org.steadyflow.firmware.dose.Conversion.Refused;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

@Tag("REQ-19")
class DoseArithmeticTest {
    private static final Body ADULT = Body.ofWeightKg(new BigDecimal("70"));

    @ParameterizedTest(name = "{0} at {1} is {3} mL/h")
    @CsvSource({
        "5 mcg/kg/min,    2 mg/mL,      1, 10.5",
        "200 mcg/min,     0.8 mg/mL,    1, 15",
        "0.375 mcg/kg/min,200 mcg/mL,   1, 7.875",
        "0.75 mcg/kg/min, 200 mcg/mL,   1, 15.75",
        "4.4 units/kg/h,  100 units/mL, 1, 3.08",
        "0.5 mL/kg/h,     100 mg/mL,    1, 35",
        "5 mL/kg/h,       100 mg/mL,    1, 350",
        "15 mL/h/site,    200 mg/mL,    4, 60",
        "25 mL/h/site,    200 mg/mL,    2, 50",
        "13.5 g/24h,      56.25 mg/mL,  1, 10",
        "10 mg/min,       5 mg/mL,      1, 120",
        "1 kcal/kg/day,   2 kcal/mL,    1, 1.458333",
    })
    void aRunningDoseIsTheFlowOfTheReference(String rate, String concentration, int sites, BigDecimal perHour) {
        Conversion<FlowRate> flow =
                DoseArithmetic.rate(good(DoseText.rate(rate)), Optional.of(concentration(concentration)), ADULT, sites);
        assertEquals(FlowRate.ofMillilitresPerHour(perHour), converted(flow));
    }

    @Test
    void fiveHundredMillilitresOfDopamineLastThirtyThreeHoursTwentyMinutes() {
        FlowRate flow = converted(DoseArithmetic.rate(
                good(DoseText.rate("200 mcg/min")), Optional.of(concentration("0.8 mg/mL")), Body.NONE, 1));
        assertEquals(Duration.ofMinutes(33 * 60 + 20), flow.durationFor(Volume.ofMillilitres(500)));
    }

    @ParameterizedTest(name = "{0} at {1} is {2} mL")
    @CsvSource({
        "10 mg/kg,     7 mg/mL,      100",
        "70 units/kg,  100 units/mL, 49",
        "1 g,          5 mg/mL,      200",
        "2400 mg/m2,   50 mg/mL,     86.4",
        "300 mg,       20 mg/mL,     15",
        "1500 mL,      1 kcal/mL,    1500",
        "5 mEq,        0.04 mEq/mL,  125",
        "2 mmol/kg,    0.5 mmol/mL,  280",
    })
    void aDoseIsTheVolumeOfTheReference(String dose, String concentration, BigDecimal millilitres) {
        Body body = new Body(Optional.of(new BigDecimal("70")), Optional.empty(), Optional.of(new BigDecimal("1.8")));
        Conversion<Volume> volume =
                DoseArithmetic.volume(good(DoseText.dose(dose)), Optional.of(concentration(concentration)), body);
        assertEquals(new Converted<>(Volume.ofMillilitres(millilitres), BigDecimal.ZERO), volume);
    }

    @Test
    void twentyFourHundredMilligramsPerSquareMetreAreFourThousandThreeHundredAndTwenty() {
        Body body = Body.ofSurfaceM2(new BigDecimal("1.8"));
        Concentration concentration = concentration("50 mg/mL");
        Volume volume =
                converted(DoseArithmetic.volume(good(DoseText.dose("2400 mg/m2")), Optional.of(concentration), body));
        Amount amount = DoseArithmetic.amountIn(volume, concentration);
        assertEquals("4320 mg", amount.toString());
        assertEquals("4,320 mg", DoseText.display(amount));
    }

    @Test
    void aSurfaceFollowsFromWeightAndHeightByMosteller() {
        assertEquals("1.8181", surface("70", "170"));
        assertEquals("1.633", surface("60", "160"));
        assertEquals("2", surface("80", "180"));
        assertEquals("0.2121", surface("3.24", "50"));
    }

    @Test
    void aWrittenSurfaceStandsAboveTheReckonedOne() {
        Body body = new Body(
                Optional.of(new BigDecimal("70")),
                Optional.of(new BigDecimal("170")),
                Optional.of(new BigDecimal("1.80")));
        assertEquals(Optional.of(new BigDecimal("1.8")), body.surfaceM2());
    }

    @Test
    void weightAloneGivesNoSurface() {
        assertEquals(Optional.empty(), ADULT.surfaceM2());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "5 mcg/kg/min,  2 mg/mL,     'is counted per kg and needs body.weight; add it, as in \"body\": {\"weight\": \"70 kg\"}'",
        "5 mcg/m2/min,  2 mg/mL,     'is counted per m2 and needs body.surface, or body.weight and body.height; add it, as in \"body\": {\"surface\": \"1.8 m2\"}'",
        "5 mg/h,        2 units/mL,  'is counted in mg, and that cannot be had from a concentration in units/mL; write both in units that count the same thing'",
        "5 mg/h,        ,            'is counted in mg and needs drug.concentration; add it, as in \"concentration\": \"2 mg/mL\"'",
        "1000000 g/min, 1 ng/mL,     'comes to more than 10,000 mL/h; check the dose, the concentration and the body'",
        "1 ng/day,      30 mg/mL,    'comes to 0 mL/h when rounded to a whole nanolitre per hour, which is 100 % off; 0.01 % is the most, so order more, or a weaker concentration'",
    })
    void whatIsMissingOrWrongIsSaidWithItsValues(String rate, String concentration, String why) {
        Conversion<FlowRate> flow = DoseArithmetic.rate(
                good(DoseText.rate(rate)),
                Optional.ofNullable(concentration).map(DoseArithmeticTest::concentration),
                Body.NONE,
                1);
        assertEquals(new Refused<FlowRate>(why), flow);
    }

    @Test
    void aRoundingOfOneInTenThousandPassesAndOneAboveIsRefused() {
        Concentration oneUnit = concentration("1 units/mL");
        // 5,000.5 nL round to 5,000: 99.99 millionths; 4,999.5 nL to 4,999: 100.01
        Conversion<Volume> just = DoseArithmetic.volume(units("0.0050005"), Optional.of(oneUnit), Body.NONE);
        Conversion<Volume> beyond = DoseArithmetic.volume(units("0.0049995"), Optional.of(oneUnit), Body.NONE);
        assertEquals(new Converted<>(Volume.ofNanolitres(5_000), new BigDecimal("99.991")), just);
        String why = assertInstanceOf(Refused.class, beyond).why();
        assertTrue(why.contains("0.011 % off"), why);
    }

    @Test
    void whatIsLostByRoundingIsTold() {
        Converted<?> third = assertInstanceOf(
                Converted.class,
                DoseArithmetic.rate(
                        good(DoseText.rate("1 mg/h")), Optional.of(concentration("3 mg/mL")), Body.NONE, 1));
        assertEquals(FlowRate.ofMillilitresPerHour(new BigDecimal("0.333333")), third.value());
        assertEquals(BigDecimal.ONE, third.errorPpm());
    }

    @Test
    void aFlowIsToldAsTheDoseThatItIs() {
        OrderedRate wanted = good(DoseText.rate("1 mcg/kg/min"));
        OrderedRate back = converted(DoseArithmetic.doseRate(
                FlowRate.ofMillilitresPerHour(new BigDecimal("10.5")),
                wanted,
                Optional.of(concentration("2 mg/mL")),
                ADULT,
                1));
        assertEquals("5 mcg/kg/min", back.toString());
    }

    @Test
    void aVolumeIsToldAsTheDoseThatItIs() {
        OrderedDose back = converted(DoseArithmetic.dose(
                Volume.ofMillilitres(49),
                AmountUnit.UNITS,
                Per.KILOGRAM,
                Optional.of(concentration("100 units/mL")),
                ADULT));
        assertEquals("70 units/kg", back.toString());
    }

    @Test
    void aReckonedRateIsShownWithThreeDigitsAndNoMore() {
        OrderedRate wanted = good(DoseText.rate("1 mcg/kg/min"));
        OrderedRate third = converted(DoseArithmetic.doseRate(
                FlowRate.ofMillilitresPerHour(1), wanted, Optional.of(concentration("2 mg/mL")), ADULT, 1));
        assertEquals("0.476 mcg/kg/min", DoseText.displayRounded(third));
        assertEquals("0.000476 g", DoseText.displayRounded(new Amount(new BigDecimal("0.00047619"), AmountUnit.GRAM)));
        assertEquals(
                "1,234.568 mg",
                DoseText.displayRounded(new Amount(new BigDecimal("1234.56789"), AmountUnit.MILLIGRAM)));
        assertEquals("0 mg", DoseText.displayRounded(new Amount(BigDecimal.ZERO, AmountUnit.MILLIGRAM)));
    }

    @Test
    void aBodyOutsideItsRangeIsNone() {
        assertThrows(IllegalArgumentException.class, () -> Body.ofWeightKg(new BigDecimal("0.29")));
        assertThrows(IllegalArgumentException.class, () -> Body.ofWeightKg(new BigDecimal("500.1")));
        assertThrows(IllegalArgumentException.class, () -> Body.ofSurfaceM2(new BigDecimal("6.01")));
    }

    private static String surface(String kg, String cm) {
        return new Body(Optional.of(new BigDecimal(kg)), Optional.of(new BigDecimal(cm)), Optional.empty())
                .surfaceM2()
                .orElseThrow()
                .toPlainString();
    }

    private static OrderedDose units(String value) {
        return OrderedDose.of(new Amount(new BigDecimal(value), AmountUnit.UNITS));
    }

    /** {@code 2 mg/mL} is 2 mg, and that per mL. */
    private static Concentration concentration(String text) {
        Amount amount = good(DoseText.dose(text.replace("/mL", ""))).amount();
        return new Concentration(amount.value(), amount.unit());
    }

    private static <T> T good(Parsed<T> parsed) {
        return switch (parsed) {
            case Good<T>(T value) -> value;
            case Parsed.Bad<T>(Parsed.Fault fault, String why) -> throw new AssertionError(why);
        };
    }

    private static <T> T converted(Conversion<T> conversion) {
        return switch (conversion) {
            case Converted<T>(T value, BigDecimal errorPpm) -> value;
            case Refused<T>(String why) -> throw new AssertionError(why);
        };
    }
}
