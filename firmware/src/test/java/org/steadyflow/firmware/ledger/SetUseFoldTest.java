package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.SetUse;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/** What a restart makes of the journal's lines about the set. */
@Tag("REQ-232")
class SetUseFoldTest {
    private final JournalFold fold = new JournalFold();
    private long seq;

    private void add(Event event) {
        fold.add(new Entry(Entry.SCHEMA, "pump", ++seq, 1, seq, seq, event));
    }

    @Test
    void theNewestLineCountsThroughEverythingElseThatHappensToTheLine() {
        assertEquals(SetUse.NEW, fold.line().set());
        add(new Event.FlowCompensated(0, 970_000, 12, 31_000, 3_600, "5e7", true));
        add(new Event.LineFilled(0, "saline", "RAN"));
        add(new Event.ContainerChanged(0, 77, 0, "nurse"));
        add(new Event.PrescriptionEnded("RX", true, "program"));
        assertEquals(SetUse.restored(970_000, 3_600, "5e7", true), fold.line().set());
        assertEquals("", fold.line().set().endedFactor());
    }

    @Test
    void aFactorWhoseSetWasTakenOutStaysEnded() {
        add(new Event.FlowCompensated(0, 970_000, 12, 31_000, 3_600, "5e7", true));
        add(new Event.FlowCompensated(0, 970_000, 12, 31_000, 0, "5e7", false));
        assertEquals("5e7", fold.line().set().endedFactor());
        assertEquals(0, fold.line().set().turnedNs());
    }
}
