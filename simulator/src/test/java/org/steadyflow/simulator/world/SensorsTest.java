package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;

/** Range, counts, delay and drift of the pressures; the second encoder; battery and gauge. */
final class SensorsTest {
    private static final long S = 1_000_000_000L;
    private static final PressureSensor QUIET =
            new PressureSensor(0, Spread.exactly(0), Spread.exactly(0), 11.574, -750, 1_750, 20);

    @Test
    void aPressureIsAWholeCountWithinItsRange() {
        PressureChannel channel = new PressureChannel(QUIET, new RandomBits(1, 1));
        for (int pascals = -20_000; pascals < 20_000; pascals += 777) {
            double counts = channel.read(pascals, 0, 0).pascals() / 11.574;
            assertEquals(Math.rint(counts), counts, 0.05);
            assertEquals(pascals, channel.read(pascals, 0, 0).pascals(), 6.5);
        }
        assertEquals(1_750, channel.read(1e9, 0, 0).pascals() / FluidLine.PA_PER_MMHG, 0.1);
        assertEquals(-750, channel.read(-1e9, 0, 0).pascals() / FluidLine.PA_PER_MMHG, 0.1);
    }

    @Test
    void aZeroWandersSlowlyAndWithinItsLimit() {
        PressureSensor drifting = new PressureSensor(0, Spread.exactly(0), Spread.exactly(5), 0.01, -750, 1_750, 0);
        PressureChannel channel = new PressureChannel(drifting, new RandomBits(4, 1));
        double last = 0;
        double most = 0;
        for (long second = 0; second < 100 * 3_600; second += 60) {
            double mmHg = channel.read(0, 0, second * S).pascals() / FluidLine.PA_PER_MMHG;
            assertTrue(Math.abs(mmHg - last) < 0.1, () -> mmHg + " after another");
            most = Math.max(most, Math.abs(mmHg));
            last = mmHg;
        }
        assertTrue(most > 2 && most <= 5.1, "most " + most);
    }

    @Test
    void aReadingIsAsOldAsItsConversion() {
        WorldParameters usual = Rig.even();
        WorldParameters.Sensors sensors = new WorldParameters.Sensors(
                QUIET, 1_700, 60, 31, usual.sensors().angle());
        World world = new World(usual.withSensors(sensors), 1);
        world.kinkDownstream(Double.POSITIVE_INFINITY);
        world.runAway();
        world.hardware().apply(MotorCommand.HOLD);
        double before = 0;
        double atLast = 0;
        for (int step = 0; step < 50; step++) {
            world.hardware().kick();
            before = atLast;
            atLast = world.truth().downstreamMmHg();
            world.advance(World.STEP_NS);
        }
        double read = world.hardware().read().line().downstream().pascals() / FluidLine.PA_PER_MMHG;
        assertEquals(before, read, 0.1);
        assertTrue(world.truth().downstreamMmHg() > read + 0.5, "the pressure has moved on");
    }

    @Test
    void theSecondEncoderFollowsTheRotorWithinItsErrors() {
        Rig rig = Rig.even(5);
        int zero = rig.world.secondEncoder().read().angleCounts();
        long start = rig.truth.shaftMicrosteps();
        for (int turn = 0; turn < 20; turn++) {
            rig.infuse(300, 3);
            SecondEncoder.Reading reading = rig.world.secondEncoder().read();
            assertTrue(reading.magnetSeen());
            assertTrue(rig.truth.nowNs() - reading.convertedNs() < SecondEncoder.PERIOD_NS);
            double turns = (rig.truth.shaftMicrosteps() - start) / 512_000.0;
            double seen = Math.floorMod(reading.angleCounts() - zero, 4_096) / 4_096.0;
            double off = Math.IEEEremainder(seen - turns, 1) * 360;
            assertTrue(Math.abs(off) < 2.5, () -> off + " degrees off");
        }
    }

    @Test
    void theSecondEncoderHasFaultsOfItsOwn() {
        Rig rig = Rig.even(5);
        rig.world.stickSensor(Sensor.SECOND_ENCODER);
        int stuck = rig.world.secondEncoder().read().angleCounts();
        rig.infuse(300, 5);
        assertEquals(stuck, rig.world.secondEncoder().read().angleCounts());
        assertTrue(rig.hardware.read().motor().encoderMicrosteps() > 100_000);
        rig.world.breakSensor(Sensor.SECOND_ENCODER);
        rig.world.advance(S);
        assertFalse(rig.world.secondEncoder().read().magnetSeen());
        rig.world.mendSensor(Sensor.SECOND_ENCODER);
        rig.world.advance(S);
        assertTrue(rig.world.secondEncoder().read().magnetSeen());
    }

    @Test
    void onASyringeItSitsOnTheLeadScrew() {
        assertEquals(
                Mechanism.MICROSTEPS_PER_TURN,
                SyringeMechanics.of(Mechanism.Syringe.ML_10).secondEncoderTurnMicrosteps());
    }

    @Test
    void aWornBatteryRunsForItsShareAndGoesOutBeforeItIsEmpty() {
        World world = new World(
                WorldParameters.DEFAULT.withPower(
                        WorldParameters.DEFAULT.power().withCapacity(0.3, 60)),
                1);
        world.setMains(false);
        double hours = 8 * 0.3 * 0.94;
        assertEquals(hours, world.truth().batteryHours(), 1e-9);
        world.advance(Math.round((hours * 3_600 - 1) * S));
        assertTrue(world.truth().powered());
        assertEquals(60, world.truth().batteryPermille(), 1);
        world.advance(2 * S);
        assertFalse(world.truth().powered());
    }

    @Test
    void aLyingGaugeAddsToTheTruth() {
        Rig rig = Rig.even(1);
        rig.world.setMains(false);
        rig.world.misreadBattery(400);
        rig.world.advance(6 * 3_600 * S);
        assertEquals(250, rig.truth.batteryPermille(), 0.01);
        assertEquals(650, rig.hardware.read().power().chargePermille());
        rig.world.misreadBattery(0);
        assertEquals(250, rig.hardware.read().power().chargePermille());
        assertFalse(rig.truth.causes().isPresent(Cause.BATTERY_WORN));
    }
}
