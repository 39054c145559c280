package org.steadyflow.simulator.world;

/**
 * The wires between the motor's driver chip and the motor: what a model of its registers can do and read. It knows
 * nothing of registers. While the power is cut nothing takes effect. Same thread as the world.
 */
public final class DriverPort {
    private static final double MICROSTEPS_PER_COUNT = 12.5;

    private final World world;

    /** A view of this world; it keeps nothing itself. */
    public DriverPort(World world) {
        this.world = world;
    }

    /** Switches the output stage; what the chip has counted stays, and a ramp under way goes on. */
    public void stage(boolean on) {
        if (world.powered()) {
            motor().stage(on);
        }
    }

    /**
     * Runs to an absolute position and stops there, whether or not the output stage is on.
     *
     * @param targetMicrosteps in the coordinate of {@link #driveMicrosteps()}
     * @param paceMicrostepsPerS greatest speed on the way; 0 stands where it is
     */
    public void ramp(long targetMicrosteps, long paceMicrostepsPerS) {
        if (world.powered()) {
            motor().ramp(targetMicrosteps, paceMicrostepsPerS);
        }
    }

    /** From now on where the drive is, is called so. A ramp under way ends; the shaft does not move. */
    public void place(long microsteps) {
        if (world.powered()) {
            motor().place(microsteps);
        }
    }

    /** The chip starts again, as after a dip of its supply: stage off, both coordinates lost. */
    public void reset() {
        if (world.powered()) {
            motor().losePower();
            motor().regainPower();
            world.causes().begin(Cause.ENCODER_LOST, world.clockNs());
        }
    }

    /** Where the drive believes to be; it counts on while the shaft does not follow. */
    public long driveMicrosteps() {
        return motor().driveMicrosteps();
    }

    /** A ramp is under way. */
    public boolean ramping() {
        return motor().ramping();
    }

    /** Edges of both channels since the encoder has had its power, 4,096 a turn; those of a broken encoder stand. */
    public long encoderCounts() {
        StepperMotor motor = motor();
        double held = world.sensorFaults().seen(Sensor.ENCODER, Double.NaN);
        return Double.isNaN(held) ? motor.encoderCounts() : (long) Math.floor(held / MICROSTEPS_PER_COUNT);
    }

    /** Over-temperature, short circuit or open load. */
    public boolean driverFault() {
        return motor().driverFault();
    }

    private StepperMotor motor() {
        return world.plant().motor();
    }
}
