package org.steadyflow.firmware.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.ledger.JournalFold;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.ledger.Recovery;
import org.steadyflow.firmware.ledger.SecondCopy;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.journal.BadLineException;
import org.steadyflow.telemetry.journal.Damage;
import org.steadyflow.telemetry.journal.JournalItem;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalOpening;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.message.Event;

/**
 * What a start reads in the stores. Writes nothing. Of the starting thread.
 *
 * @param events the lines that this start has for the journal, in order
 */
record StoredPast(Recovery.Found found, List<Event> events) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPast.class);
    private static final int READ_LINES = 1_000;

    StoredPast {
        events = List.copyOf(events);
    }

    /**
     * What is known beside the journal.
     *
     * @param starts of the last minutes, as the chip counts them
     */
    record Beside(Ledger.Reading ledger, SecondCopy copy, int starts, String firmwareVersion) {}

    static StoredPast read(Storage journal, JournalOpening opening, Beside beside, ClockSample now) throws IOException {
        List<Damage> damages = new ArrayList<>(opening.damage());
        JournalFold fold = fold(journal, damages);
        damages.removeIf(damage -> isTear(damage, opening));
        List<Event> damage = untold(damages, fold);
        Recovery.Evidence evidence = new Recovery.Evidence(
                beside.ledger(), beside.copy(), !damage.isEmpty(), opening.lastSeq(), beside.starts());
        Recovery.Found found = Recovery.recover(fold, evidence, StoredPast::orderFrom, now);
        List<Event> events = new ArrayList<>();
        String cause = opening.lastSeq() == 0 ? "first start" : "unknown";
        events.add(new Event.PumpStarted(beside.firmwareVersion(), cause));
        events.addAll(damage);
        events.addAll(found.events());
        return new StoredPast(found, events);
    }

    /** Lines that are whole and mean nothing to this firmware are added to {@code damages}. */
    private static JournalFold fold(Storage storage, List<Damage> damages) throws IOException {
        JournalFold fold = new JournalFold();
        try (JournalReader reader = JournalReader.from(storage, 1)) {
            List<JournalItem> items = reader.read(READ_LINES);
            while (!items.isEmpty()) {
                for (JournalItem item : items) {
                    if (item instanceof JournalLine line) {
                        add(fold, line, damages);
                    }
                }
                items = reader.read(READ_LINES);
            }
        }
        return fold;
    }

    private static void add(JournalFold fold, JournalLine line, List<Damage> damages) {
        try {
            fold.add(LineCodec.decode(line));
        } catch (BadLineException e) {
            String what = "a line that this firmware does not know: " + e.getMessage();
            damages.add(new Damage(line.segment(), line.position(), line.seq(), 1, what));
        }
    }

    /** What a power cut leaves behind the last line was never committed: it is cut, and nothing is lost. */
    private static boolean isTear(Damage damage, JournalOpening opening) {
        boolean isTear = damage.unknownLines() == 0 && damage.seq() > opening.lastSeq();
        if (isTear) {
            LOG.info("The journal's end was cut: {}", damage);
        }
        return isTear;
    }

    /** What is damaged and was not told by an earlier start. */
    private static List<Event> untold(List<Damage> damages, JournalFold fold) {
        List<Event> untold = new ArrayList<>();
        for (Damage damage : damages) {
            String where = damage.segment() + ", byte " + damage.position();
            if (!fold.hasTold(where)) {
                LOG.error("The journal is damaged: {}", damage);
                untold.add(new Event.StoreDamaged(JournalFold.JOURNAL, where, damage.what(), unknownAfter(damage)));
            }
        }
        return untold;
    }

    private static String unknownAfter(Damage damage) {
        return damage.unknownLines() == 0
                ? "no line is missing, but one may have been changed"
                : "lines " + damage.seq() + " to " + (damage.seq() + damage.unknownLines() - 1);
    }

    private static Optional<Order> orderFrom(String text) {
        return switch (PrescriptionReader.read(text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted ->
                Optional.of(Order.of(accepted.prescription(), accepted.canonicalText(), accepted.sha256()));
            case Reading.Refused refused -> {
                LOG.error("The stored prescription cannot be read: {}", refused.problems());
                yield Optional.empty();
            }
        };
    }
}
