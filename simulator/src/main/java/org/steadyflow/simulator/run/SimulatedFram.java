package org.steadyflow.simulator.run;

import java.util.Arrays;
import java.util.Optional;
import org.steadyflow.firmware.ledger.ByteMemory;
import org.steadyflow.firmware.ledger.ChipStorage;

/**
 * A memory chip that keeps its bytes without power and takes them one after the other: a power cut in the middle of a
 * write keeps the bytes before it. Begins with noise, as a new chip may. One thread.
 */
public final class SimulatedFram implements ByteMemory {
    private static final long UNCUT = Long.MAX_VALUE;
    private static final int NOISE_FACTOR = 167;

    private final byte[] cells = new byte[ChipStorage.CHIP_BYTES];
    private boolean dead;
    private boolean writeProtected;
    private long bytesUntilCut = UNCUT;
    private long version;

    /** @param seed of what it holds before anybody has written */
    public SimulatedFram(long seed) {
        for (int at = 0; at < cells.length; at++) {
            cells[at] = (byte) (((seed + at) * NOISE_FACTOR) >> 3);
        }
    }

    /** The process that writes is gone: no code of the pump catches it. */
    public static final class Cut extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Optional<String> read(int address, byte[] target) {
        if (dead) {
            return Optional.of("nobody at its address acknowledges");
        }
        System.arraycopy(cells, address, target, 0, target.length);
        return Optional.empty();
    }

    @Override
    public Optional<String> write(int address, byte[] bytes) {
        if (dead) {
            return Optional.of("nobody at its address acknowledges");
        }
        for (int at = 0; at < bytes.length; at++) {
            if (bytesUntilCut == 0) {
                throw new Cut();
            }
            bytesUntilCut -= bytesUntilCut == UNCUT ? 0 : 1;
            if (!writeProtected) {
                cells[address + at] = bytes[at];
                version++;
            }
        }
        return Optional.empty();
    }

    /** Ends the process at this byte of those that are written from now on, before it is written. */
    public void cutAfter(long bytes) {
        bytesUntilCut = bytes;
    }

    /** No cut is to come. */
    public void noCut() {
        bytesUntilCut = UNCUT;
    }

    /** Does not answer while this is so. */
    public void setDead(boolean isDead) {
        dead = isDead;
    }

    boolean isDead() {
        return dead;
    }

    /** Takes bytes and keeps none while this is so. */
    public void setWriteProtected(boolean isProtected) {
        writeProtected = isProtected;
    }

    /** Flips bits of one byte, as a particle does. */
    public void flip(int address, int mask) {
        cells[address] ^= (byte) mask;
        version++;
    }

    /** Another chip in its place: one that has been nobody's. */
    public void replace() {
        Arrays.fill(cells, (byte) 0);
        version++;
    }

    /** All that it holds. */
    public byte[] image() {
        return cells.clone();
    }

    /** Holds this from now on. */
    public void load(byte[] image) {
        System.arraycopy(image, 0, cells, 0, cells.length);
        version++;
    }

    /** Grows with each byte that changes. */
    public long version() {
        return version;
    }
}
