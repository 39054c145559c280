package org.steadyflow.simulator.run;

import java.util.ArrayDeque;
import java.util.Optional;
import org.steadyflow.firmware.control.Committer;
import org.steadyflow.firmware.control.JournalGate;
import org.steadyflow.firmware.control.SecondStore;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.StoreHealth;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;

/**
 * A recorder whose stores take virtual time: each has a batch when its time has passed, in order, and the next tick is
 * granted what one of them has. What waits is lost with the process. One thread.
 */
final class VirtualRecorder implements TimedRecorder {
    /** A good SD card. */
    private static final long COMMIT_NS = 8_000_000L;
    /** Both copies of a record and what is read back of them, 430 bytes at 400 kHz. */
    private static final long CHIP_NS = 10_000_000L;
    /** While the disk is full, what waits is tried again this often. */
    private static final long RETRY_NS = 1_000_000_000L;

    private static final long PROBE_NS = 60_000_000_000L;

    private final Committer committer;
    private final Optional<SecondStore> chip;
    private final JournalGate gate;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private Granted disk;
    private long takenByDisk;
    private long journalled;
    private long busyUntilNs;
    private long retriedNs;
    private long probedNs;
    private long chipReadyNs;
    private long tickNs;

    private record Pending(JournalGate.Ticket ticket, long durableNs) {}

    VirtualRecorder(StartUp.Started started) {
        this.committer = started.committer();
        this.chip = started.chip();
        this.gate = started.gate();
        this.disk = started.granted();
    }

    @Override
    public void offer(TickInput input, TickRecord record) {
        tickNs = input.sample().clock().monotonicNs();
        if (record.events().isEmpty() && record.wanted().isEmpty()) {
            return;
        }
        JournalGate.Ticket ticket =
                gate.take(new Committer.Batch(input.sample().clock(), record.events(), record.wanted()));
        busyUntilNs = Math.max(busyUntilNs, tickNs) + COMMIT_NS;
        pending.add(new Pending(ticket, busyUntilNs));
        if (chip.isPresent() && record.wanted().isPresent()) {
            chip.get().take(ticket);
            chipReadyNs = tickNs + CHIP_NS;
        }
    }

    @Override
    public boolean work(long nowNs) {
        boolean wrote = false;
        while (!pending.isEmpty() && pending.peek().durableNs() <= nowNs) {
            JournalGate.Ticket ticket = pending.remove().ticket();
            disk = committer.commit(ticket.batch());
            takenByDisk = ticket.number();
            wrote = true;
        }
        wrote |= disk.storeFailed() && retry(nowNs);
        journalled = committer.hasAllLines() ? takenByDisk : journalled;
        return chip.map(store -> workChip(store, nowNs)).orElse(false) || wrote;
    }

    private boolean workChip(SecondStore store, long nowNs) {
        Authority before = store.durable();
        if (nowNs >= chipReadyNs) {
            store.work(journalled);
        }
        if (nowNs - probedNs >= PROBE_NS) {
            probedNs = nowNs;
            store.probe(journalled);
        }
        return store.durable().number() != before.number();
    }

    private boolean retry(long nowNs) {
        if (nowNs - retriedNs < RETRY_NS) {
            return false;
        }
        retriedNs = nowNs;
        disk = committer.retry();
        return true;
    }

    @Override
    public void stall(long nowNs, long lastingNs) {
        ArrayDeque<Pending> later = new ArrayDeque<>();
        busyUntilNs = Math.max(busyUntilNs, nowNs) + lastingNs;
        for (Pending waiting : pending) {
            later.add(new Pending(waiting.ticket(), Math.max(waiting.durableNs(), nowNs + lastingNs)));
        }
        pending.clear();
        pending.addAll(later);
    }

    @Override
    public Granted granted() {
        long behindNs = pending.isEmpty()
                ? 0
                : tickNs - pending.peek().ticket().batch().clock().monotonicNs();
        return new Granted(
                JournalGate.newer(disk.authority(), chip.map(SecondStore::durable)),
                new StoreHealth(
                        disk.storeFailed(), chip.map(SecondStore::failed).orElse(false), behindNs));
    }
}
