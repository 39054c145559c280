package org.steadyflow.firmware.app;

import java.util.Optional;
import org.steadyflow.firmware.ledger.ByteMemory;
import org.steadyflow.hal.chip.ChipFault;
import org.steadyflow.hal.chip.Mb85rc256v;

/** The board's FRAM as the ledger's second copy sees it. One thread. */
public final class FramMemory implements ByteMemory {
    private final Mb85rc256v chip;

    public FramMemory(Mb85rc256v chip) {
        this.chip = chip;
    }

    @Override
    public Optional<String> read(int address, byte[] target) {
        return sentence(chip.read(address, target));
    }

    @Override
    public Optional<String> write(int address, byte[] bytes) {
        return sentence(chip.write(address, bytes));
    }

    private static Optional<String> sentence(ChipFault fault) {
        return fault.isNone() ? Optional.empty() : Optional.of(fault.text());
    }
}
