package org.steadyflow.simulator.run;

import org.steadyflow.simulator.world.SimulatedStorage;

/** The disk of one simulated pump: journal and ledger, each in a folder of its own, failing together. */
final class SimulatedDisk {
    private static final long JOURNAL_BYTES = 256L * 1024 * 1024;
    private static final long LEDGER_BYTES = 1024 * 1024;

    private final SimulatedStorage journal;
    private final SimulatedStorage ledger;
    private boolean full;
    private boolean broken;

    SimulatedDisk(long seed) {
        this.journal = new SimulatedStorage(JOURNAL_BYTES, seed);
        this.ledger = new SimulatedStorage(LEDGER_BYTES, seed + 1);
    }

    SimulatedStorage journal() {
        return journal;
    }

    SimulatedStorage ledger() {
        return ledger;
    }

    void cutPower() {
        journal.cutPower();
        ledger.cutPower();
    }

    void setFull(boolean present) {
        full = present;
        journal.setFull(present);
        ledger.setFull(present);
    }

    void setBroken(boolean present) {
        broken = present;
        journal.failForces(present);
        ledger.failForces(present);
    }

    /** Whether anything written now may not become durable. */
    boolean isSick() {
        return full || broken;
    }
}
