package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
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
        assertEquals(LedgerPair.LEAST_AUTHORITY_MICROSTEPS, joined.beyond());
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

    /** Both copies of the next record are unreadable in the file; the chip is whole, so it was never granted. */
    @Test
    void aDoubtThatTheOtherStoreDoesNotShareIsNone() {
        Authority newest = record(7, 0, 1_000);
        Ledger.Reading doubtful = new Ledger.Reading(newest, true, List.of());
        assertFalse(LedgerPair.join(doubtful, chip(newest), RUNNING).inDoubt());
        assertTrue(LedgerPair.join(doubtful, SecondCopy.read(doubtful), RUNNING).inDoubt());
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
        return new Ledger.Reading(newest, false, List.of());
    }

    private static SecondCopy chip(Authority newest) {
        return SecondCopy.read(reading(newest));
    }
}
