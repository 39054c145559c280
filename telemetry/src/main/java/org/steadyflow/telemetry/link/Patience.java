package org.steadyflow.telemetry.link;

import java.time.Duration;

/** When a receipt is overdue: each time later, until one comes. Pure; one thread. */
final class Patience {
    private final LinkTimes times;
    private Duration limit;
    private long sinceNs;

    Patience(LinkTimes times, long nowNs) {
        this.times = times;
        this.limit = times.receipt();
        this.sinceNs = nowNs;
    }

    /** A receipt came, or the first line went out: the wait begins anew. */
    void renew(long nowNs) {
        limit = times.receipt();
        sinceNs = nowNs;
    }

    /** Whether the wait is over; then the next one is twice as long. */
    boolean isOver(long nowNs) {
        if (nowNs - sinceNs < limit.toNanos()) {
            return false;
        }
        sinceNs = nowNs;
        limit = shorter(limit.multipliedBy(2), times.longestReceipt());
        return true;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
