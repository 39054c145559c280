package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.message.Event;

/**
 * Makes one tick's decisions durable: first its events in the journal, then its authority in the ledger. After a store
 * has failed once it is suspect: nothing more is written and nothing more is granted until the next start. One thread.
 */
public final class Committer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final JournalWriter journal;
    private final Ledger ledger;
    private final int boot;
    private Granted granted;

    public Committer(JournalWriter journal, Ledger ledger, int boot, Authority newest) {
        this.journal = journal;
        this.ledger = ledger;
        this.boot = boot;
        this.granted = new Granted(newest, false);
    }

    /** What one tick wants durable. */
    public record Batch(ClockSample clock, List<Event> events, Optional<Authority> wanted) {}

    /** Returns what is granted afterwards. Blocks until the stores have answered. */
    public Granted commit(Batch batch) {
        if (granted.storeFailed()) {
            return granted;
        }
        try {
            granted = new Granted(write(batch), false);
        } catch (IOException e) {
            LOG.error("The store failed and is not used any more; the motor stops when its authority is used up.", e);
            granted = new Granted(granted.authority(), true);
        }
        return granted;
    }

    private Authority write(Batch batch) throws IOException {
        for (Event event : batch.events()) {
            journal.append(
                    boot, batch.clock().monotonicNs() / 1_000_000, batch.clock().wallMs(), event);
        }
        if (!batch.events().isEmpty()) {
            journal.commit();
        }
        if (batch.wanted().isEmpty()) {
            return granted.authority();
        }
        ledger.write(batch.wanted().get());
        return batch.wanted().get();
    }

    @Override
    public void close() throws IOException {
        journal.close();
        ledger.close();
    }
}
