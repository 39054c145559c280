package org.steadyflow.firmware.ledger;

import java.util.Optional;

/**
 * A small memory that keeps its bytes without power and takes them one after the other: what a power cut interrupts is
 * written up to some byte, in the order of addresses. One thread.
 */
public interface ByteMemory {
    /** Fills {@code target} from {@code address} on; a sentence says why not, empty when it did. */
    Optional<String> read(int address, byte[] target);

    /** Writes {@code bytes} from {@code address} on; a sentence says why not, empty when it was taken. */
    Optional<String> write(int address, byte[] bytes);
}
