package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.simulator.chips.Datagrams.bytes;
import static org.steadyflow.simulator.chips.Datagrams.hex;
import static org.steadyflow.simulator.chips.MotorDriver.AMAX;
import static org.steadyflow.simulator.chips.MotorDriver.CHOPCONF;
import static org.steadyflow.simulator.chips.MotorDriver.DRV_STATUS;
import static org.steadyflow.simulator.chips.MotorDriver.ENCMODE;
import static org.steadyflow.simulator.chips.MotorDriver.ENC_CONST;
import static org.steadyflow.simulator.chips.MotorDriver.GSTAT;
import static org.steadyflow.simulator.chips.MotorDriver.IFCNT;
import static org.steadyflow.simulator.chips.MotorDriver.IOIN;
import static org.steadyflow.simulator.chips.MotorDriver.RAMPMODE;
import static org.steadyflow.simulator.chips.MotorDriver.RAMP_STAT;
import static org.steadyflow.simulator.chips.MotorDriver.STAGE_ON;
import static org.steadyflow.simulator.chips.MotorDriver.VACTUAL;
import static org.steadyflow.simulator.chips.MotorDriver.VMAX;
import static org.steadyflow.simulator.chips.MotorDriver.XACTUAL;
import static org.steadyflow.simulator.chips.MotorDriver.XTARGET;
import static org.steadyflow.simulator.chips.MotorDriver.X_ENC;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.bus.BusResult;

/** What the model of the motor's driver answers, against the register description. */
class Tmc5160EmulatorTest {
    private static final int VZERO = 1 << 10;
    private static final int POSITION_REACHED = 1 << 9;
    private static final int EVENT_POS_REACHED = 1 << 7;

    private final MotorDriver driver = new MotorDriver();

    @Test
    void echoesThenAnswersTheReadOfThePublishedFrame() {
        assertEquals("05 01 21 6B 05 FF 21 00 00 00 00 9C", hex(exchange(bytes("05 01 21 6B"), 12)));
    }

    @Test
    void answersInTheFormOfThePublishedReply() {
        assertEquals(0x9D, Tmc5160Uart.crc(bytes("05 FF 06 21 00 02 41"), 7));
        assertEquals(0x9C, Tmc5160Uart.crc(bytes("05 00 EC 10 00 00 53"), 7));
        assertEquals(0xE8, Tmc5160Uart.crc(bytes("55 00 06"), 3));
    }

    @Test
    void onlyEchoesWhatIsForAnotherNode() {
        assertEquals("05 07 21 9E", hex(exchange(bytes("05 07 21 9E"), 12)));
    }

    @Test
    void answersAWrongChecksumWithSilence() {
        assertEquals("05 01 21 6A", hex(exchange(bytes("05 01 21 6A"), 12)));
        assertEquals(0, driver.read(XACTUAL));
    }

    @Test
    void countsEachAcceptedWriteAndNoOther() {
        driver.write(XTARGET, 0);
        byte[] spoiled = Datagrams.write(XTARGET, 5);
        spoiled[5] ^= 1;
        exchange(spoiled, 8);
        assertEquals(1, driver.read(IFCNT));
        for (int i = 0; i < 255; i++) {
            driver.write(XTARGET, 0);
        }
        assertEquals(0, driver.read(IFCNT));
    }

    @Test
    void garblesItsAnswerWhenTheMasterTalksOn() {
        byte[] two = Arrays.copyOf(Datagrams.read(XACTUAL), 8);
        System.arraycopy(Datagrams.read(IFCNT), 0, two, 4, 4);
        byte[] back = exchange(two, 16);
        byte[] reply = Arrays.copyOfRange(back, 8, 16);
        assertNotEquals(Tmc5160Uart.crc(reply, 7), reply[7] & 0xFF);
    }

    @Test
    void tellsItsVersion() {
        assertEquals(0x30, driver.read(IOIN) >>> 24);
    }

    @Test
    void keepsSayingThatItWasResetUntilToldOnce() {
        assertEquals(1, driver.read(GSTAT));
        driver.write(GSTAT, 0);
        assertEquals(1, driver.read(GSTAT));
        driver.write(GSTAT, 1);
        assertEquals(0, driver.read(GSTAT));
        assertTrue(driver.world.hardware().read().motor().positionSurvived());
    }

