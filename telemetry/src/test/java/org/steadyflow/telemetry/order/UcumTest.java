package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UcumTest {
    private static Optional<String> read(String value, String code) {
        return Ucum.parse(code)
                .flatMap(unit -> unit.measure(Fraction.of(new BigDecimal(value))))
                .flatMap(Measure::text);
    }

    @ParameterizedTest
    @CsvSource({
        "5, mg, 5 mg",
        "1.5, g, 1.5 g",
        "0.001, kg, 1 g",
        "200, ug, 200 mcg",
        "7, ng, 7 ng",
        "1000, [iU], 1000 units",
        "5, [IU], 5 units",
        "5, k[iU], 5000 units",
        "250, m[iU], 0.25 units",
        "20, meq, 20 mEq",
        "0.02, eq, 20 mEq",
        "3, mmol, 3 mmol",
        "250, umol, 0.25 mmol",
        "100, kcal, 100 kcal",
        "100, [Cal], 100 kcal",
        "1, L, 1000 mL",
        "2, dL, 200 mL",
        "250, uL, 0.25 mL",
        "120, mL/h, 120 mL/h",
        "2, mL/min, 120 mL/h",
        "2880, mL/d, 120 mL/h",
        "2880, mL/(24.h), 120 mL/h",
        "5, ug/kg/min, 5 mcg/kg/min",
        "5, ug/(kg.min), 5 mcg/kg/min",
        "5, ug.kg-1, ",
        "10, mg/kg, 10 mg/kg",
        "2400, mg/m2, 2400 mg/m2",
        "4.4, [iU]/kg/h, 4.4 units/kg/h",
        "1, g/d, 1 g/day",
        "0.5, mL/kg/h, 0.5 mL/kg/h",
        "0.1, mg/s, 6 mg/min",
        "5, mg/mL, 5 mg/mL",
        "100, mg/dL, 1 mg/mL",
        "2, mg/kg{body wt}/h, 2 mg/kg/h"
    })
    void unitsBecomeThoseOfAPrescription(String value, String code, String text) {
        assertEquals(Optional.ofNullable(text), read(value, code));
    }

    /** One slip in a unit is a factor of a thousand, so nothing is repaired. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "U",
                "IU",
                "MG",
                "Mg",
                "mcg",
                "ml/hr",
                "cc",
                "mg/",
                "/",
                "mg//h",
                "(mg",
                "mg)",
                "mg/(kg",
                "mg mL",
                "[iU",
                "{bag",
                "((((((mg))))))",
                "0.mg",
                "1e3.mg",
                "mg\u0000",
                "mg2",
                "%",
                "cal/mL"
            })
    void whatIsNoSuchUnitIsNotRead(String code) {
        assertEquals(Optional.empty(), Ucum.parse(code).flatMap(unit -> unit.measure(Fraction.ONE)));
    }

    @Test
    void aLongUnitIsNotRead() {
        assertEquals(Optional.empty(), Ucum.parse("mg.1".repeat(Ucum.LIMIT_CHARS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{bag}", "{dose}", "10"})
    void aCountIsNoAmountOfDrug(String code) {
        UcumUnit unit = Ucum.parse(code).orElseThrow();
        assertEquals(true, unit.isCount());
        assertEquals(Optional.empty(), unit.measure(Fraction.ONE));
    }

    @Test
    void aRateWithoutAPlainDecimalHasNoText() {
        Measure seventh = new Measure(
                Fraction.of(100).dividedBy(Fraction.of(7)),
                DrugUnit.ML,
                Measure.Body.NONE,
                Optional.of(TimeUnit.H),
                false);
        assertEquals(Optional.empty(), seventh.text());
    }

    @Test
    void anotherUnitHelpsWhereItMakesAPlainDecimal() {
        assertEquals(Optional.of("4 g/h"), read(Fraction.of(2).dividedBy(Fraction.of(30)), "g/min"));
    }

    private static Optional<String> read(Fraction value, String code) {
        return Ucum.parse(code).flatMap(unit -> unit.measure(value)).flatMap(Measure::text);
    }
}
