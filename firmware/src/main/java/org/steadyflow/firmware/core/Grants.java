package org.steadyflow.firmware.core;

/**
 * Authority that is durable and authority that was asked for.
 *
 * @param durable newest durable record
 * @param asked newest record asked for
 * @param askedNs when, monotonic nanoseconds
 */
public record Grants(Authority durable, Authority asked, long askedNs) {
    static Grants startingAt(Authority durable) {
        return new Grants(durable, durable, 0);
    }

    boolean isPending() {
        return asked.number() != durable.number();
    }

    Grants withDurable(Authority now) {
        return now.number() <= durable.number() ? this : new Grants(now, asked, askedNs);
    }

    Grants ask(Authority wanted, long nowNs) {
        return new Grants(durable, wanted, nowNs);
    }

    /** Travel that may be reached for this part, upper bound; nothing when no record covers the part. */
    long limit(long order, int part) {
        boolean covered = durable.order() == order && durable.part() == part;
        if (!covered) {
            return NOTHING;
        }
        // a record on its way may already be durable: only what both allow is allowed
        return isPending() ? Math.min(durable.reach(), limitOfAsked(order, part)) : durable.reach();
    }

    /** How far back of {@code from} the shaft may go; 0 unless the newest record says so from there and is durable. */
    long reverse(long order, int part, long from) {
        boolean counts = !isPending() && isReverseFrom(from) && durable.order() == order && durable.part() == part;
        return counts ? durable.reverse() : 0;
    }

    /** Whether reverse authority was asked for where the lower bound of travel was {@code from}. */
    boolean isReverseFrom(long from) {
        return asked.reverse() > 0 && asked.settled() == from;
    }

    private long limitOfAsked(long order, int part) {
        return asked.order() == order && asked.part() == part ? asked.reach() : NOTHING;
    }

    /** Less than any travel, and far enough from overflow. */
    private static final long NOTHING = Long.MIN_VALUE / 4;
}