    @Test
    void endsAMoveAtItsTargetToTheMicrostep() {
        driver.setUp();
        move(12_345, 20_000);
        assertEquals(12_345, driver.read(XACTUAL));
        assertEquals(12_345, driver.world.truth().shaftMicrosteps());
        assertEquals(12_337, driver.read(X_ENC), "987 counts of 12.5");
        assertEquals(POSITION_REACHED | VZERO | EVENT_POS_REACHED, driver.read(RAMP_STAT) & ~(1 << 8));
        driver.write(RAMP_STAT, EVENT_POS_REACHED);
        assertEquals(0, driver.read(RAMP_STAT) & EVENT_POS_REACHED);
    }

    @Test
    void runsAtThePaceOfVmaxWhileItRuns() {
        driver.setUp();
        driver.write(VMAX, 10_000);
        driver.write(XTARGET, 100_000);
        driver.tick();
        assertEquals(10_000, driver.read(VACTUAL));
        int before = driver.read(XACTUAL);
        driver.ticks(20);
        double paceError = (driver.read(XACTUAL) - before) / (10_000 * 12e6 / (1 << 24)) - 1;
        assertTrue(Math.abs(paceError) <= 0.04, "the clock is at most 4 % off, was " + paceError);
        assertEquals(0, driver.read(RAMP_STAT) & (VZERO | POSITION_REACHED));
    }

    @Test
    void runsBackWithANegativeVelocity() {
        driver.setUp();
        driver.write(VMAX, 10_000);
        driver.write(XTARGET, -100_000);
        driver.tick();
        assertEquals(-10_000 & 0xFF_FFFF, driver.read(VACTUAL));
        assertTrue(driver.read(XACTUAL) < 0);
    }

    @Test
    void doesNotMoveWhereItCannotAccelerate() {
        driver.write(CHOPCONF, STAGE_ON);
        move(1_000, 20_000);
        assertEquals(0, driver.read(XACTUAL));
        driver.write(AMAX, 1_000);
        driver.ticks(10);
        assertEquals(1_000, driver.read(XACTUAL));
    }

    @Test
    void countsOnWithItsStageOffWhileTheShaftStands() {
        driver.write(AMAX, 1_000);
        driver.write(ENC_CONST, MotorDriver.TWELVE_AND_A_HALF);
        move(1_000, 20_000);
        assertEquals(1_000, driver.read(XACTUAL));
        assertEquals(0, driver.read(X_ENC));
        assertEquals(0, driver.world.truth().shaftMicrosteps());
    }

    @Test
    void countsOnWhileTheEnableDecaysAndTheShaftStands() {
        driver.setUp();
        driver.write(VMAX, 20_000);
        driver.write(XTARGET, 1_000);
        driver.board.world().touch(now -> now.advance(1_000_000_000));
        assertEquals(1_000, driver.read(XACTUAL));
        assertEquals(0, driver.world.truth().shaftMicrosteps());
        assertEquals(1 << 4, driver.read(IOIN) & (1 << 4));
    }

    @Test
    void goesOnFromAnActualPositionThatWasWritten() {
        driver.setUp();
        move(1_000, 20_000);
        driver.write(XACTUAL, 5_000);
        driver.write(XTARGET, 5_500);
        driver.ticks(10);
        assertEquals(5_500, driver.read(XACTUAL));
        assertEquals(1_500, driver.world.truth().shaftMicrosteps());
    }

    @Test
    void goesRoundWhereThirtyTwoBitsEnd() {
        driver.setUp();
        driver.write(XACTUAL, Integer.MAX_VALUE - 100);
        driver.write(XTARGET, Integer.MAX_VALUE - 100);
        driver.write(X_ENC, Integer.MAX_VALUE - 100);
        move(Integer.MIN_VALUE + 399, 20_000);
        assertEquals(Integer.MIN_VALUE + 399, driver.read(XACTUAL));
        assertEquals(500, driver.world.truth().shaftMicrosteps());
        assertEquals(Integer.MIN_VALUE + 399, driver.read(X_ENC));
    }

    @Test
    void scalesTheEncoderByDecimalsAsWell() {
        driver.setUp();
        driver.write(ENCMODE, 1 << 10);
        driver.write(ENC_CONST, (12 << 16) | 5_000);
        move(12_345, 20_000);
        assertEquals(12_337, driver.read(X_ENC));
    }

