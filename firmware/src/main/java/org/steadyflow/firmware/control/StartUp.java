package org.steadyflow.firmware.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Boot;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.StoreHealth;
import org.steadyflow.firmware.ledger.BootLog;
import org.steadyflow.firmware.ledger.ByteMemory;
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
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalLine;
import org.steadyflow.telemetry.journal.JournalOpening;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.message.Event;

/**
 * Brings a pump up from its two stores: finds out what happened before, and makes the begin of this start durable. All
 * of it happens before the first tick, so before anything can ask for authority.
 */
public final class StartUp {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
    private static final int READ_LINES = 1_000;
    private static final long NS_PER_MS = 1_000_000;

    private final Stores stores;
    private final Identity identity;
    private final ClockSample now;
    private final Optional<SecondStore> chip;
    private final int starts;

    private StartUp(Stores stores, Identity identity, ClockSample now, Optional<SecondStore> chip, int starts) {
        this.stores = stores;
        this.identity = identity;
        this.now = now;
        this.chip = chip;
        this.starts = starts;
    }

    /**
     * Where a pump keeps what must survive it. The ledger may lie on a device of its own.
     *
     * @param limits how much of the journal is kept
     * @param chip of 32 KiB, for the ledger's second copy; empty where none is fitted
     */
    public record Stores(Storage journal, Storage ledger, JournalLimits limits, Optional<ByteMemory> chip) {
        /** Without a chip. */
        public Stores(Storage journal, Storage ledger, JournalLimits limits) {
            this(journal, ledger, limits, Optional.empty());
        }

        /** The same with a chip. */
        public Stores with(ByteMemory memory) {
            return new Stores(journal, ledger, limits, Optional.of(memory));
        }
    }

    /**
     * Which pump starts.
     *
     * @param pump its name, at most 64 letters, digits and hyphens
     * @param firmwareVersion for the journal
     */
    public record Identity(String pump, String firmwareVersion) {}

    /**
     * A pump that is ready for its first tick.
     *
     * @param state before the first tick: waiting for the shaft to stand still
     * @param committer keeps journal and ledger on the disk; who closes it closes them
     * @param chip keeps the ledger's second copy; empty where no chip is fitted
     * @param nextSeq number of the journal's next line at the end of this start
     * @param granted what the ledger grants at the start
     * @param boot number of this start in the pump's life, from 1; 0 where the disk does not tell it
     * @param events what this start has put into the journal, in order; without a disk what it would have put there
     */
    public record Started(
            String pump,
            int boot,
            PumpState state,
            Committer committer,
            Optional<SecondStore> chip,
            long nextSeq,
            Granted granted,
            List<Event> events) {
        public Started {
            events = List.copyOf(events);
        }

        /** Decides what the chip may have before the journal. */
        public JournalGate gate() {
            return new JournalGate(nextSeq + committer.lines(), granted.authority());
        }

        /** The same once the ledger has gone on to this record, which is durable. */
        Started withLedger(Authority newest) {
            Granted now = new Granted(newest, granted.stores());
            return new Started(pump, boot, Boot.withLedger(state, newest), committer, chip, nextSeq, now, events);
        }

        /** Whether a prescription was started and is not over: its limits must not change meanwhile. */
        boolean isUnderWay() {
            return state.order().isPresent()
                    && switch (state.lastKnown().orElseThrow().phase()) {
                        case INFUSING, WAITING, PAUSED, STOPPED, RECOVERING -> true;
                        case IDLE, READY, COMPLETE -> false;
                    };
        }
    }

