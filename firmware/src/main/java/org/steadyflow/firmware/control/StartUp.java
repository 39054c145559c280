package org.steadyflow.firmware.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Boot;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.StoreHealth;
import org.steadyflow.firmware.ledger.BootLog;
import org.steadyflow.firmware.ledger.ByteMemory;
import org.steadyflow.firmware.ledger.JournalFold;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.ledger.Recovery;
import org.steadyflow.firmware.ledger.SecondCopy;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalOpening;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.message.Event;

/**
 * Brings a pump up from its two stores: finds out what happened before, and makes the begin of this start durable. All
 * of it happens before the first tick, so before anything can ask for authority.
 */
public final class StartUp {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
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
     * @param mark what the chip's records say of the journal until a tick decides something: a line that only this
     *     start has is behind the journal's end, and so tells the next one that it is lost
     * @param granted what the ledger grants at the start
     * @param boot number of this start in the pump's life, from 1; 0 where the disk does not tell it
     * @param events what this start has put into the journal, in order; where the disk takes nothing, what it would
     *     have put there
     */
    public record Started(
            String pump,
            int boot,
            PumpState state,
            Committer committer,
            Optional<SecondStore> chip,
            long nextSeq,
            Ledger.Mark mark,
            Granted granted,
            List<Event> events) {
        public Started {
            events = List.copyOf(events);
        }

        /** Decides what the chip may have before the journal. */
        public JournalGate gate() {
            return new JournalGate(nextSeq + committer.lines(), mark.decidedSeq(), granted.authority());
        }

        /** The same once the ledger has gone on to this record, which is durable. */
        Started withLedger(Authority newest) {
            Granted now = new Granted(newest, granted.stores());
            return new Started(pump, boot, Boot.withLedger(state, newest), committer, chip, nextSeq, mark, now, events);
        }

        /** Whether the disk took the lines of this start. */
        boolean hasDisk() {
            return !granted.storeFailed();
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
     * then waits for a person. Where the disk can be read and not written, and a chip is fitted, the pump goes on from
     * what it reads and keeps what follows in the chip, with an alarm. Where it cannot be read either, the pump comes
     * up without an order: it alarms. In both cases nothing can be accepted.
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
        StartUp start = new StartUp(stores, identity, now, chip, starts);
        try {
            return start.fromDisk();
        } catch (IOException e) {
            if (chip.isEmpty()) {
                throw e;
            }
            LOG.error("The disk takes nothing, so nothing new can be started: {}", Sentences.of(e));
            return start.fromWhatCanBeRead();
        }
    }

    private Started fromDisk() throws IOException {
        JournalWriter journal = openJournal(stores, identity.pump());
        try {
            Ledger ledger = openLedger(stores.ledger());
            try {
                return from(journal, ledger);
            } catch (IOException e) {
                ledger.close();
                throw e;
            }
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    private Started from(JournalWriter journal, Ledger ledger) throws IOException {
        JournalOpening opening = journal.opening();
        StoredPast past = past(opening, ledger.read());
        int boot = opening.lastBoot() + 1;
        keep(journal, boot, now, past.events());
        catchUp(ledger, past.found());
        Authority newest = past.found().newest();
        return new Started(
                identity.pump(),
                boot,
                past.found().state(),
                new Committer(journal, ledger, boot, newest),
                chip,
                opening.nextSeq() + past.events().size(),
                new Ledger.Mark(0, past.found().mark().wallMs()),
                granted(newest, false),
                past.events());
    }

    /** The lines of this start are lost, as those of a disk that fails later: the chip's mark tells the next start. */
    private Started fromWhatCanBeRead() {
        try {
            JournalOpening opening = JournalWriter.look(stores.journal(), identity.pump());
            StoredPast past = past(opening, Ledger.look(stores.ledger()));
            past.events().forEach(event -> LOG.info("{}", event));
            requireInChip(past.found());
            long nextSeq = opening.nextSeq() + past.events().size();
            boolean isMoreThanAStart = past.events().size() > 1;
            return withoutDisk(past.found(), opening.lastBoot() + 1, nextSeq, isMoreThanAStart, past.events());
        } catch (IOException e) {
            LOG.error("Nor can it be read; the pump comes up without an order: {}", Sentences.of(e));
            return withoutOrder();
        }
    }

    /** Only the chip's record is known: no order, and so no flow; an alarm says so. */
    private Started withoutOrder() {
        Recovery.Evidence evidence = new Recovery.Evidence(SecondCopy.NOTHING, copy(), false, 0, starts);
        Recovery.Found found = Recovery.recover(new JournalFold(), evidence, _ -> Optional.empty(), now);
        return withoutDisk(found, 0, 1, false, found.events());
    }

    /**
     * A record that such a disk shows may be in the system's memory alone: nothing moves by it before the chip has it.
     */
    private void requireInChip(Recovery.Found found) throws IOException {
        SecondStore store = chip.orElseThrow();
        if (found.isSure()) {
            store.catchUp(found.newest(), found.mark());
            if (store.durable().number() < found.newest().number()) {
                throw new IOException("the memory chip does not take the newest record");
            }
        }
    }

    private Started withoutDisk(Recovery.Found found, int boot, long nextSeq, boolean hasDecided, List<Event> events) {
        return new Started(
                identity.pump(),
                boot,
                found.state(),
                Committer.withoutDisk(found.newest()),
                chip,
                nextSeq,
                new Ledger.Mark(
                        hasDecided ? nextSeq - 1 : found.mark().decidedSeq(),
                        found.mark().wallMs()),
                granted(found.newest(), true),
                events);
    }

    private StoredPast past(JournalOpening opening, Ledger.Reading ledger) throws IOException {
        return StoredPast.read(
                stores.journal(),
                opening,
                new StoredPast.Beside(ledger, copy(), starts, identity.firmwareVersion()),
                now);
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
