package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.firmware.monitor.Cause;
import org.steadyflow.firmware.monitor.Mode;

/** A control that has gone mad, with none of its own checks in play, against the monitor alone; the world judges. */
@Tag("REQ-150")
class MadControlTest {
    /** The promise at 400 mL/h, and what it grows by above. */
    static double promisedMl(double mlPerH) {
        return 0.12 * Math.max(1, mlPerH / 400);
    }

    @ParameterizedTest
    @CsvSource({"1", "25", "125", "400", "1000"})
    void noFactorOnTheRateGivesMoreThanThePromise(double mlPerH) throws IOException {
        List<String> rows = new ArrayList<>();
        for (double factor : new double[] {1.05, 1.5, 2, 10}) {
            MadPump pump = MadPump.running(mlPerH, Madness.faster(factor));
            double extraMl = pump.runUntilItStands();
            rows.add(String.format(Locale.ROOT, "%.0f mL/h x%.2f: %.0f uL", mlPerH, factor, extraMl * 1_000));
            assertTrue(extraMl <= promisedMl(mlPerH), rows::toString);
            assertEquals(Cause.RATE, pump.monitor().state().cause(), rows::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "25", "125", "400", "1000"})
    void aShortedDriverGivesNoMoreThanThePromise(double mlPerH) throws IOException {
        MadPump pump = MadPump.running(mlPerH, Madness.faster(1));
        pump.world().runAway();
        double extraMl = pump.runUntilItStands();
        assertTrue(extraMl <= promisedMl(mlPerH), () -> extraMl + " mL");
        assertEquals(Mode.TRIPPED, pump.monitor().state().mode());
    }

    @ParameterizedTest
    @CsvSource({"1", "25", "125", "400", "1000"})
    void aMotorThatTurnsTheWrongWayDrawsNoMoreThanThePromise(double mlPerH) throws IOException {
        MadPump pump = MadPump.running(mlPerH, Madness.BACKWARDS);
        double drawnMl = pump.runUntilItHasTurnedBack();
        assertTrue(drawnMl <= promisedMl(mlPerH), () -> drawnMl + " mL");
        assertEquals(Cause.REVERSE, pump.monitor().state().cause());
    }

    @ParameterizedTest
    @CsvSource({"25", "125", "400", "1000"})
    void aMotorThatDoesNotStopAtTheVolumeGivesNoMoreThanThePromise(double mlPerH) throws IOException {
        MadPump pump = MadPump.endless(mlPerH);
        double beyondMl = pump.runUntilItStandsBeyond(MadPump.SHORT_ML);
        assertTrue(beyondMl <= promisedMl(mlPerH), () -> beyondMl + " mL");
    }

    @Test
    void aSoundControlIsNotCut() throws IOException {
        MadPump pump = MadPump.running(400, Madness.faster(1));
        pump.pass(60_000);
        assertEquals(Mode.GUARDING, pump.monitor().state().mode());
        assertFalse(pump.world().truth().buzzerSounds());
    }
}
