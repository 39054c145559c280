package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.MotorCommand;

/** The switch in the motor's power: who holds it closed, and what falls with it. */
class RailTest {
    private static final long MS = 1_000_000L;
    private static final long FAST = 50_000;
    private static final long FAR = 10_000_000;

    private final Rig rig = Rig.even(1);

    @Test
    void isUpWhereNoMonitorIsFitted() {
        rig.world.advance(1_000 * MS);
        assertTrue(rig.truth.railUp());
    }

    @Test
    @Tag("REQ-151")
    void fallsWithin250MsWhenTheEdgesStop() {
        MonitorHardware monitor = rig.hardware.fitMonitor();
        assertFalse(rig.truth.railUp());
        monitor.kick();
        rig.world.advance(250 * MS);
        assertTrue(rig.truth.railUp());
        rig.world.advance(10 * MS);
        assertFalse(rig.truth.railUp());
        assertFalse(monitor.read().railUp());
    }

    @Test
    @Tag("REQ-150")
    void aCutTakesMotorAndClampWithin20MsAndTheNextEdgeBringsThemBack() {
        MonitorHardware monitor = rig.hardware.fitMonitor();
        monitor.kick();
        run(FAR);
        rig.world.advance(100 * MS);
        assertTrue(rig.truth.motorTurning());
        assertTrue(rig.truth.clampOpen());
        monitor.cut();
        rig.world.advance(20 * MS);
        long cutAt = rig.truth.shaftMicrosteps();
        rig.world.advance(80 * MS);
        assertEquals(cutAt, rig.truth.shaftMicrosteps());
        assertFalse(rig.truth.clampOpen());
        monitor.kick();
        rig.world.advance(20 * MS);
        assertTrue(rig.truth.motorTurning());
        assertTrue(rig.truth.clampOpen());
    }

    @Test
    void noCutLosesAPosition() {
        MonitorHardware monitor = rig.hardware.fitMonitor();
        monitor.kick();
        run(1_000);
        rig.hardware.trustPosition();
        rig.world.advance(200 * MS);
        monitor.cut();
        rig.world.advance(500 * MS);
        assertTrue(rig.hardware.read().motor().positionSurvived());
        assertEquals(1_000, rig.hardware.read().motor().encoderMicrosteps());
    }

    @Test
    void theStopKeyHoldsTheRailDownWhateverTheMonitorDoes() {
        MonitorHardware monitor = rig.hardware.fitMonitor();
        monitor.kick();
        rig.world.advance(20 * MS);
        rig.world.press(HardKey.STOP, 100 * MS);
        for (int i = 0; i < 5; i++) {
            rig.world.advance(10 * MS);
            monitor.kick();
            assertFalse(rig.truth.railUp());
            assertTrue(monitor.read().stopKeyHeld());
            rig.world.advance(10 * MS);
        }
        assertTrue(rig.truth.railUp());
    }

    @Test
    @Tag("REQ-150")
    void aShortedDriverTurnsNothingWithoutTheRail() {
        MonitorHardware monitor = rig.hardware.fitMonitor();
        monitor.kick();
        rig.world.runAway();
        rig.world.advance(50 * MS);
        assertTrue(rig.truth.motorTurning());
        monitor.cut();
        rig.world.advance(20 * MS);
        long cutAt = rig.truth.shaftMicrosteps();
        rig.world.advance(1_000 * MS);
        assertEquals(cutAt, rig.truth.shaftMicrosteps());
    }

    @Test
    void theBuzzerIsSilentWithoutPower() {
        MonitorHardware monitor = rig.hardware.fitMonitor();
        monitor.sound(true);
        assertTrue(rig.truth.buzzerSounds());
        rig.world.cutPower();
        assertFalse(rig.truth.buzzerSounds());
    }

    private void run(long microsteps) {
        rig.hardware.kick();
        rig.hardware.apply(new MotorCommand.MoveTo(microsteps, FAST));
    }
}
