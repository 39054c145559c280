package org.steadyflow.firmware.ledger;

import java.util.Arrays;
import java.util.Optional;

/** A chip in memory that can die, or take bytes and keep none. */
public final class PlainMemory implements ByteMemory {
    final byte[] cells = new byte[ChipStorage.CHIP_BYTES];
    public boolean dead;
    public boolean writeProtected;

    @Override
    public Optional<String> read(int address, byte[] target) {
        System.arraycopy(cells, address, target, 0, target.length);
        return dead ? Optional.of("no answer") : Optional.empty();
    }

    @Override
    public Optional<String> write(int address, byte[] bytes) {
        if (!dead && !writeProtected) {
            System.arraycopy(bytes, 0, cells, address, bytes.length);
        }
        return dead ? Optional.of("no answer") : Optional.empty();
    }

    void fill(int value) {
        Arrays.fill(cells, (byte) value);
    }
}
