package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Authority;

@Tag("REQ-61")
class ChipStorageTest {
    private static final int FIRST_RING = 0x1000;
    private static final int SECOND_RING = 0x3000;
    private static final int SLOT = 128;

    private final PlainMemory memory = new PlainMemory();

    @Test
    void keepsTheNewestRecordWithItsMarkThroughManyTurnsOfTheRing() throws IOException {
        for (long number = 1; number <= 200; number++) {
            Ledger.open(chip(), Ledger.Form.CHIP).write(record(number), new Ledger.Mark(number + 5, number + 9));
            Ledger.Reading reading = Ledger.open(chip(), Ledger.Form.CHIP).read();
            assertEquals(record(number), reading.newest());
            assertEquals(new Ledger.Mark(number + 5, number + 9), reading.mark());
            assertEquals(List.of(), reading.damage());
        }
    }

    @Test
    void aChipFullOfNoiseIsNobodysAndBecomesOurs() throws IOException {
        memory.fill(0xA5);
        assertEquals(ChipStorage.Owner.NOBODY, chip().owner());
        assertEquals(
                Authority.NONE, Ledger.open(chip(), Ledger.Form.CHIP).read().newest());
        assertEquals(ChipStorage.Owner.THIS_PUMP, chip().owner());
    }

    @Test
    void aChipOfAnotherPumpIsKnownAndItsRecordsAreNotOurs() throws IOException {
        Ledger.open(chip(), Ledger.Form.CHIP).write(record(7));
        ChipStorage other = new ChipStorage(memory, "pump-b");
        assertEquals(ChipStorage.Owner.ANOTHER_PUMP, other.owner());
        assertEquals(Authority.NONE, Ledger.open(other, Ledger.Form.CHIP).read().newest());
    }

    @Test
    void oneHeadIsEnough() throws IOException {
        Ledger.open(chip(), Ledger.Form.CHIP).write(record(7));
        memory.cells[5] ^= 1;
        assertEquals(ChipStorage.Owner.THIS_PUMP, chip().owner());
        assertEquals(record(7), Ledger.open(chip(), Ledger.Form.CHIP).read().newest());
    }

    @Test
    void anyFlippedBitInOneRingIsToldAndTheOtherIsBelieved() throws IOException {
        Ledger.open(chip(), Ledger.Form.CHIP).write(record(7));
        for (int ring : new int[] {FIRST_RING, SECOND_RING}) {
            for (int bit = 0; bit < 112 * 8; bit++) {
                int at = ring + 7 * SLOT + bit / 8;
                memory.cells[at] ^= (byte) (1 << bit % 8);
                Ledger.Reading reading = Ledger.look(chip(), Ledger.Form.CHIP);
                memory.cells[at] ^= (byte) (1 << bit % 8);
                assertEquals(record(7), reading.newest());
                assertEquals(1, reading.damage().size());
            }
        }
    }

    @Test
    void aChipThatKeepsNothingRefusesARecord() throws IOException {
        Ledger ledger = Ledger.open(chip(), Ledger.Form.CHIP);
        memory.writeProtected = true;
        IOException refused = assertThrows(IOException.class, () -> ledger.write(record(1)));
        assertTrue(String.valueOf(refused.getMessage()).contains("does not keep"), "" + refused);
    }

    @Test
    void aChipThatDoesNotAnswerIsASentence() {
        memory.dead = true;
        IOException refused = assertThrows(IOException.class, () -> Ledger.open(chip(), Ledger.Form.CHIP));
        assertTrue(String.valueOf(refused.getMessage()).contains("no answer"), "" + refused);
    }

    @Test
    @Tag("REQ-62")
    void theLogCountsTheStartsOfTenMinutes() {
        long minute = 60_000;
        assertEquals(1, new BootLog(memory).start(100 * minute));
        assertEquals(2, new BootLog(memory).start(104 * minute));
        assertEquals(3, new BootLog(memory).start(109 * minute));
        assertEquals(3, new BootLog(memory).start(112 * minute), "the first is over");
        assertEquals(1, new BootLog(memory).start(200 * minute));
    }

    /** A clock that was lost makes no old start forgotten: nobody knows how long ago it was. */
    @Test
    @Tag("REQ-62")
    void startsThatLieInTheFutureCount() {
        new BootLog(memory).start(1_000_000_000);
        new BootLog(memory).start(1_000_001_000);
        assertEquals(3, new BootLog(memory).start(0));
    }

    @Test
    @Tag("REQ-62")
    void theLogOutlivesManyStartsAndAChipThatDoesNotAnswer() {
        for (int start = 0; start < 100; start++) {
            assertEquals(1, new BootLog(memory).start(start * 3_600_000L));
        }
        memory.dead = true;
        assertEquals(1, new BootLog(memory).start(0));
    }

    private ChipStorage chip() {
        return new ChipStorage(memory, "pump-a");
    }

    private static Authority record(long number) {
        return new Authority(number, -5, 3, 1_000, 2_000 + number, 40, 44_000 + number, -7_000, 2).withReverse(500);
    }
}
