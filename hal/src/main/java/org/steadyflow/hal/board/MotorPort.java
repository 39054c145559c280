package org.steadyflow.hal.board;

import org.steadyflow.hal.chip.ChipFault;
import org.steadyflow.hal.chip.Tmc5160;
import org.steadyflow.hal.chip.Tmc5160Settings;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.MotorSample;

/**
 * The stepper driver as the firmware's motor. One lost answer leaves the last positions standing; after three in a row
 * the driver counts as failed. A chip that lost its settings gets them again, and says that its position is lost until
 * somebody trusts it; one that loses them after that has failed, and is not trusted again before the pump starts anew,
 * as nobody settles meanwhile what the old count would have told. What was commanded is commanded again until the chip
 * took it.
 */
final class MotorPort implements MotorDrive {
    /** Ticks without an answer, or without a command taken, after which the driver counts as failed. */
    static final int SILENT_TICKS = 3;
    /** A hold or an off that stands is written again so often: a chip that forgot it must not go on forgetting. */
    private static final int REPEAT_TICKS = 20;
    /** A program that has just been started may be too slow for the first answer. */
    private static final int BEGINNINGS = 3;

    private final Tmc5160 chip;
    private final Tmc5160Settings settings;
    private MotorSample last = new MotorSample(0, 0, false, true);
    private MotorCommand standing = MotorCommand.OFF;
    private int standingTicks = REPEAT_TICKS;
    private int silentReads;
    private int silentWrites;
    /** The chip was reset while its position counted. */
    private boolean countLost;

    private ChipFault fault = ChipFault.NONE;

    MotorPort(Tmc5160 chip, Tmc5160Settings settings) {
        this.chip = chip;
        this.settings = settings;
    }

    /** Makes the chip ready with its stage off; nothing moves. */
    ChipFault begin() {
        fault = chip.begin(settings);
        for (int i = 1; i < BEGINNINGS && !fault.isNone() && fault != ChipFault.GONE; i++) {
            fault = chip.begin(settings);
        }
        return fault;
    }

    /** Positions and state, once a tick. */
    MotorSample read() {
        Tmc5160.Status now = chip.status();
        fault = now.fault();
        switch (now.fault()) {
            case NONE -> heard(now, now.driver().isError());
            case RESET -> beginAnew(now);
            case NOT_ACKNOWLEDGED,
                    NO_ANSWER,
                    SHORT,
                    BAD_CHECKSUM,
                    BAD_ECHO,
                    WRITE_LOST,
                    WRONG_CHIP,
                    NOT_READY,
                    IMPOSSIBLE,
                    GONE -> silent();
        }
        boolean failed = countLost || silentReads >= SILENT_TICKS || silentWrites >= SILENT_TICKS;
        return failed
                ? new MotorSample(last.encoderMicrosteps(), last.driveMicrosteps(), last.positionSurvived(), true)
                : last;
    }

    /** Either it was reset, or it was never begun, as where the line was gone then: once begun it says which. */
    private void beginAnew(Tmc5160.Status before) {
        standingTicks = REPEAT_TICKS;
        Tmc5160.Status now = begin().isNone() ? chip.status() : before;
        if (now.fault().isNone()) {
            heard(now, now.driver().isError());
        } else if (before.reset()) {
            heard(before, true);
        } else {
            silent();
        }
    }

    private void silent() {
        silentReads = Math.min(silentReads + 1, SILENT_TICKS);
    }

    private void heard(Tmc5160.Status now, boolean driverFault) {
        silentReads = 0;
        countLost |= last.positionSurvived() && now.reset();
        last = new MotorSample(
                now.encoderPositionMicrosteps(), now.drivePositionMicrosteps(), !now.reset(), driverFault);
    }

    @Override
    public void apply(MotorCommand wanted) {
        // a move's target is told in a count that is no more
        MotorCommand command = countLost ? MotorCommand.OFF : wanted;
        boolean isNew = !command.equals(standing);
        standing = command;
        standingTicks = isNew ? REPEAT_TICKS : standingTicks + 1;
        if (standingTicks < REPEAT_TICKS && silentWrites == 0) {
            return;
        }
        ChipFault taken = write(command);
        silentWrites = taken.isNone() ? 0 : Math.min(silentWrites + 1, SILENT_TICKS);
        standingTicks = 0;
    }

    private ChipFault write(MotorCommand command) {
        return switch (command) {
            case MotorCommand.MoveTo to -> chip.moveTo(to.targetMicrosteps(), to.paceMicrostepsPerS());
            case MotorCommand.Hold _ -> chip.hold();
            case MotorCommand.Off _ -> chip.off();
        };
    }

    @Override
    public void trustPosition() {
        if (!countLost) {
            // one that did not take leaves the flag up, and the firmware asks again
            chip.clearReset();
        }
    }

    /** Whether the stage may be on although it was commanded off. */
    boolean refusesOff() {
        return standing instanceof MotorCommand.Off && silentWrites >= SILENT_TICKS;
    }

    /** What the last question to the chip came to. */
    ChipFault lastFault() {
        return fault;
    }
}
