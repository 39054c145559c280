package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.motion.Scale;

/** Records that one store or both have, and whatever becomes unreadable of them: none that was granted is forgotten. */
@Tag("REQ-61")
class TwoRingsProperties {
    private static final long ORDER = 42;
    private static final long SIZE = 25_600;
    private static final int FIRST_RING = 0x1000;
    private static final int SLOT = Ledger.Form.CHIP.slotBytes();

    private PlainMemory fileCells = new PlainMemory();
    private PlainMemory chipCells = new PlainMemory();

    @BeforeTry
    void freshStores() {
        fileCells = new PlainMemory();
        chipCells = new PlainMemory();
    }

    /** Which stores have a record: what failed or hung for a while has not. */
    enum Kept {
        BOTH,
        FILE,
        CHIP
    }

    @Property(tries = 2_000)
    void aRecordThatWasGrantedIsReadOrMissed(
            @ForAll @Size(min = 1, max = 150) List<Kept> grants,
            @ForAll @Size(max = 6) List<@IntRange(max = 12) Integer> backs,
            @ForAll @Size(value = 6) List<@IntRange(max = 7) Integer> copies)
            throws IOException {
        Authority granted = grant(grants);
        for (int i = 0; i < backs.size(); i++) {
            int which = copies.get(i);
            damage(granted.number() - backs.get(i), (which & 1) == 0 ? fileCells : chipCells, (which >> 1) + 1);
        }
        LedgerPair.Joined joined = join();
        boolean isRead = joined.newest().number() >= granted.number();
        boolean isBounded = joined.newest().authorised() + joined.beyond() >= granted.authorised();
        assertTrue(
                isRead || joined.inDoubt() || (joined.unsure() && isBounded),
                () -> "granted " + granted + ", believed " + joined);
    }

    /** A power cut tears one copy at most, and one that goes bad alone costs nothing either. */
    @Property(tries = 500)
    void oneCopyOfAnyRecordIsNotNeeded(
            @ForAll @Size(min = 1, max = 150) List<Kept> grants,
            @ForAll @Size(max = 6) List<@IntRange(max = 63) Integer> backs,
            @ForAll @IntRange(max = 3) int which)
            throws IOException {
        Authority granted = grant(grants);
        for (int back : backs) {
            damage(granted.number() - back, (which & 1) == 0 ? fileCells : chipCells, (which >> 1) + 1);
        }
        LedgerPair.Joined joined = join();
        boolean bothHaveOne = grants.contains(Kept.BOTH) || (grants.contains(Kept.FILE) && grants.contains(Kept.CHIP));
        assertEquals(granted, joined.newest());
        assertFalse(joined.inDoubt());
        assertEquals(!bothHaveOne, joined.unsure(), "a store that never had one is told");
    }

    private Authority grant(List<Kept> grants) throws IOException {
        Ledger file = open(fileCells);
        Ledger chip = open(chipCells);
        Authority newest = Authority.NONE;
        for (Kept kept : grants) {
            newest = after(newest);
            if (kept != Kept.CHIP) {
                file.write(newest);
            }
            if (kept != Kept.FILE) {
                chip.write(newest);
            }
        }
        return newest;
    }

    private static Authority after(Authority before) {
        long settled = before.settled() + SIZE / 2;
        return new Authority(
                before.number() + 1, ORDER, 0, 0, settled, 10, settled + 10 + SIZE, Scale.startingAt(0), 0, 0);
    }

    /** @param copies bit 0 for the first, bit 1 for the second; 3 and 4 for both */
    private static void damage(long number, PlainMemory cells, int copies) {
        int at = FIRST_RING + LedgerScan.slotOf(number) * SLOT + 20;
        if (copies != 2) {
            cells.cells[at] ^= 0x5a;
        }
        if (copies != 1) {
            cells.cells[at + Ledger.Form.CHIP.ringBytes()] ^= 0x5a;
        }
    }

    private LedgerPair.Joined join() throws IOException {
        return LedgerPair.join(
                open(fileCells).read(), SecondCopy.read(open(chipCells).read()), Optional.of(ORDER));
    }

    private static Ledger open(PlainMemory cells) throws IOException {
        return Ledger.open(new ChipStorage(cells, "p-1"), Ledger.Form.CHIP);
    }
}
