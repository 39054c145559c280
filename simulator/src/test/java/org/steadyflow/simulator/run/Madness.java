package org.steadyflow.simulator.run;

import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;

/**
 * What stands between a sound core and its motor and turns each command into another one, and shows the core the motor
 * that it believes to have: so none of its own checks can see anything. Sane until it is let loose.
 */
final class Madness implements MotorDrive, SensorBank {
    static final double BACKWARDS = -1;

    private final MotorDrive motor;
    private final SensorBank sensors;
    private final double factor;
    private boolean loose;
    private long base;
    private SensorSample honest;

    Madness(MotorDrive motor, SensorBank sensors, double factor) {
        this.motor = motor;
        this.sensors = sensors;
        this.factor = factor;
        this.honest = sensors.read();
    }

    static double faster(double factor) {
        return factor;
    }

    void letLoose() {
        loose = true;
        base = sensors.read().motor().driveMicrosteps();
    }

    /** What the sensors really said at the last tick. */
    MotorSample honestMotor() {
        return honest.motor();
    }

    @Override
    public void apply(MotorCommand command) {
        motor.apply(
                loose && command instanceof MotorCommand.MoveTo(long target, long pace)
                        ? new MotorCommand.MoveTo(
                                base + Math.round((target - base) * factor),
                                Math.max(1, Math.round(pace * Math.abs(factor))))
                        : command);
    }

    @Override
    public void trustPosition() {
        motor.trustPosition();
    }

    @Override
    public SensorSample read() {
        honest = sensors.read();
        MotorSample motorNow = honest.motor();
        MotorSample believed = loose
                ? new MotorSample(
                        believed(motorNow.encoderMicrosteps()),
                        believed(motorNow.driveMicrosteps()),
                        motorNow.positionSurvived(),
                        motorNow.driverFault())
                : motorNow;
        return new SensorSample(honest.clock(), believed, honest.line(), honest.enclosure(), honest.power());
    }

    private long believed(long microsteps) {
        return base + Math.round((microsteps - base) / factor);
    }
}