    /**
     * Opens the stores and recovers from them. What is damaged is journalled with its position and logged; the pump
     * then waits for a person. Where the disk cannot be opened and the chip can, the pump comes up without an order: it
     * alarms, and nothing can be accepted.
     *
     * @param now both clocks
     * @throws IOException where the disk cannot be opened or written and no chip is fitted: a sentence says why, and
     *     nothing may move
     */
    public static Started from(Stores stores, Identity identity, ClockSample now) throws IOException {
        // the first thing of all: a start that does not live to write its journal counts as one
        int starts = stores.chip()
                .map(memory -> new BootLog(memory).start(now.wallMs()))
                .orElse(0);
        Optional<SecondStore> chip = stores.chip().map(memory -> SecondStore.open(memory, identity.pump()));
        try {
            JournalWriter journal = openJournal(stores, identity.pump());
            try {
                Ledger ledger = openLedger(stores.ledger());
                return new StartUp(stores, identity, now, chip, starts).from(journal, ledger);
            } catch (IOException e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            if (chip.isEmpty()) {
                throw e;
            }
            LOG.error("The pump comes up without its disk, and nothing can be started: {}", Sentences.of(e));
            return new StartUp(stores, identity, now, chip, starts).withoutDisk();
        }
    }

    private Started from(JournalWriter journal, Ledger ledger) throws IOException {
        JournalOpening opening = journal.opening();
        List<Damage> damages = new ArrayList<>(opening.damage());
        JournalFold fold = fold(stores.journal(), damages);
        damages.removeIf(damage -> isTear(damage, opening));
        List<Event> damage = untold(damages, fold);
        Recovery.Evidence evidence =
                new Recovery.Evidence(ledger.read(), copy(), !damage.isEmpty(), opening.lastSeq(), starts);
        Recovery.Found found = Recovery.recover(fold, evidence, StartUp::orderFrom, now);
        List<Event> events = new ArrayList<>();
        String cause = opening.lastSeq() == 0 ? "first start" : "unknown";
        events.add(new Event.PumpStarted(identity.firmwareVersion(), cause));
        events.addAll(damage);
        events.addAll(found.events());
        int boot = opening.lastBoot() + 1;
        keep(journal, boot, now, events);
        catchUp(ledger, found);
        return new Started(
                identity.pump(),
                boot,
                found.state(),
                new Committer(journal, ledger, boot, found.newest()),
                chip,
                opening.nextSeq() + events.size(),
                granted(found.newest(), false),
                events);
    }

    /** Only the chip's record is known: no order, and so no flow; an alarm says so. */
    private Started withoutDisk() {
        Recovery.Evidence evidence = new Recovery.Evidence(SecondCopy.NOTHING, copy(), false, 0, starts);
        Recovery.Found found = Recovery.recover(new JournalFold(), evidence, StartUp::orderFrom, now);
        return new Started(
                identity.pump(),
                0,
                found.state(),
                Committer.withoutDisk(found.newest()),
                chip,
                1,
                granted(found.newest(), true),
                found.events());
    }

    private SecondCopy copy() {
        return chip.map(SecondStore::found).orElse(SecondCopy.NOT_FITTED);
    }

    private Granted granted(Authority newest, boolean diskFailed) {
        boolean chipFailed = chip.isPresent() && chip.get().failed();
        return new Granted(newest, new StoreHealth(diskFailed, chipFailed, 0));
    }

    /**
     * The store that was behind gets the newest record, so that one that fails next takes nothing with it. Not where
     * more is unsure than the record says: the first record after settling says it, in both.
     */
    private void catchUp(Ledger ledger, Recovery.Found found) throws IOException {
        if (!found.isSure()) {
            return;
        }
        if (ledger.read().newest().number() < found.newest().number()) {
            ledger.write(found.newest(), found.mark());
        }
        chip.ifPresent(store -> store.catchUp(found.newest(), found.mark()));
    }

    private static JournalWriter openJournal(Stores stores, String pump) throws IOException {
        try {
            JournalWriter journal = JournalWriter.open(stores.journal(), pump, stores.limits());
            journal.warning().ifPresent(warning -> LOG.warn("The journal works, but: {}", warning));
            return journal;
        } catch (IOException e) {
            throw new IOException("the journal cannot be opened: " + Sentences.of(e), e);
        }
    }

    private static Ledger openLedger(Storage storage) throws IOException {
        try {
            return Ledger.open(storage);
        } catch (IOException e) {
            throw new IOException("the ledger cannot be opened: " + Sentences.of(e), e);
        }
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

    private static void keep(JournalWriter journal, int boot, ClockSample now, List<Event> events) throws IOException {
        try {
            for (Event event : events) {
                LOG.info("{}", event);
                journal.append(boot, now.monotonicNs() / NS_PER_MS, now.wallMs(), event);
            }
            journal.commit();
        } catch (IOException e) {
            throw new IOException("the journal cannot be written: " + Sentences.of(e), e);
        }
    }
}
