package org.steadyflow.simulator.run;

import java.util.ArrayDeque;
import org.steadyflow.firmware.control.Committer;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;

/**
 * A recorder whose disk takes virtual time: a batch is written when its time has passed, in order, and granted to the
 * next tick. What waits is lost with the process. One thread.
 */
final class VirtualRecorder implements TimedRecorder {
    /** A good SD card. */
    private static final long COMMIT_NS = 8_000_000L;
    /** While the disk is full, what waits is tried again this often. */
    private static final long RETRY_NS = 1_000_000_000L;

    private final Committer committer;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private Granted granted;
    private long busyUntilNs;
    private long retriedNs;

    private record Pending(Committer.Batch batch, long durableNs) {}

    VirtualRecorder(Committer committer, Granted initial) {
        this.committer = committer;
        this.granted = initial;
    }

    @Override
    public void offer(TickInput input, TickRecord record) {
        if (record.events().isEmpty() && record.wanted().isEmpty()) {
            return;
        }
        long nowNs = input.sample().clock().monotonicNs();
        busyUntilNs = Math.max(busyUntilNs, nowNs) + COMMIT_NS;
        pending.add(new Pending(
                new Committer.Batch(input.sample().clock(), record.events(), record.wanted()), busyUntilNs));
    }

    @Override
    public boolean work(long nowNs) {
        boolean wrote = false;
        while (!pending.isEmpty() && pending.peek().durableNs() <= nowNs) {
            granted = committer.commit(pending.remove().batch());
            wrote = true;
        }
        return wrote || (granted.storeFailed() && retry(nowNs));
    }

    private boolean retry(long nowNs) {
        if (nowNs - retriedNs < RETRY_NS) {
            return false;
        }
        retriedNs = nowNs;
        granted = committer.retry();
        return true;
    }

    @Override
    public void stall(long nowNs, long lastingNs) {
        ArrayDeque<Pending> later = new ArrayDeque<>();
        busyUntilNs = Math.max(busyUntilNs, nowNs) + lastingNs;
        for (Pending waiting : pending) {
            later.add(new Pending(waiting.batch(), Math.max(waiting.durableNs(), nowNs + lastingNs)));
        }
        pending.clear();
        pending.addAll(later);
    }

    @Override
    public Granted granted() {
        return granted;
    }
}
