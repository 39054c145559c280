package org.steadyflow.firmware.control;

import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;

/**
 * The shaft's coordinate beyond the 32 bits that a driver chip counts. A driver that kept its position while control
 * was away does not know how often it had wrapped, once in 4.2 L of the cassette; the ledger does. One thread.
 */
final class WideShaft implements SensorBank, MotorDrive {
    private static final long ROUND = 1L << Integer.SIZE;

    private final SensorBank sensors;
    private final MotorDrive motor;
    private final long expected;
    private boolean known;
    private long ahead;

    /** @param expected where the shaft stood, by the ledger; right to half of a round */
    WideShaft(SensorBank sensors, MotorDrive motor, long expected) {
        this.sensors = sensors;
        this.motor = motor;
        this.expected = expected;
    }

    /** The same hardware with the coordinate that the ledger goes by. */
    static PumpHardware of(PumpHardware hardware, long expected) {
        WideShaft wide = new WideShaft(hardware.sensors(), hardware.motor(), expected);
        return new PumpHardware(
                wide,
                wide,
                hardware.annunciator(),
                hardware.gate(),
                hardware.memory(),
                hardware.rig(),
                hardware.mechanism());
    }

    @Override
    public SensorSample read() {
        SensorSample now = sensors.read();
        MotorSample seen = now.motor();
        if (!seen.positionSurvived()) {
            // it counts from 0 again, and so does whoever settles from it
            ahead = 0;
            known = true;
        } else if (!known) {
            ahead = Math.floorDiv(expected - seen.encoderMicrosteps() + ROUND / 2, ROUND) * ROUND;
            known = true;
        }
        return ahead == 0 ? now : shifted(now, seen);
    }

    private SensorSample shifted(SensorSample now, MotorSample seen) {
        MotorSample motorSample = new MotorSample(
                seen.encoderMicrosteps() + ahead,
                seen.driveMicrosteps() + ahead,
                seen.positionSurvived(),
                seen.driverFault());
        return new SensorSample(now.clock(), motorSample, now.line(), now.enclosure(), now.power());
    }

    @Override
    public void apply(MotorCommand command) {
        motor.apply(
                switch (command) {
                    case MotorCommand.MoveTo to when ahead != 0 -> to.inCoordinateBehindBy(-ahead);
                    case MotorCommand.MoveTo to -> to;
                    case MotorCommand.Hold hold -> hold;
                    case MotorCommand.Off off -> off;
                });
    }

    @Override
    public void trustPosition() {
        motor.trustPosition();
    }
}
