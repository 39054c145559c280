package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.firmware.core.Authority;

@Tag("REQ-61")
class LedgerPairTest {
    private static final long OURS = 42;
    private static final Optional<Long> RUNNING = Optional.of(OURS);

    @Test
    void theNewerOfTwoThatAgreeCounts() {
        Authority older = record(7, 0, 1_000);
        Authority newer = record(9, 1, 2_000);
        assertSure(newer, LedgerPair.join(reading(older), chip(newer), RUNNING));
        assertSure(newer, LedgerPair.join(reading(newer), chip(older), RUNNING));
        assertSure(newer, LedgerPair.join(reading(newer), chip(newer), RUNNING));
    }

    @Test
    @Tag("REQ-101")
    void oneNumberWithTwoContentsGivesAnIntervalThatHoldsBoth() {
        Authority low = record(9, 1, 2_000);
        Authority high = record(9, 1, 5_000);
        for (LedgerPair.Joined joined : List.of(
                LedgerPair.join(reading(low), chip(high), RUNNING),
                LedgerPair.join(reading(high), chip(low), RUNNING))) {
            assertEquals(2_000, joined.newest().least());
            assertEquals(high.authorised(), joined.newest().authorised() + joined.beyond());
            assertTrue(joined.unsure());
            assertEquals(1, joined.events().size());
        }
    }

    /** The encoder's count means another travel by each of them. */
    @Test
    void twoThatDifferInTheirScaleAreNotBelieved() {
        Authority one = record(9, 1, 2_000);
        Authority other = new Authority(9, OURS, 1, 0, 2_000, 10, 30_000, 77, 0);
        assertTrue(LedgerPair.join(reading(one), chip(other), RUNNING).inDoubt());
    }

    @Test
    void aNewerRecordOfAnEarlierPartContradicts() {
        assertTrue(LedgerPair.join(reading(record(7, 3, 9_000)), chip(record(8, 2, 9_500)), RUNNING)
                .unsure());
    }

    @ParameterizedTest
    @EnumSource(
            value = SecondCopy.State.class,
            names = {"EMPTY", "FOREIGN", "DEAD"})
    void aChipThatTellsNothingMayHaveHadOneRecordMore(SecondCopy.State state) {
        Authority newest = record(7, 0, 1_000);
        LedgerPair.Joined joined = LedgerPair.join(reading(newest), SecondCopy.without(state), RUNNING);
        assertEquals(newest, joined.newest());
        assertEquals(LedgerPair.MOST_AUTHORITY_MICROSTEPS, joined.beyond());
        assertTrue(joined.unsure());
    }

    /**
     * 50 uL of the smallest syringe are the longest way; a second of the cassette's greatest rate is nearly as long.
     */
    @Test
    void theLostRecordMayHaveBeenOfAFasterPart() {
        assertEquals(142_657, LedgerPair.MOST_AUTHORITY_MICROSTEPS);
    }

    @Test
    void aLedgerFileThatIsNewMayHaveHadOneRecordMore() {
        LedgerPair.Joined joined = LedgerPair.join(SecondCopy.NOTHING, chip(record(7, 0, 1_000)), RUNNING);
        assertEquals(LedgerPair.MOST_AUTHORITY_MICROSTEPS, joined.beyond());
        assertTrue(joined.unsure());
    }

    @Test
    void withNothingUnderWayALostChipIsToldAndNothingIsUnsure() {
        SecondCopy lost = SecondCopy.without(SecondCopy.State.EMPTY);
        LedgerPair.Joined joined = LedgerPair.join(reading(record(7, 0, 1_000)), lost, Optional.empty());
        assertFalse(joined.unsure());
        assertEquals(1, joined.events().size());
    }

    @Test
    void aFirstStartTellsNothing() {
        SecondCopy fresh = SecondCopy.without(SecondCopy.State.EMPTY);
        assertSure(Authority.NONE, LedgerPair.join(SecondCopy.NOTHING, fresh, Optional.empty()));
        assertSure(Authority.NONE, LedgerPair.join(SecondCopy.NOTHING, SecondCopy.NOT_FITTED, Optional.empty()));
    }

    @Test
    void aNewCardKeepsTheChipsBound() {
        Authority kept = record(7, 0, 1_000);
        LedgerPair.Joined joined = LedgerPair.join(SecondCopy.NOTHING, chip(kept), Optional.empty());
        assertEquals(kept, joined.newest());
        assertTrue(joined.unsure());
    }

    /** The record after the newest may have been granted by the store in which its place cannot be read. */
    @Test
    void aRecordThatOneStoreAloneMayHaveHadIsADoubt() {
        Authority newest = record(7, 0, 1_000);
        Authority behind = record(2, 0, 500);
        Ledger.Reading lost = lost(newest, 8);
        assertTrue(LedgerPair.join(lost, chip(newest), RUNNING).inDoubt());
        assertTrue(LedgerPair.join(lost, chip(behind), RUNNING).inDoubt());
        assertTrue(
                LedgerPair.join(reading(newest), SecondCopy.read(lost), RUNNING).inDoubt());
        assertTrue(
                LedgerPair.join(reading(behind), SecondCopy.read(lost), RUNNING).inDoubt());
        assertTrue(LedgerPair.join(lost, SecondCopy.read(lost), RUNNING).inDoubt());
        // the chip had failed for a while: the place of the newest record of all is far from its own newest
        assertTrue(LedgerPair.join(reading(newest), SecondCopy.read(lost(behind, 8)), RUNNING)
                .inDoubt());
    }

    @Test
    void aLostRecordThatTheOtherStoreHasIsNoDoubt() {
        Authority newest = record(8, 0, 1_000);
        Ledger.Reading lost = lost(record(7, 0, 900), 8);
        assertFalse(LedgerPair.join(lost, chip(newest), RUNNING).inDoubt());
        assertFalse(
                LedgerPair.join(reading(newest), SecondCopy.read(lost), RUNNING).inDoubt());
    }

    private static void assertSure(Authority newest, LedgerPair.Joined joined) {
        assertEquals(newest, joined.newest());
        assertEquals(0, joined.beyond());
        assertFalse(joined.unsure());
        assertEquals(List.of(), joined.events());
    }

    private static Authority record(long number, int part, long settled) {
        return new Authority(number, OURS, part, 0, settled, 10, settled + 20_000, 0, 0);
    }

    private static Ledger.Reading reading(Authority newest) {
        return new Ledger.Reading(newest, List.of());
    }

    private static Ledger.Reading lost(Authority newest, int slot) {
        return new Ledger.Reading(newest, Ledger.Mark.NONE, Set.of(slot), List.of());
    }

    private static SecondCopy chip(Authority newest) {
        return SecondCopy.read(reading(newest));
    }
}
