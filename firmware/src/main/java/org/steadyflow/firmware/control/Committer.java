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
import org.steadyflow.telemetry.journal.JournalFullException;
import org.steadyflow.telemetry.journal.JournalWriter;
import org.steadyflow.telemetry.message.Event;

/**
 * Makes one tick's decisions durable: first its events in the journal, then its authority in the ledger.
 *
 * <p>While the journal has no room, what was decided waits and nothing new is granted here; with room again it goes on.
 * After any other failure the disk is suspect: nothing more is written to it and nothing more is granted by it until
 * the next start; the chip goes on. One thread.
 */
public final class Committer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private static final String FAILED =
            "The disk failed and is not used any more; without a second copy of the ledger the motor stops when its"
                    + " authority is used up";

    private static final long NS_PER_MS = 1_000_000;

    private enum Health {
        SOUND,
        FULL,
        SUSPECT
    }

    private final Optional<Disk> disk;
    private final int boot;
    private Authority durable;
    private Optional<Authority> owed = Optional.empty();
    private Health health;
    private boolean linesKept = true;
    private long lines;

    public Committer(JournalWriter journal, Ledger ledger, int boot, Authority newest) {
        this(Optional.of(new Disk(journal, ledger)), boot, newest);
    }

    private Committer(Optional<Disk> disk, int boot, Authority newest) {
        this.disk = disk;
        this.boot = boot;
        this.durable = newest;
        this.health = disk.isPresent() ? Health.SOUND : Health.SUSPECT;
    }

    private record Disk(JournalWriter journal, Ledger ledger) {}

    /** Of a pump whose disk could not be opened: keeps nothing and grants nothing new. */
    static Committer withoutDisk(Authority newest) {
        return new Committer(Optional.empty(), 0, newest);
    }

    /** What one tick wants durable. */
    public record Batch(ClockSample clock, List<Event> events, Optional<Authority> wanted) {}

    /** Returns what is granted afterwards. Blocks until the stores have answered. */
    public Granted commit(Batch batch) {
        if (health != Health.SUSPECT) {
            attempt(() -> {
                take(batch);
                write(!batch.events().isEmpty());
            });
        }
        return granted();
    }

    /** How many lines it has taken. */
    long lines() {
        return lines;
    }

    /** Whether the journal has every line that it was given. */
    public boolean hasAllLines() {
        return linesKept && health != Health.SUSPECT;
    }

    /** Tries again what waits for room; does nothing where nothing waits. */
    public Granted retry() {
        if (health == Health.FULL) {
            attempt(() -> write(true));
        }
        return granted();
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.run();
            if (health == Health.FULL) {
                LOG.info("The journal has room again.");
            }
            health = Health.SOUND;
        } catch (JournalFullException e) {
            if (health == Health.SOUND) {
                LOG.error(
                        "The motor stops when its authority is used up, unless there is room before: {}",
                        e.getMessage());
            }
            health = Health.FULL;
        } catch (IOException e) {
            LOG.error("{}: {}", FAILED, Sentences.of(e));
            health = Health.SUSPECT;
        } catch (RuntimeException e) {
            LOG.error(FAILED, e);
            health = Health.SUSPECT;
        }
    }

    private void take(Batch batch) throws IOException {
        owed = batch.wanted().or(() -> owed);
        linesKept &= batch.events().isEmpty();
        JournalWriter journal = disk.orElseThrow().journal();
        long monotonicMs = batch.clock().monotonicNs() / NS_PER_MS;
        try {
            for (Event event : batch.events()) {
                journal.append(boot, monotonicMs, batch.clock().wallMs(), event);
                lines++;
            }
        } catch (JournalFullException e) {
            throw new IOException("more lines than can wait for room: one of them is lost", e);
        }
    }

    private void write(boolean hasEvents) throws IOException {
        if (hasEvents || health == Health.FULL) {
            disk.orElseThrow().journal().commit();
            linesKept = true;
        }
        if (owed.isPresent()) {
            disk.orElseThrow().ledger().write(owed.get());
            durable = owed.get();
            owed = Optional.empty();
        }
    }

    private Granted granted() {
        return new Granted(durable, health != Health.SOUND);
    }

    @Override
    public void close() throws IOException {
        if (disk.isPresent()) {
            disk.get().journal().close();
            disk.get().ledger().close();
        }
    }
}
