package org.steadyflow.firmware.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Past;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.firmware.therapy.Earlier;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;

/** What a start knows of the orders before, from the journal alone. */
class PastFoldTest {
    private static final long START_MS = 1_767_254_400_000L;
    private static final long MINUTE_MS = 60_000;
    private static final long ML = 1_000_000;

    private final JournalFold fold = new JournalFold();
    private long monotonicMs = 1_000;
    private long wallMs = START_MS;
    private int boot = 1;
    private long seq;

    private static Order morphine(String id, String concentration) {
        return order("""
                {"schema": "steadyflow/prescription/1", "id": "%s", "patient": "Nobody",
                 "drug": {"name": "morphine", "concentration": "%s"}, "route": "subcutaneous",
                 "container": {"volume": "100 mL", "residual": "5 mL"},
                 "regimen": {"type": "patient_controlled", "volume": "50 mL", "demand": "1 mL", "basal": "1 mL/h",
                   "bolus_rate": "120 mL/h", "lockout": "8 min", "cap_4h": "12 mL"}}
                """.formatted(id, concentration)).orElseThrow();
    }

    private static Optional<Order> order(String text) {
        return switch (PrescriptionReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted read ->
                Optional.of(Order.of(read.prescription(), read.canonicalText(), read.sha256()));
            case Reading.Refused _ -> Optional.empty();
        };
    }

    private void add(Event event) {
        monotonicMs += MINUTE_MS;
        wallMs += MINUTE_MS;
        fold.add(new Entry(Entry.SCHEMA, "p-1", ++seq, boot, monotonicMs, wallMs, event));
    }

    private void accept(Order order) {
        add(new Event.PrescriptionAccepted(order.prescription().id(), order.sha256(), "nurse", order.text()));
    }

    private void start() {
        add(new Event.InfusionStarted(0, "nurse"));
    }

    private void dose() {
        add(new Event.BolusGranted(0, 0, "DEMAND", ML, 31_000, 1, "patient"));
    }

    private void end() {
        add(new Event.PrescriptionEnded("", false, "nurse"));
    }

    private PumpState recovered() {
        return Recovery.recover(
                        fold,
                        new Ledger.Reading(Authority.NONE, List.of()),
                        false,
                        PastFoldTest::order,
                        new ClockSample(0, wallMs))
                .state();
    }

    @Test
    @Tag("REQ-38")
    void aRestartKnowsWhatWasStartedAndWhenItEnded() {
        Order never = morphine("RX-1", "1 mg/mL");
        Order given = morphine("RX-2", "1 mg/mL");
        Order running = morphine("RX-3", "1 mg/mL");
        accept(never);
        end();
        accept(given);
        start();
        long startedMs = wallMs;
        end();
        long endedMs = wallMs;
        boot++;
        accept(running);
        start();

        Past past = recovered().past();

        assertTrue(past.usedBy(never.sha256()).isEmpty());
        assertEquals(startedMs, past.usedBy(given.sha256()).orElseThrow().startedWallMs());
        assertEquals(endedMs, past.usedBy(given.sha256()).orElseThrow().endedWallMs());
        assertTrue(past.usedBy(running.sha256()).isPresent());
    }

    /** A line that is damaged must not make a prescription new. */
    @Test
    @Tag("REQ-38")
    void whatMovedWasStartedThoughTheLineThatSaysSoIsLost() {
        Order given = morphine("RX-1", "1 mg/mL");
        accept(given);
        add(new Event.LedgerFold(0, 10, 20, 30, 0, 0));
        accept(morphine("RX-2", "1 mg/mL"));
        assertEquals(
                wallMs,
                recovered().past().usedBy(given.sha256()).orElseThrow().endedWallMs(),
                "the next one was accepted, so it had ended");
    }

    @Test
    @Tag("REQ-39")
    void aRestartCountsTheDosesOfOrdersBeforeInTheWindowsOfTheOneThatRuns() {
        accept(morphine("RX-1", "2 mg/mL"));
        start();
        dose();
        dose();
        end();
        boot++;
        accept(morphine("RX-2", "1 mg/mL"));
        start();
        dose();

        BolusLog boluses = recovered().boluses();

        assertEquals(1, boluses.recent().size());
        Earlier earlier = boluses.earlier().getFirst();
        assertEquals(
                List.of(2 * ML, 2 * ML),
                earlier.doses().stream().map(BolusLog.Given::nanolitres).toList());
        assertEquals(1 * MINUTE_MS, earlier.startedMs());
        assertEquals(4 * MINUTE_MS, earlier.endedMs());
        assertEquals(1, recovered().past().given().size(), "the one that runs is not over");
    }

    @Test
    @Tag("REQ-39")
    void fourHoursOfRunningTimeAfterItsEndNothingIsLeftToCount() {
        accept(morphine("RX-1", "1 mg/mL"));
        start();
        dose();
        end();
        monotonicMs += 238 * MINUTE_MS;
        wallMs += 238 * MINUTE_MS;
        Order next = morphine("RX-2", "1 mg/mL");
        accept(next);
        assertEquals(1, recovered().boluses().earlier().size());
        end();
        accept(next);
        assertEquals(0, recovered().boluses().earlier().size());
    }
}
