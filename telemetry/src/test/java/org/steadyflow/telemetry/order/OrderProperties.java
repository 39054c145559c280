package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds for every order, whatever stands in it. */
class OrderProperties {
    private static final List<String> FILES = List.of(
            "dopamine.json",
            "vancomycin.xml",
            "morphine-pca.json",
            "infliximab.json",
            "tube-feed.json",
            "dobutamine-r5.json",
            "parenteral-nutrition.json");

    /** A file with a piece torn out or doubled ends in an answer, never in an exception. */
    @Property(tries = 150)
    void aDamagedFileIsAnswered(
            @ForAll("files") String file,
            @ForAll @IntRange(max = 9_999) int from,
            @ForAll @IntRange(max = 40) int length) {
        byte[] whole = Orders.example(file);
        int cut = from % whole.length;
        int end = Math.min(whole.length, cut + length);
        byte[] less = new byte[whole.length - (end - cut)];
        System.arraycopy(whole, 0, less, 0, cut);
        System.arraycopy(whole, end, less, cut, whole.length - end);
        switch (OrderImport.read(less)) {
            case Imported.Refused refused -> assertTrue(!refused.why().isBlank());
            case Imported.Draft draft ->
                assertEquals(!draft.isComplete(), draft.prescription().has(OrderImport.OPEN));
        }
    }

    /** What is written is what was ordered, to the last digit. */
    @Property(tries = 200)
    void aDoseRateKeepsItsDigits(
            @ForAll @BigRange(min = "0.001", max = "9999") @Scale(3) BigDecimal value, @ForAll("units") String unit) {
        Measure read =
                Ucum.parse(unit).orElseThrow().measure(Fraction.of(value)).orElseThrow();
        Optional<String> text = read.text();
        Assume.that(text.isPresent()); // a third of an mL/d is no plain decimal of mL/h
        String[] written = text.orElseThrow().split(" ", 2);
        Measure again = Ucum.parse(inUcum(written[1]))
                .orElseThrow()
                .measure(Fraction.of(new BigDecimal(written[0])))
                .orElseThrow();
        assertTrue(read.isAsMuchAs(again), () -> value + " " + unit + " became " + String.join(" ", written));
    }

    @Property
    void aFractionIsADecimalOnlyWhereItIsOne(
            @ForAll @IntRange(max = 100_000) int over, @ForAll @IntRange(min = 1, max = 2_000) int under) {
        Fraction fraction = Fraction.of(over).dividedBy(Fraction.of(under));
        Optional<BigDecimal> decimal = fraction.decimal();
        decimal.ifPresent(exact -> assertEquals(fraction, Fraction.of(exact)));
        int rest = under
                / java.math.BigInteger.valueOf(over)
                        .gcd(java.math.BigInteger.valueOf(under))
                        .intValue();
        while (rest % 2 == 0) {
            rest /= 2;
        }
        while (rest % 5 == 0) {
            rest /= 5;
        }
        assertEquals(rest == 1, decimal.isPresent());
    }

    private static String inUcum(String unit) {
        return unit.replace("mcg", "ug")
                .replace("units", "[iU]")
                .replace("mEq", "meq")
                .replace("/day", "/d");
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(FILES);
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of(
                "mg/min",
                "ug/kg/min",
                "mL/h",
                "mL/d",
                "[iU]/kg/h",
                "mmol/h",
                "g/d",
                "ng/kg/min",
                "meq/h",
                "mg/m2/d",
                "mL/kg/min",
                "kcal/d");
    }
}
