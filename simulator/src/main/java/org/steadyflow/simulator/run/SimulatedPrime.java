package org.steadyflow.simulator.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.steadyflow.firmware.calibration.Conditions;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * A prime of a simulated set into a beaker on a balance: what a person does with a new set before it meets a patient.
 * The motor is turned by hand of the bench, without the firmware; the balance sees what left the line.
 */
public final class SimulatedPrime {
    private static final long TICK_NS = 50_000_000L;
    /** The pressure in the line has gone before the balance is read. */
    private static final Duration DRAINS = Duration.ofMinutes(2);

    /** A limit of waiting: no prime takes longer. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final World world;

    private SimulatedPrime(Mechanism mechanism, long set) {
        this.world = new World(WorldParameters.of(mechanism), set);
    }

    /**
     * What was seen of it.
     *
     * @param grams as the balance showed it
     * @param conditions as the pump's own sensors showed them while it ran
     */
    public record Seen(BigDecimal grams, long microsteps, Conditions conditions) {}

    /**
     * Primes the set that {@code pump simulate --seed} would use.
     *
     * @param microsteps how far the motor turns
     * @param paceMicrostepsPerS how fast
     * @param gramsPerMillilitre of the fluid
     * @param resolutionGrams step of the balance
     */
    public static Seen run(
            Mechanism mechanism,
            long set,
            long microsteps,
            long paceMicrostepsPerS,
            BigDecimal gramsPerMillilitre,
            BigDecimal resolutionGrams) {
        SimulatedPrime prime = new SimulatedPrime(mechanism, set);
        Conditions conditions = prime.turn(microsteps, paceMicrostepsPerS);
        BigDecimal steps = BigDecimal.valueOf(prime.world.truth().deliveredMl())
                .multiply(gramsPerMillilitre)
                .divide(resolutionGrams, 0, RoundingMode.HALF_UP);
        long turned = prime.world.truth().shaftMicrosteps();
        return new Seen(steps.multiply(resolutionGrams), turned, conditions);
    }

    /** Turns the shaft, and gives the mean of the pressure while it turned. */
    private Conditions turn(long microsteps, long pace) {
        SimulatedHardware hardware = world.hardware();
        world.setVeinPressure(Pressure.ZERO);
        hardware.trustPosition();
        long sumPa = 0;
        int readings = 0;
        SensorSample sample = hardware.read();
        while (world.truth().shaftMicrosteps() < microsteps && world.truth().nowNs() < LONGEST.toNanos()) {
            hardware.apply(new MotorCommand.MoveTo(microsteps, pace));
            pass(TICK_NS);
            sample = hardware.read();
            sumPa += sample.line().downstream().pascals();
            readings++;
        }
        pass(DRAINS.toNanos());
        Pressure mean = Pressure.ofPascals(Math.floorDiv(sumPa, (long) Math.max(readings, 1)));
        return new Conditions(mean, sample.enclosure().boardMilliCelsius(), Duration.ZERO);
    }

    private void pass(long lastingNs) {
        for (long passed = 0; passed < lastingNs; passed += TICK_NS) {
            world.hardware().kick();
            world.advance(TICK_NS);
        }
    }
}
