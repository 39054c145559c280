package org.steadyflow.firmware.monitor;

import java.util.Optional;

/**
 * Which order the monitor guards: the envelope in force with what flowed under it, whether control names the same
 * order, and which envelopes are used up. Immutable.
 *
 * @param account empty without an envelope
 * @param said control has said the envelope's order since it came in force
 * @param otherNs since when control says another order, or none; 0 while it says the envelope's, or no envelope is here
 * @param looseCounts how far the shaft went with power and without an envelope of the order that control says
 */
record Books(Optional<Account> account, boolean said, long otherNs, long looseCounts, SpentIds spent) {
    static final Books EMPTY = new Books(Optional.empty(), false, 0, 0, SpentIds.NONE);

    /** Id of the envelope in force, 0 for none. */
    long id() {
        return account.map(counted -> counted.envelope().id()).orElse(0L);
    }

    /** Whether what the shaft does is of no order that the envelope is for. */
    boolean isLoose() {
        return account.isEmpty() || otherNs != 0;
    }

    private boolean isInForce(Envelope envelope) {
        return account.isPresent() && envelope.id() == id();
    }

    /** Whether an envelope may come in force now; the shaft stands. */
    Taking worth(Envelope envelope) {
        if (isInForce(envelope)) {
            return Taking.TAKEN;
        }
        if (spent.contains(envelope.id())) {
            return Taking.USED;
        }
        boolean isUnderWay = account.isPresent() && said && otherNs == 0;
        return isUnderWay ? Taking.OTHER_ORDER : Taking.TAKEN;
    }

    /** With this envelope in force. The one in force keeps its account: nothing that flowed is forgotten. */
    Books with(Envelope envelope) {
        if (isInForce(envelope)) {
            Account counted = account.orElseThrow();
            Account next = counted.isUsed() ? counted.under(envelope) : Account.begin(envelope);
            return new Books(Optional.of(next), said, otherNs, looseCounts, spent);
        }
        return new Books(
                Optional.of(Account.begin(envelope)),
                false,
                0,
                looseCounts,
                retired().spent());
    }

    Books with(Optional<Account> counted) {
        return new Books(counted, said, otherNs, looseCounts, spent);
    }

    /** The order is over: its envelope is in force no more, and if anything flowed under it, never again. */
    private Books retired() {
        boolean isUsed = account.map(Account::isUsed).orElse(false);
        return new Books(Optional.empty(), false, 0, looseCounts, isUsed ? spent.with(id()) : spent);
    }

    /**
     * Control has said which order it runs.
     *
     * @param again after a silence, or by another control: what it said before is not counted on
     */
    Books heard(long orderId, boolean again, long nowNs) {
        if (account.isEmpty()) {
            return this;
        }
        if (orderId == id()) {
            return said && otherNs == 0 && looseCounts == 0 ? this : new Books(account, true, 0, 0, spent);
        }
        if (otherNs == 0 || again) {
            return new Books(account, said, nowNs, looseCounts, spent);
        }
        return said && nowNs - otherNs >= MonitorLimits.RETIRE_NS ? retired() : this;
    }

    /** The shaft went so far with power. */
    Books turned(long counts) {
        return counts == 0 || !isLoose() ? this : new Books(account, said, otherNs, looseCounts + counts, spent);
    }

    /** A person has seen to it. */
    Books acknowledged() {
        return new Books(account.map(Account::fromHere), said, otherNs, 0, spent);
    }
}
