package org.steadyflow.simulator.chips;

/** One chip on an I2C bus. The world's thread. */
public interface I2cChip {
    /** Whether it acknowledges its address. */
    boolean acknowledges();

    /** The bytes that follow its address, with the bit that says write. */
    void write(byte[] bytes);

    /** Fills {@code into} with what it sends after its address, with the bit that says read. */
    void read(byte[] into);
}
