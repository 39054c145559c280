package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;

final class SimulatedHardwareTest {
    private static final long S = 1_000_000_000L;

    private final Rig rig = Rig.even(1);

    private SensorSample read() {
        return rig.hardware.read();
    }

    @Test
    void pressureNoiseHasNoMeanAndTheRootMeanSquareOfItsParameter() {
        int count = 20_000;
        double sum = 0;
        double squares = 0;
        double together = 0;
        for (int reading = 0; reading < count; reading++) {
            SensorSample sample = read();
            double down = sample.line().downstream().pascals() / FluidLine.PA_PER_MMHG - rig.truth.downstreamMmHg();
            double up = sample.line().upstream().pascals() / FluidLine.PA_PER_MMHG - rig.truth.upstreamMmHg();
            sum += down;
            squares += down * down;
            together += down * up;
        }
        assertEquals(0, sum / count, 0.06);
        assertEquals(1.5, Math.sqrt(squares / count), 0.05);
        assertEquals(0, together / count, 0.1);
    }

    @Test
    void liquidReadsBetween1100And2250Mv() {
        for (int reading = 0; reading < 10_000; reading++) {
            int millivolts = read().line().airDetectorMv();
            assertTrue(millivolts > 1_100 && millivolts < 2_250, () -> millivolts + " mV");
        }
    }

    @Test
    void keysAreDownForAsLongAsTheyArePressed() {
        rig.world.press(HardKey.STOP, S);
        rig.world.press(HardKey.START, 2 * S);
        rig.world.press(HardKey.DOSE, 3 * S);
        rig.world.advance(S - 1);
        assertEquals(new Keys(true, true, true), read().enclosure().keys());
        rig.world.advance(1);
        assertEquals(new Keys(true, false, true), read().enclosure().keys());
        rig.world.advance(S);
        assertEquals(new Keys(false, false, true), read().enclosure().keys());
        rig.world.advance(S);
        assertEquals(Keys.RELEASED, read().enclosure().keys());
    }

    @Test
    void theWallClockJumpsAndTheMonotonicDoesNot() {
        rig.world.advance(S);
        long wall = read().clock().wallMs();
        rig.world.jumpClock(-3_600_000);
        assertEquals(wall - 3_600_000, read().clock().wallMs());
        assertEquals(S, read().clock().monotonicNs());
    }

    @Test
    void theBatteryDrainsWithoutMainsAndItsEndIsAPowerCut() {
        rig.world.setMains(false);
        rig.world.advance(4 * 3_600 * S);
        assertFalse(read().power().mainsPresent());
        assertEquals(500, read().power().chargePermille());
        rig.world.advance(5 * 3_600 * S);
        assertFalse(rig.truth.powered());
        assertTrue(rig.truth.causes().spans().stream()
                .anyMatch(span -> span.cause() == Cause.POWER_CUT && span.fromNs() == 8 * 3_600 * S));
        rig.world.setMains(true);
        assertTrue(rig.truth.powered());
        assertFalse(rig.truth.causes().isPresent(Cause.POWER_CUT));
    }

    @Test
    void aStuckSensorStaysAndAMendedOneMeasures() {
        rig.world.stickSensor(Sensor.DOWNSTREAM_PRESSURE);
        int stuck = read().line().downstream().pascals();
        rig.infuse(400, 30);
        assertEquals(stuck, read().line().downstream().pascals());
        assertNotEquals(stuck, read().line().upstream().pascals());
        rig.world.mendSensor(Sensor.DOWNSTREAM_PRESSURE);
        assertTrue(read().line().downstream().mmHg() > 50);
        assertFalse(rig.truth.causes().isPresent(Cause.SENSOR_BROKEN));
    }

    @Test
    void aBrokenSensorReadsTheEndOfItsRange() {
        for (Sensor sensor : Sensor.values()) {
            rig.world.breakSensor(sensor);
        }
        SensorSample sample = read();
        assertEquals(3_000, sample.line().upstream().mmHg());
        assertEquals(3_300, sample.line().airDetectorMv());
        assertEquals(150_000, sample.enclosure().boardMilliCelsius());
        assertFalse(sample.enclosure().doorClosed());
        assertEquals(-1, sample.power().chargePermille());
    }

    @Test
    void truthTellsWhenALampWasLastLitAndATonesEnd() {
        assertEquals(-1, rig.truth.lastLitNs(Signal.Lamp.RED));
        rig.world.advance(S);
        rig.hardware.show(new Signal(Signal.Lamp.RED, 523));
        rig.world.advance(S);
        assertEquals(2 * S, rig.truth.lastLitNs(Signal.Lamp.RED));
        rig.hardware.show(Signal.QUIET);
        rig.world.advance(S);
        assertEquals(2 * S, rig.truth.lastLitNs(Signal.Lamp.RED));
        assertEquals(2 * S, rig.truth.lastToneNs());
        assertEquals(2 * S, rig.truth.signalSinceNs());
        assertEquals(-1, rig.truth.lastLitNs(Signal.Lamp.CYAN));
    }

    @Test
    void aDarkPumpShowsNothing() {
        rig.hardware.show(new Signal(Signal.Lamp.RED, 523));
        rig.world.cutPower();
        assertEquals(Signal.QUIET, rig.truth.signal());
        rig.hardware.show(new Signal(Signal.Lamp.RED, 523));
        assertEquals(Signal.QUIET, rig.truth.signal());
    }
}
