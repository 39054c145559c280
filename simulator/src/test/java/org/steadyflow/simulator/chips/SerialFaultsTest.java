package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.simulator.chips.Datagrams.hex;
import static org.steadyflow.simulator.chips.MotorDriver.IFCNT;
import static org.steadyflow.simulator.chips.MotorDriver.XTARGET;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.bus.BusResult;

/** What each fault of the serial line looks like to who asks, and what the chip has made of it. */
class SerialFaultsTest {
    private static final byte[] WRITE_7 = Datagrams.write(XTARGET, 7);
    private static final byte[] READ = Datagrams.read(XTARGET);

    private final MotorDriver driver = new MotorDriver();
    private final BusFaults faults = driver.board.serialFaults();
    private final byte[] back = new byte[12];

    @Test
    void aLostEchoLeavesTheAnswerAlone() {
        faults.next(BusFault.ECHO_LOST);
        assertEquals(BusResult.SHORT, driver.line.exchange(READ, back, 1));
        assertEquals("05 FF 2D", hex(Arrays.copyOf(back, 3)));
    }

    @Test
    void aWriteWithoutItsEchoIsObeyed() {
        faults.next(BusFault.ECHO_LOST);
        assertEquals(BusResult.TIMED_OUT, driver.line.exchange(WRITE_7, new byte[8], 1));
        assertEquals(1, driver.read(IFCNT));
        assertEquals(7, driver.read(XTARGET));
    }

    @Test
    void aChipThatDoesNotHearLeavesTheEchoAlone() {
        faults.next(BusFault.NOT_ACKNOWLEDGED);
        assertEquals(BusResult.OK, driver.line.exchange(WRITE_7, new byte[8], 1));
        faults.next(BusFault.NOT_ACKNOWLEDGED);
        assertEquals(BusResult.SHORT, driver.line.exchange(READ, back, 1));
        assertEquals(0, driver.read(IFCNT));
        assertEquals(0, driver.read(XTARGET));
    }

    @Test
    void aStrayByteShiftsTheAnswerAndTheLastByteIsInFrontOfTheNext() {
        faults.next(BusFault.EXTRA_BYTE);
        assertEquals(BusResult.OK, driver.line.exchange(READ, back, 1));
        assertEquals("FE 05 01 2D", hex(Arrays.copyOf(back, 4)));
        assertEquals(BusResult.OK, driver.line.exchange(READ, back, 1));
        assertEquals("05 01 2D", hex(Arrays.copyOfRange(back, 1, 4)), "behind what came late");
        assertEquals(0, driver.read(XTARGET));
        faults.next(BusFault.EXTRA_BYTE);
        assertEquals(BusResult.OK, driver.line.exchange(READ, back, 1));
        assertEquals(BusResult.SHORT, driver.line.exchange(new byte[0], back, 1));
        assertEquals(BusResult.TIMED_OUT, driver.line.exchange(new byte[0], back, 1));
        assertEquals(0, driver.read(XTARGET));
    }

    @Test
    void aStuckLineIsSilent() {
        faults.lasting(BusFault.STUCK);
        assertEquals(BusResult.TIMED_OUT, driver.line.exchange(READ, back, 1));
        assertEquals(BusResult.TIMED_OUT, driver.line.exchange(WRITE_7, new byte[8], 1));
        faults.mend();
        assertEquals(0, driver.read(XTARGET));
    }

    @Test
    void anAnswerCutShortIsShort() {
        faults.next(BusFault.SHORT);
        assertEquals(BusResult.SHORT, driver.line.exchange(READ, back, 1));
        assertEquals("05 01 2D", hex(Arrays.copyOf(back, 3)));
    }

    @Test
    void aFlippedBitIsFoundByOneChecksumOrTheOther() {
        int unheard = 0;
        int garbled = 0;
        for (int i = 0; i < 200; i++) {
            faults.next(BusFault.BIT_FLIP);
            boolean answered = driver.line.exchange(READ, back, 1).isOk();
            boolean echoIsWhole = Arrays.equals(READ, Arrays.copyOf(back, 4));
            byte[] reply = Arrays.copyOfRange(back, 4, 12);
            boolean replyIsWhole = Tmc5160Uart.crc(reply, 7) == (reply[7] & 0xFF);
            assertTrue(!answered || !echoIsWhole || !replyIsWhole, () -> hex(back));
            unheard += answered ? 0 : 1;
            garbled += answered ? 1 : 0;
        }
        assertTrue(unheard > 50 && garbled > 50, unheard + " there, " + garbled + " back");
        assertEquals(200, faults.struck());
    }

    @Test
    void noFlippedBitIsObeyed() {
        faults.rate(BusFault.BIT_FLIP, 1);
        for (int i = 0; i < 200; i++) {
            driver.line.exchange(WRITE_7, new byte[8], 1);
        }
        faults.mend();
        int obeyed = driver.read(IFCNT);
        assertNotEquals(0, obeyed, "a flip in the echo harms nobody");
        assertTrue(obeyed < 200);
        assertEquals(7, driver.read(XTARGET));
    }

    @Test
    void theSameSeedStrikesTheSameTransfers() {
        assertEquals(patternOf(new BusFaults(5)), patternOf(new BusFaults(5)));
        assertNotEquals(patternOf(new BusFaults(5)), patternOf(new BusFaults(6)));
    }

    @Test
    void aScriptRunsTransferByTransfer() {
        faults.after(2, BusFault.STUCK, 1);
        faults.after(1, BusFault.SHORT, 1);
        BusResult[] seen = new BusResult[6];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = driver.line.exchange(READ, back, 1);
        }
        assertEquals(
                Arrays.asList(
                        BusResult.OK, BusResult.OK, BusResult.TIMED_OUT, BusResult.OK, BusResult.SHORT, BusResult.OK),
                Arrays.asList(seen));
    }

    private static String patternOf(BusFaults faults) {
        faults.rate(BusFault.STUCK, 0.3);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            pattern.append(faults.draw() == BusFault.NONE ? '.' : 'x');
        }
        return pattern.toString();
    }
}
