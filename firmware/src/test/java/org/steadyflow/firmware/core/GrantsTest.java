package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far the stores let the motor go. */
@Tag("REQ-50")
class GrantsTest {
    private static final Authority RUNNING = new Authority(7, 99, 2, 0, 1_000, 50, 9_000, 0, 0);

    @Test
    void aRecordCoversItsOwnOrderAndPartAndNoOther() {
        Grants grants = Grants.startingAt(RUNNING);
        assertEquals(9_000, grants.limit(99, 2));
        assertTrue(grants.limit(98, 2) < -1_000_000_000_000L);
        assertTrue(grants.limit(99, 1) < -1_000_000_000_000L);
        assertTrue(grants.limit(99, 3) < -1_000_000_000_000L);
    }

    @Test
    void whileARecordIsOnItsWayOnlyWhatBothAllowIsAllowed() {
        Grants shorter = Grants.startingAt(RUNNING).ask(new Authority(8, 99, 2, 0, 2_000, 50, 5_000, 0, 0), 0);
        Grants longer = Grants.startingAt(RUNNING).ask(new Authority(8, 99, 2, 0, 2_000, 50, 15_000, 0, 0), 0);
        Grants other = Grants.startingAt(RUNNING).ask(new Authority(8, 99, 3, 0, 2_000, 50, 15_000, 0, 0), 0);

        assertEquals(5_000, shorter.limit(99, 2));
        assertEquals(9_000, longer.limit(99, 2));
        assertTrue(other.limit(99, 2) < -1_000_000_000_000L);
        assertTrue(longer.isPending());
        assertEquals(15_000, longer.withDurable(longer.asked()).limit(99, 2));
    }

    @Test
    void anOlderRecordChangesNothing() {
        Grants grants = Grants.startingAt(RUNNING);
        assertEquals(grants, grants.withDurable(new Authority(6, 99, 2, 0, 0, 0, 99_000, 0, 0)));
    }

    @Test
    void aNoteOfWhereTheShaftStandsSendsItNowhere() {
        Authority note = new Authority(7, 99, 2, 0, 1_000, 50, 1_063, 0, 0);
        assertFalse(note.allowsFlow());
        assertEquals(1_050, Grants.startingAt(note).limit(99, 2));
        assertEquals(1_062, new Authority(7, 99, 2, 0, 1_000, 50, 1_062, 0, 0).reach());
        assertEquals(1_064, new Authority(7, 99, 2, 0, 1_000, 50, 1_064, 0, 0).reach());
        assertFalse(Authority.NONE.allowsFlow());
    }

    @Test
    @Tag("REQ-45")
    void aRecordThatAllowsReverseAllowsNoFlow() {
        Authority reverse = new Authority(7, 99, 2, 0, 1_000, 50, 9_000, 0, 0).withReverse(400);
        assertFalse(reverse.allowsFlow());
        assertEquals(1_050, Grants.startingAt(reverse).limit(99, 2));
        assertEquals(600, reverse.least());
    }
}