    @Test
    void countsTheEncoderBackByANegativeConstant() {
        driver.setUp();
        driver.write(ENC_CONST, -MotorDriver.TWELVE_AND_A_HALF);
        move(1_000, 20_000);
        assertEquals(-1_000, driver.read(X_ENC));
    }

    @Test
    void runsWithoutEndInVelocityModeAndStandsWithVelocityNone() {
        driver.setUp();
        driver.write(VMAX, 10_000);
        driver.write(RAMPMODE, 1);
        driver.ticks(40);
        int there = driver.read(XACTUAL);
        assertTrue(there > 10_000);
        driver.write(RAMPMODE, 3);
        driver.ticks(2);
        assertTrue(driver.read(XACTUAL) > there, "hold keeps the velocity");
        driver.write(VMAX, 0);
        assertEquals(10_000, driver.read(VACTUAL), "whatever VMAX says");
        driver.write(RAMPMODE, 2);
        int stood = driver.read(XACTUAL);
        driver.ticks(2);
        assertEquals(stood, driver.read(XACTUAL));
    }

    @Test
    void forgetsAllInAResetInTheMiddleOfAMove() {
        driver.setUp();
        driver.write(GSTAT, 1);
        driver.write(VMAX, 20_000);
        driver.write(XTARGET, 100_000);
        driver.ticks(4);
        driver.board.resetMotorDriver();
        long shaft = driver.world.truth().shaftMicrosteps();
        driver.ticks(4);
        assertEquals(1, driver.read(GSTAT));
        assertEquals(0, driver.read(XACTUAL));
        assertEquals(0, driver.read(X_ENC));
        assertEquals(0x1041_0150, driver.read(CHOPCONF));
        assertEquals(0, driver.read(IFCNT));
        assertEquals(shaft, driver.world.truth().shaftMicrosteps());
    }

    @Test
    void isSilentWithoutPowerAndNewAfterwards() {
        driver.setUp();
        driver.write(GSTAT, 1);
        driver.world.cutPower();
        byte[] sent = Datagrams.read(XACTUAL);
        assertEquals(BusResult.SHORT, driver.line.exchange(sent, new byte[12], 1));
        driver.world.restorePower();
        assertEquals(1, driver.read(GSTAT));
        assertEquals(0x1041_0150, driver.read(CHOPCONF));
    }

    @Test
    void tellsOfAFaultOfTheDriverForAsLongAsItIsThere() {
        assertEquals(0, driver.read(DRV_STATUS) & (1 << 25));
        driver.world.setDriverFault(true);
        assertEquals(1 << 25, driver.read(DRV_STATUS) & (1 << 25));
        driver.write(GSTAT, 2);
        assertEquals(2, driver.read(GSTAT) & 2);
        driver.world.setDriverFault(false);
        driver.write(GSTAT, 2);
        assertEquals(0, driver.read(GSTAT) & 2);
    }

    @Test
    void answersToTheAddressThatItIsGiven() {
        driver.write(0x03, 6);
        assertEquals("05 01 21 6B", hex(exchange(bytes("05 01 21 6B"), 12)));
        assertEquals("05 07 21 9E 05 FF 21 00 00 00 00 9C", hex(exchange(bytes("05 07 21 9E"), 12)));
    }

    @Test
    void countsTheTimeThatARealLineWouldTake() {
        long before = driver.board.serialMeter().busyNs();
        driver.read(XACTUAL);
        assertEquals((4 + 8) * 20_000 + 8 * 2_000, driver.board.serialMeter().busyNs() - before);
        driver.write(XTARGET, 0);
        assertEquals(
                (4 + 8 + 8) * 20_000 + 8 * 2_000, driver.board.serialMeter().busyNs() - before);
    }

    private void move(int target, int velocity) {
        driver.write(VMAX, velocity);
        driver.write(XTARGET, target);
        driver.ticks(40);
    }

    /** What comes back, as many bytes as there are. */
    private byte[] exchange(byte[] sent, int most) {
        byte[] back = new byte[most];
        Arrays.fill(back, (byte) 0x77);
        driver.line.exchange(sent, back, 1);
        int count = most;
        while (count > 0 && back[count - 1] == 0x77) {
            count--;
        }
        return Arrays.copyOf(back, count);
    }
}
