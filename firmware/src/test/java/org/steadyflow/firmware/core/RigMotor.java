package org.steadyflow.firmware.core;

import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.Exact;

/**
 * A stepper that does what it is told, in 1/65,536 of a microstep, until a test makes it slip, jam or run away. The
 * encoder has 4,096 counts to 51,200 microsteps and rounds down.
 */
final class RigMotor {
    private static final int UNIT_BITS = 16;
    private static final long UNITS_PER_COUNT = 25L << (UNIT_BITS - 1);
    private static final long NS_PER_S = 1_000_000_000L;

    /** The shaft does not follow the driver. */
    boolean jammed;
    /** So many of the next microsteps the shaft does not make. */
    long losesNext;
    /** Of so many microsteps the shaft makes one fewer; 0 for a healthy motor. */
    long losesOneIn;
    /** The driver stage reports a fault. */
    boolean driverFault;
    /** The encoder says this, whatever the shaft does; {@link Long#MIN_VALUE} for a healthy one. */
    long encoderStuckAt = Long.MIN_VALUE;

    private long driveUnits;
    private long targetUnits;
    private long paceUnitsPerS;
    private long shaftUnits;
    private long originUnits;
    private boolean energised = true;
    private boolean survived = true;

    void apply(MotorCommand command) {
        if (command instanceof MotorCommand.Off) {
            energised = false;
            targetUnits = driveUnits;
            return;
        }
        if (!energised) {
            energised = true;
            driveUnits = encoder() << UNIT_BITS;
        }
        if (command instanceof MotorCommand.MoveTo move) {
            targetUnits = move.targetMicrosteps() << UNIT_BITS;
            paceUnitsPerS = move.paceMicrostepsPerS() << UNIT_BITS;
        } else {
            targetUnits = driveUnits;
        }
    }

    void run(long ns) {
        long reach = Exact.multiplyDivideFloor(paceUnitsPerS, ns, NS_PER_S);
        long move = Math.clamp(targetUnits - driveUnits, -reach, reach);
        driveUnits += move;
        long lostNow = Math.clamp(move, 0, losesNext << UNIT_BITS);
        losesNext -= lostNow >> UNIT_BITS;
        long lost = losesOneIn == 0 ? 0 : Math.max(move, 0) / losesOneIn;
        shaftUnits += jammed ? 0 : move - Math.max(lost, lostNow);
    }

    /** Something else than the driver turns the shaft. */
    void turnByHand(long microsteps) {
        shaftUnits += microsteps << UNIT_BITS;
    }

    /** Driver and encoder lose their power: the shaft stays, both coordinates begin anew. */
    void losePower() {
        survived = false;
        energised = false;
        driveUnits = 0;
        targetUnits = 0;
        originUnits = Math.floorDiv(shaftUnits, UNITS_PER_COUNT) * UNITS_PER_COUNT;
    }

    void trustPosition() {
        survived = true;
    }

    MotorSample sample() {
        long said = encoderStuckAt == Long.MIN_VALUE ? encoder() : encoderStuckAt;
        return new MotorSample(said, driveUnits >> UNIT_BITS, survived, driverFault);
    }

    /** Where the shaft truly is in the coordinate of this power-on, microsteps rounded up. */
    long shaft() {
        return -Math.floorDiv(originUnits - shaftUnits, 1L << UNIT_BITS);
    }

    /** All that the shaft ever turned, microsteps rounded down. */
    long turned() {
        return shaftUnits >> UNIT_BITS;
    }

    private long encoder() {
        return (Math.floorDiv(shaftUnits - originUnits, UNITS_PER_COUNT) * 25) >> 1;
    }
}
