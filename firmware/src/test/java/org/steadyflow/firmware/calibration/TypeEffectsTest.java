package org.steadyflow.firmware.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Pressure;

@Tag("REQ-230")
@net.jqwik.api.Tag("REQ-230")
class TypeEffectsTest {
    private static final Calibration CASSETTE = Calibration.of(new Mechanism.Cassette());
    private static final int ROOM = 31_000;

    private static int gives(int mmHg, int boardMilliC, Duration turned) {
        return CASSETTE.typeYield(new Conditions(Pressure.ofMmHg(mmHg), boardMilliC, turned));
    }

    @Test
    void aFreshSetInAWarmRoomWithoutBackPressureGivesItsNominalVolume() {
        assertEquals(1_000_000, gives(0, ROOM, Duration.ZERO));
    }

    @Test
    void eachEffectIsTheMiddleOfItsType() {
        assertEquals(960_000, gives(100, ROOM, Duration.ZERO), 10);
        assertEquals(1_040_000, gives(-100, ROOM, Duration.ZERO), 10);
        assertEquals(1_000_000, gives(0, 29_000, Duration.ZERO));
        assertEquals(962_500, gives(0, 14_000, Duration.ZERO));
        assertEquals(970_000, gives(0, ROOM, Duration.ofDays(1)));
        assertEquals(940_000, gives(0, ROOM, Duration.ofDays(2)));
        assertEquals(940_000, gives(0, ROOM, Duration.ofDays(30)));
    }

    @Test
    void effectsMultiply() {
        assertEquals(0.92 * 0.9625 * 0.97 * 1e6, gives(200, 14_000, Duration.ofDays(1)), 20);
    }

    @Test
    void aPlungerHasNoEffects() {
        Calibration syringe = Calibration.of(Mechanism.Syringe.ML_10);
        assertEquals(1_000_000, syringe.typeYield(new Conditions(Pressure.ofMmHg(300), 0, Duration.ofDays(3))));
        assertTrue(syringe.isNone());
        assertFalse(CASSETTE.isNone());
        assertFalse(Calibration.of(Mechanism.Syringe.ML_10, Optional.of(new SetFactor("a", 990_000, 0)))
                .isNone());
    }

    @Test
    void theOwnFactorMultipliesTheTypes() {
        Calibration own = Calibration.of(new Mechanism.Cassette(), Optional.of(new SetFactor("a", 1_030_000, 0)));
        Conditions now = new Conditions(Pressure.ofMmHg(100), ROOM, Duration.ZERO);
        assertEquals(988_800, own.ownYield(now), 10);
        assertEquals(960_000, own.typeYield(now), 10);
    }

    /** However wrong a sensor is, the flow is not turned up by more than a quarter. */
    @Property
    void noReadingBringsTheYieldOutOfItsBounds(
            @ForAll @IntRange(min = -10_000_000, max = 10_000_000) int pascals,
            @ForAll int boardMilliC,
            @ForAll @IntRange(max = 1_000_000) int hours,
            @ForAll @IntRange(min = 900_000, max = 1_100_000) int factor) {
        Conditions now = new Conditions(new Pressure(pascals), boardMilliC / 2, Duration.ofHours(hours));
        Calibration own = Calibration.of(new Mechanism.Cassette(), Optional.of(new SetFactor("a", factor, 0)));
        for (int yield : new int[] {own.typeYield(now), own.ownYield(now)}) {
            assertTrue(yield >= Calibration.LEAST_YIELD && yield <= Calibration.MOST_YIELD, "" + yield);
        }
    }

    @Test
    void theMeanIsOfTheLastMinuteAndSpikesAreLeftOut() {
        Averages mean = Averages.NONE;
        for (int second = 0; second < Averages.READINGS_OF_THE_FIRST - 1; second++) {
            mean = mean.with(Pressure.ofMmHg(50), ROOM);
        }
        assertFalse(mean.known(), "too few readings");
        mean = mean.with(Pressure.ofMmHg(1_400), ROOM).with(Pressure.ofMmHg(50), 200_000);
        assertFalse(mean.known(), "no line has that pressure, no board is that hot");
        mean = mean.with(Pressure.ofMmHg(60), ROOM);
        assertTrue(mean.known());
        assertEquals(52, mean.pressure().mmHg());
        for (int second = 0; second < Averages.READINGS_OF_A_MEAN; second++) {
            assertEquals(52, mean.pressure().mmHg(), "a cough moves nothing before its minute is over");
            mean = mean.with(Pressure.ofMmHg(second < 6 ? 160 : 60), ROOM);
        }
        assertEquals(70, mean.pressure().mmHg());
    }
}
