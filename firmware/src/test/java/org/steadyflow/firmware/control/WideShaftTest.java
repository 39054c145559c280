package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.PowerSample;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.Pressure;

@Tag("REQ-326")
class WideShaftTest {
    private static final long ROUND = 1L << 32;

    private final Chip chip = new Chip();

    @Test
    void goesOnWhereTheLedgerStoodHoweverOftenTheChipHadWrapped() {
        for (long rounds = -3; rounds <= 3; rounds++) {
            for (long off : new long[] {-1_000_000_000L, -1, 0, 1, 1_000_000_000L}) {
                long ledger = rounds * ROUND + 12_345;
                chip.position = (int) (ledger + off);
                chip.survived = true;
                WideShaft shaft = new WideShaft(chip, chip, ledger);
                assertEquals(ledger + off, shaft.read().motor().encoderMicrosteps());
                shaft.apply(new MotorCommand.MoveTo(ledger + off + 500, 100));
                assertEquals((int) (ledger + off) + 500L, chip.target);
            }
        }
    }

    @Test
    void keepsItsRoundWhileTheShaftGoesOn() {
        chip.position = Integer.MAX_VALUE - 5L;
        WideShaft shaft = new WideShaft(chip, chip, ROUND + Integer.MAX_VALUE);
        assertEquals(ROUND + Integer.MAX_VALUE - 5, shaft.read().motor().encoderMicrosteps());
        // the driver of the chip follows it beyond its ends by itself
        chip.position = Integer.MAX_VALUE + 100L;
        assertEquals(ROUND + Integer.MAX_VALUE + 100, shaft.read().motor().encoderMicrosteps());
    }

    @Test
    void aChipThatLostItsPositionCountsFromNothing() {
        chip.survived = false;
        WideShaft shaft = new WideShaft(chip, chip, 5 * ROUND);
        assertEquals(0, shaft.read().motor().encoderMicrosteps());
        chip.survived = true;
        chip.position = 700;
        assertEquals(700, shaft.read().motor().encoderMicrosteps());
    }

    private static final class Chip implements SensorBank, MotorDrive {
        private long position;
        private boolean survived = true;
        private long target;

        @Override
        public SensorSample read() {
            return new SensorSample(
                    new ClockSample(0, 0),
                    new MotorSample(position, position, survived, false),
                    new LineSample(Pressure.ZERO, Pressure.ZERO, 0),
                    new EnclosureSample(true, Keys.RELEASED, 0),
                    new PowerSample(true, 0));
        }

        @Override
        public void apply(MotorCommand command) {
            if (command instanceof MotorCommand.MoveTo to) {
                target = to.targetMicrosteps();
            }
        }

        @Override
        public void trustPosition() {
            survived = true;
        }
    }
}
