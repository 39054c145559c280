package org.steadyflow.firmware.control;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.StoreHealth;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Event;

/**
 * A recorder whose stores have a thread each: the tick only puts into bounded queues and reads two fields. A disk that
 * hangs holds up no record that the chip may have. When the disk's queue was full once, a line is missing: the disk
 * counts as failed, and nothing more is put there.
 */
public final class ThreadedRecorder implements Recorder, AutoCloseable {
    /** Ticks with something to keep; without a chip a stalled disk stops the motor long before this is full. */
    public static final int LIMIT_BATCHES = 1_024;

    /** From here on the disk is given lines alone: of records that wait only the newest counts, and the chip has it. */
    private static final int LINES_ALONE_FROM = 64;

    private static final long POLL_MS = 50;
    private static final long GATE_POLL_MS = 2;
    private static final long RETRY_NS = 1_000_000_000L;
    private static final long PROBE_NS = 60_000_000_000L;
    private static final long CLOSE_MS = 5_000;
    private static final long IDLE = Long.MAX_VALUE;

    private final Queue<JournalGate.Ticket> forDisk = new ArrayBlockingQueue<>(LIMIT_BATCHES);
    /** One for each in that queue: who waits for it leaves it there until it counts as in work. */
    private final Semaphore waitingForDisk = new Semaphore(0);

    private final BlockingQueue<JournalGate.Ticket> forChip = new ArrayBlockingQueue<>(LIMIT_BATCHES);
    private final Committer committer;
    private final Optional<SecondStore> chip;
    private final JournalGate gate;
    private final Thread diskThread;
    private final Optional<Thread> chipThread;
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile Granted disk;
    private volatile ChipState chipState;
    private volatile long journalled;
    private volatile long writingSinceNs = IDLE;
    private volatile boolean overflowed;
    private volatile boolean closing;
    private long tickNs;

    /** What the tick may know of the chip. */
    private record ChipState(Authority durable, boolean failed) {}

    /** With the disk alone. */
    public ThreadedRecorder(Committer committer, Granted initial) {
        this(committer, Optional.empty(), new JournalGate(1, 0, initial.authority()), initial);
    }

    /** With what a start has found. */
    public ThreadedRecorder(StartUp.Started started) {
        this(started.committer(), started.chip(), started.gate(), started.granted());
    }

    private ThreadedRecorder(Committer committer, Optional<SecondStore> chip, JournalGate gate, Granted initial) {
        this.committer = committer;
        this.chip = chip;
        this.gate = gate;
        this.disk = initial;
        this.chipState = new ChipState(initial.authority(), initial.stores().copyFailed());
        this.diskThread = Thread.ofPlatform().name("recorder").start(this::runDisk);
        this.chipThread =
                chip.map(store -> Thread.ofPlatform().name("recorder-chip").start(() -> runChip(store)));
    }

    @Override
    public void offer(TickInput input, TickRecord record) {
        tickNs = input.sample().clock().monotonicNs();
        boolean nothingToKeep = record.events().isEmpty() && record.wanted().isEmpty();
        if (!nothingToKeep) {
            put(new Committer.Batch(input.sample().clock(), record.events(), record.wanted()));
        }
    }

    /** Keeps a line that no tick decided. The tick's thread; returns at once. */
    void keep(ClockSample now, Event event) {
        put(new Committer.Batch(now, List.of(event), Optional.empty()));
    }

    private void put(Committer.Batch batch) {
        JournalGate.Ticket ticket = gate.take(batch);
        if (chip.isPresent() && batch.wanted().isPresent()) {
            forChip.offer(ticket);
        }
        boolean mayLeaveOut = chip.isPresent()
                && !chipState.failed()
                && batch.events().isEmpty()
                && forDisk.size() >= LINES_ALONE_FROM;
        if (!overflowed && !mayLeaveOut) {
            unfinished.incrementAndGet();
            overflowed = !forDisk.offer(ticket);
            if (!overflowed) {
                waitingForDisk.release();
            }
        }
    }

    @Override
    public Granted granted() {
        Granted onDisk = disk;
        ChipState onChip = chipState;
        Authority newest = JournalGate.newer(onDisk.authority(), chip.map(_ -> onChip.durable()));
        StoreHealth stores =
                new StoreHealth(onDisk.storeFailed() || overflowed, chip.isPresent() && onChip.failed(), behindNs());
        return new Granted(newest, stores);
    }

    /** Batches that are not durable yet, with the one in work. Any thread. */
    public int backlog() {
        return unfinished.get();
    }

    private long behindNs() {
        JournalGate.@Nullable Ticket next = forDisk.peek();
        long nextNs = next == null ? IDLE : next.batch().clock().monotonicNs();
        long oldestNs = Math.min(writingSinceNs, nextNs);
        return oldestNs == IDLE ? 0 : Math.max(tickNs - oldestNs, 0);
    }

    private void runDisk() {
        try {
            long retriedNs = System.nanoTime();
            long taken = 0;
            while (!closing || !forDisk.isEmpty()) {
                JournalGate.@Nullable Ticket ticket = takeForDisk();
                if (ticket != null) {
                    disk = committer.commit(ticket.batch());
                    taken = ticket.number();
                    writingSinceNs = IDLE;
                    unfinished.decrementAndGet();
                } else if (System.nanoTime() - retriedNs >= RETRY_NS) {
                    disk = committer.retry();
                    retriedNs = System.nanoTime();
                }
                journalled = committer.hasAllLines() ? taken : journalled;
            }
        } catch (InterruptedException e) {
            disk = new Granted(disk.authority(), true);
            Thread.currentThread().interrupt();
        }
    }

    /** The next to write; none where none comes soon. At every instant it is seen to wait or to be in work. */
    private JournalGate.@Nullable Ticket takeForDisk() throws InterruptedException {
        if (!waitingForDisk.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) {
            return null;
        }
        writingSinceNs = forDisk.element().batch().clock().monotonicNs();
        return forDisk.remove();
    }

    private void runChip(SecondStore store) {
        try {
            long probedNs = System.nanoTime();
            while (!closing || !forChip.isEmpty()) {
                long waitMs = store.owes() && !store.failed() ? GATE_POLL_MS : POLL_MS;
                JournalGate.@Nullable Ticket ticket = forChip.poll(waitMs, TimeUnit.MILLISECONDS);
                if (ticket != null) {
                    store.take(ticket);
                }
                store.work(journalled);
                if (System.nanoTime() - probedNs >= PROBE_NS) {
                    store.probe(journalled);
                    probedNs = System.nanoTime();
                }
                chipState = new ChipState(store.durable(), store.failed());
            }
        } catch (InterruptedException e) {
            chipState = new ChipState(chipState.durable(), true);
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads once what waits is durable, or leaves it behind after five seconds. */
    @Override
    public void close() {
        closing = true;
        try {
            diskThread.join(CLOSE_MS);
            if (chipThread.isPresent()) {
                chipThread.get().join(CLOSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
