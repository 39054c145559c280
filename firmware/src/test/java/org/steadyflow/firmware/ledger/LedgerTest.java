package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.telemetry.journal.FileStorage;

@Tag("REQ-52")
class LedgerTest {
    private static final int SLOT = Ledger.Form.FILE.slotBytes();
    private static final int USED_BYTES = 112;

    @TempDir
    private Path dir = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = dir.resolve(Ledger.FILE);
    }

    @Test
    void keepsTheNewestRecordThroughManyTurnsOfTheRing() throws IOException {
        for (long number = 1; number <= 200; number++) {
            write(number, number);
            Ledger.Reading reading = open();
            assertEquals(record(number), reading.newest());
            assertEquals(List.of(), reading.damage(), "after " + number);
            assertFalse(reading.newestInDoubt());
        }
    }

    @Test
    void anEmptyRingHasNoRecordAndNoDamage() throws IOException {
        assertEquals(new Ledger.Reading(Authority.NONE, List.of()), open());
        assertEquals(new Ledger.Reading(Authority.NONE, List.of()), open());
    }

    @Test
    void anyFlippedBitInOneCopyIsToldAndTheOtherIsBelieved() throws IOException {
        write(1, 70);
        byte[] whole = Files.readAllBytes(file);
        for (int copy : new int[] {slotOf(70), slotOf(70) + Ledger.SLOTS}) {
            for (int bit = 0; bit < USED_BYTES * 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[copy * SLOT + bit / 8] ^= (byte) (1 << bit % 8);
                Ledger.Reading reading = look(flipped);
                assertEquals(record(70), reading.newest());
                assertEquals(List.of("byte " + copy * SLOT + ": not a record"), reading.damage());
                assertFalse(reading.newestInDoubt());
            }
        }
    }

    /** Forced one after the other, so a cut never tears both: this is damage, and what it hid may have been granted. */
    @Test
    void anyFlippedByteInBothCopiesLeavesTheNewestInDoubt() throws IOException {
        write(1, 70);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < USED_BYTES; at++) {
            byte[] flipped = whole.clone();
            flipped[slotOf(70) * SLOT + at] ^= 0x10;
            flipped[(slotOf(70) + Ledger.SLOTS) * SLOT + at] ^= 0x10;
            Ledger.Reading reading = look(flipped);
            assertEquals(record(69), reading.newest());
            assertTrue(reading.newestInDoubt());
            assertEquals(2, reading.damage().size());
        }
    }

    @Test
    void aRecordTornInItsFirstCopyWasNeverGranted() throws IOException {
        write(1, 70);
        byte[] before = Files.readAllBytes(file);
        write(71, 71);
        byte[] after = Files.readAllBytes(file);
        int at = slotOf(71) * SLOT;
        for (int kept = 0; kept <= SLOT; kept++) {
            byte[] torn = before.clone();
            System.arraycopy(after, at, torn, at, kept);
            Ledger.Reading reading = look(torn);
            boolean isWhole = reading.newest().equals(record(71));
            assertTrue(isWhole || reading.newest().equals(record(70)), "torn at " + kept);
            assertEquals(kept >= USED_BYTES, isWhole, "torn at " + kept);
            assertFalse(reading.newestInDoubt(), "torn at " + kept);
        }
    }

    @Test
    void aSectorThatComesBackOldIsToldWhileTheOtherCopyIsBelieved() throws IOException {
        write(1, 70);
        byte[] before = Files.readAllBytes(file);
        write(71, 150);
        byte[] after = Files.readAllBytes(file);
        int newest = slotOf(150) * SLOT;
        System.arraycopy(before, newest, after, newest, SLOT);
        Ledger.Reading reading = look(after);
        assertEquals(record(150), reading.newest());
        assertEquals(List.of("byte " + newest + ": record 22 where 150 should stand"), reading.damage());
    }

    @Test
    void aCopyThatWasWipedIsTold() throws IOException {
        write(1, 70);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, slotOf(70) * SLOT, (slotOf(70) + 1) * SLOT, (byte) 0);
        Ledger.Reading reading = look(bytes);
        assertEquals(record(70), reading.newest());
        assertEquals(List.of("byte " + slotOf(70) * SLOT + ": empty where record 70 should stand"), reading.damage());
    }

    @Test
    void aWholeRecordInAForeignPlaceIsNoRecord() throws IOException {
        write(1, 70);
        byte[] bytes = Files.readAllBytes(file);
        byte[] newest = Arrays.copyOfRange(bytes, slotOf(70) * SLOT, (slotOf(70) + 1) * SLOT);
        System.arraycopy(newest, 0, bytes, 20 * SLOT, SLOT);
        assertEquals(
                List.of("byte " + 20 * SLOT + ": not a record"), look(bytes).damage());
    }

    @Test
    @Tag("REQ-58")
    void aFileCutShortIsToldAndMadeAnew() throws IOException {
        write(1, 70);
        byte[] whole = Files.readAllBytes(file);
        for (int length :
                new int[] {0, 1, SLOT, Ledger.Form.FILE.ringBytes() - 1, Ledger.Form.FILE.ringBytes() + 5 * SLOT}) {
            Files.write(file, Arrays.copyOf(whole, length));
            Ledger.Reading reading = open();
            assertTrue(reading.damage().contains("byte " + length + ": the file ends"), "" + reading.damage());
            boolean newestMayBeBehind = length < (slotOf(71) + 1) * SLOT;
            assertEquals(newestMayBeBehind, reading.newestInDoubt(), "cut to " + length);
            assertEquals(Ledger.Form.FILE.fileBytes(), Files.size(file));
            assertEquals(reading.newest(), open().newest());
            assertEquals(List.of(), open().damage());
        }
    }

    /** Of a pump that was in the field before the motor could be turned back: its record allows nothing backwards. */
    @Test
    void aRecordOfTheFirstVersionIsReadAndAllowsNothingBackwards() {
        ByteBuffer slot = ByteBuffer.allocate(SLOT);
        slot.putInt(0x53464C31).putLong(7).putLong(99).putInt(2).putLong(10).putLong(1_000);
        slot.putLong(50).putLong(9_000).putLong(-4).putInt(1);
        CRC32C sum = new CRC32C();
        sum.update(slot.duplicate().flip());
        slot.putInt((int) sum.getValue());

        assertEquals(
                Optional.of(new Authority(7, 99, 2, 10, 1_000, 50, 9_000, -4, 1)),
                LedgerCodec.decode(slot.clear()).map(LedgerCodec.Kept::record));
        slot.put(9, (byte) 1);
        assertEquals(Optional.empty(), LedgerCodec.decode(slot));
    }

    private static int slotOf(long number) {
        return LedgerScan.slotOf(number);
    }

    private static Authority record(long number) {
        return new Authority(number, -5, 3, 1_000, 2_000 + number, 40, 44_000 + number, -7_000, 2).withReverse(500);
    }

    private void write(long first, long last) throws IOException {
        try (Ledger ledger = Ledger.open(FileStorage.at(dir))) {
            for (long number = first; number <= last; number++) {
                ledger.write(record(number));
            }
        }
    }

    private Ledger.Reading open() throws IOException {
        try (Ledger ledger = Ledger.open(FileStorage.at(dir))) {
            return ledger.read();
        }
    }

    private Ledger.Reading look(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return Ledger.look(FileStorage.readOnly(dir));
    }
}
