package org.steadyflow.simulator.run;

import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.simulator.world.SimulatedStorage;
import org.steadyflow.telemetry.journal.JournalLimits;

/**
 * What one simulated pump keeps: a disk with journal and ledger, each in a folder of its own, failing together; and the
 * chip with the ledger's second copy.
 */
final class SimulatedDisk {
    private static final long JOURNAL_BYTES = 256L * 1024 * 1024;
    private static final long LEDGER_BYTES = 1024 * 1024;

    private final SimulatedStorage journal;
    private final SimulatedStorage ledger;
    private final SimulatedFram chip;
    private boolean full;
    private boolean broken;

    SimulatedDisk(long seed) {
        this.journal = new SimulatedStorage(JOURNAL_BYTES, seed);
        this.ledger = new SimulatedStorage(LEDGER_BYTES, seed + 1);
        this.chip = new SimulatedFram(seed);
    }

    SimulatedStorage journal() {
        return journal;
    }

    SimulatedStorage ledger() {
        return ledger;
    }

    SimulatedFram chip() {
        return chip;
    }

    /** Where the firmware finds all three. */
    StartUp.Stores stores() {
        return new StartUp.Stores(journal, ledger, JournalLimits.DEFAULT).with(chip);
    }

    /** The chip keeps what it has. */
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

    /** Whether anything written now may not become durable, in one store or the other. */
    boolean isSick() {
        return full || broken || chip.isDead();
    }
}
