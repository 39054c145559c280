package org.steadyflow.simulator.bench.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** What a reading is worth, and what doses make of it. */
@Tag("REQ-200")
class BalanceProperties {
    @Property
    void aReadingIsAWholeNumberOfLastDigits(@ForAll @DoubleRange(min = 0, max = 200) double ml, @ForAll long seed) {
        double digits = Balance.ANALYTICAL.pan(seed).read(ml) / Balance.ANALYTICAL.resolutionG();

        assertEquals(Math.rint(digits), digits, 1e-6);
    }

    @Property
    void aReadingIsOffByItsNoiseAndItsLastDigit(@ForAll @DoubleRange(min = 0, max = 200) double ml, @ForAll long seed) {
        double grams = Balance.ANALYTICAL.pan(seed).read(ml);

        assertEquals(ml * 0.998, grams, 7 * Balance.ANALYTICAL.noiseG());
    }

    @Example
    void readingsOfTheSameMassSpreadAsTheBalanceSays() {
        Balance.Pan pan = Balance.PRECISION.pan(1);
        int readings = 20_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < readings; i++) {
            double off = pan.read(1_000) - 998;
            sum += off;
            squares += off * off;
        }
        double deviation = Math.sqrt(squares / readings);

        assertEquals(0, sum / readings, 5e-5);
        // noise of 1 mg and rounding to 1 mg, which adds 0.29 mg
        assertEquals(1.04e-3, deviation, 3e-5);
    }

    @Example
    void aBalanceWithoutAResolutionIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Balance(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Balance(1e-3, -1));
    }

    @Property
    void dosesAreCountedAboutTheirOwnMean(@ForAll @Size(25) List<@DoubleRange(min = 0.01, max = 50) Double> volumes) {
        Doses doses = Doses.of(volumes.stream().mapToDouble(Double::doubleValue).toArray());

        assertEquals(
                0,
                doses.aboutMeanPercent().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum(),
                1e-6);
        assertTrue(doses.worstBelowPercent() <= 1e-9 && doses.worstAbovePercent() >= -1e-9);
    }

    @Example
    void theWorstDoseIsTheOneFarthestFromTheMean() {
        Doses doses = Doses.of(0.9, 1.0, 1.0, 1.0, 1.2, 0.9);

        assertEquals(1.0, doses.meanMl(), 1e-12);
        assertEquals(20, doses.worstAbovePercent(), 1e-9);
        assertEquals(-10, doses.worstBelowPercent(), 1e-9);
        assertEquals(25, doses.meanErrorPercent(0.8), 1e-9);
    }
}
