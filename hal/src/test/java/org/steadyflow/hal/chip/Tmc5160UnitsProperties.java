package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.steadyflow.hal.device.Mechanism;

class Tmc5160UnitsProperties {
    private static final double UNIT = 12e6 / (1 << 24);

    @Property
    void theChipIsNeverSlowerThanAskedAndLessThanAUnitFaster(@ForAll @LongRange(min = 1, max = 5_000_000) long pace) {
        double chip = Tmc5160Units.velocity(pace) * UNIT;
        assertTrue(chip >= pace - 1e-6 && chip < pace + UNIT, () -> pace + " became " + chip);
    }

    @Property
    void aFactorCountsOneTurnToTheMicrostep(@ForAll @IntRange(min = 1, max = 10_000) int lines) {
        int edges = 4 * lines;
        if (Mechanism.MICROSTEPS_PER_TURN * 10_000L % edges == 0 && lines > 1) {
            int factor = Tmc5160Units.encoderFactor(lines);
            long tenThousandths = (factor >>> 16) * 10_000L + (factor & 0xFFFF);
            assertEquals(Mechanism.MICROSTEPS_PER_TURN * 10_000L, tenThousandths * edges);
        } else if (lines > 1) {
            assertThrows(IllegalArgumentException.class, () -> Tmc5160Units.encoderFactor(lines));
        }
    }

    @Example
    void theReferenceEncodersFactorIsTwelveAndAHalf() {
        assertEquals(12 << 16 | 5_000, Tmc5160Units.encoderFactor(1_024));
        assertEquals(51 << 16 | 2_000, Tmc5160Units.encoderFactor(250));
    }

    @Example
    void everyMechanismHasSettings() {
        for (Mechanism mechanism : Mechanism.all()) {
            long top = Tmc5160Settings.of(mechanism.microstep()).topMicrostepsPerS();
            assertTrue(mechanism.microstep().volumeOf(top * 3_600).nanolitres() <= 3_000_000_000L, mechanism.label());
        }
    }
}
