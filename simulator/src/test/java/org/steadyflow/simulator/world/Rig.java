package org.steadyflow.simulator.world;

import org.steadyflow.hal.device.MotorCommand;

/** A world with a hand on its motor: runs it at an even pace the way the firmware does, tick by tick. */
final class Rig {
    static final long TICK_NS = 50_000_000L;
    static final double NL_PER_MICROSTEP = 1.953125;

    private static final double UL_PER_S_AT_1_ML_PER_H = 1 / 3.6;
    private static final int TICKS_AHEAD = 3;
    private static final long TICKS_PER_S = 20;

    final World world;
    final WorldTruth truth;
    final SimulatedHardware hardware;
    private double due;

    Rig(WorldParameters parameters, long seed) {
        world = new World(parameters, seed);
        truth = world.truth();
        hardware = world.hardware();
    }

    /** A pump without tolerances, at 20 C: no gain error, ripple, slip, creep, clock or sensor error. */
    static WorldParameters even() {
        WorldParameters usual = WorldParameters.DEFAULT;
        PressureSensor pressure = usual.sensors().pressure();
        PressureSensor exact = new PressureSensor(
                pressure.noiseMmHg(),
                Spread.exactly(0),
                Spread.exactly(0),
                pressure.countPa(),
                pressure.leastMmHg(),
                pressure.mostMmHg(),
                pressure.delayMs());
        return usual.withMechanics(cassette())
                .withRoomCelsius(20)
                .withSensors(new WorldParameters.Sensors(
                        exact,
                        usual.sensors().liquidMv(),
                        usual.sensors().airMv(),
                        usual.sensors().boardCelsius(),
                        usual.sensors().angle()))
                .withMotor(new WorldParameters.Motor(
                        usual.motor().topPaceMicrostepsPerS(),
                        usual.motor().runawayMicrostepsPerS(),
                        Spread.exactly(0)));
    }

    /** One without tolerances. */
    static WorldParameters.Cassette cassette() {
        return WorldParameters.Cassette.DEFAULT
                .withGainError(0)
                .withRipple(0)
                .withSlip(new WorldParameters.Cassette.Slip(Spread.exactly(0), Spread.exactly(0)))
                .withCreep(WorldParameters.Cassette.Creep.NONE);
    }

    static Rig even(long seed) {
        return new Rig(even(), seed);
    }

    static double microstepsPerS(double mlPerH) {
        return mlPerH * UL_PER_S_AT_1_ML_PER_H * 1_000 / NL_PER_MICROSTEP;
    }

    /** Runs at this rate for so many seconds; with no step of its own it takes up where the encoder is. */
    void infuse(double mlPerH, double seconds) {
        long pace = Math.max(1, Math.round(microstepsPerS(mlPerH)));
        due = truth.shaftInEncoderCoordinate();
        for (long tick = 0; tick < Math.round(seconds * TICKS_PER_S); tick++) {
            double perTick = microstepsPerS(mlPerH) / TICKS_PER_S;
            hardware.apply(new MotorCommand.MoveTo((long) (due + TICKS_AHEAD * perTick), pace));
            hardware.kick();
            world.advance(TICK_NS);
            due += perTick;
        }
    }

    /** Stays energised without turning. */
    void hold(double seconds) {
        for (long tick = 0; tick < Math.round(seconds * TICKS_PER_S); tick++) {
            hardware.apply(MotorCommand.HOLD);
            hardware.kick();
            world.advance(TICK_NS);
        }
    }
}
