package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.steadyflow.hal.bus.BusResult;

class Mb85rc256vTest {
    private static final int AT = 0x50;

    private final ScriptedI2cLink bus = new ScriptedI2cLink();
    private final Mb85rc256v scripted = new Mb85rc256v(bus, AT);
    private final FramLink memory = new FramLink();
    private final Mb85rc256v fram = new Mb85rc256v(memory, AT);

    /** Behind F8, the address as it is on the bus; then three bytes. */
    @Test
    void asksForTheDeviceIdByTheReservedAddress() {
        bus.expect(0x7C, "A0", "00 A5 10");
        assertEquals(ChipFault.NONE, scripted.begin());
        bus.expect(0x7C, "A0", "00 A4 10");
        assertEquals(ChipFault.WRONG_CHIP, scripted.begin());
        bus.expect(0x7C, "A0", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, scripted.begin());
        bus.assertDone();
    }

    @Test
    void writesAnAddressOfTwoBytesAndReadsBack() {
        bus.expect(AT, "12 34 AA BB", "").expect(AT, "12 34", "AA BB");
        assertEquals(ChipFault.NONE, scripted.write(0x1234, new byte[] {(byte) 0xAA, (byte) 0xBB}));
        bus.assertDone();
    }

    @Test
    void noTransferCarriesMoreThanAChunk() {
        byte[] record = new byte[200];
        record[199] = 7;
        assertEquals(ChipFault.NONE, fram.write(5, record));
        assertEquals(ChipFault.NONE, fram.read(5, record));
        assertEquals(7, record[199]);
        assertEquals(Mb85rc256v.CHUNK_BYTES, memory.longestData());
    }

    @Test
    void aProtectedMemoryIsNoticed() {
        memory.protect();
        assertEquals(ChipFault.WRITE_LOST, fram.write(0, new byte[] {1}));
    }

    @Test
    void aWriteThatDidNotTakeIsWrittenAgain() {
        memory.forgetNext();
        assertEquals(ChipFault.NONE, fram.write(0, new byte[] {1}));
    }

    @Test
    void aBusThatFailsInTheMiddleEndsTheCall() {
        bus.expect(AT, "00 00", "00 ".repeat(32).strip()).expect(AT, "00 20", BusResult.TIMED_OUT);
        assertEquals(ChipFault.NO_ANSWER, scripted.read(0, new byte[96]));
        bus.expect(AT, "00 00 01", BusResult.GONE);
        assertEquals(ChipFault.GONE, scripted.write(0, new byte[] {1}));
        bus.expect(AT, "00 00 01", "").expect(AT, "00 00", BusResult.GONE);
        assertEquals(ChipFault.GONE, scripted.write(0, new byte[] {1}));
        bus.assertDone();
    }

    @Test
    void nothingGoesOnAtTheBegin() {
        assertEquals(ChipFault.NONE, fram.write(32_767, new byte[] {1}));
        assertThrows(IllegalArgumentException.class, () -> fram.write(32_767, new byte[] {1, 2}));
        assertThrows(IllegalArgumentException.class, () -> fram.read(-1, new byte[1]));
        assertThrows(IllegalArgumentException.class, () -> fram.read(32_769, new byte[0]));
    }
}
