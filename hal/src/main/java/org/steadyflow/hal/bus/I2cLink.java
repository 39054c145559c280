package org.steadyflow.hal.bus;

/** One I2C bus, with this computer as its only master. Any thread: transfers wait for each other. */
public interface I2cLink {
    /**
     * One transaction: start, address, {@code out}; then, where {@code in} is not empty, repeated start and {@code in};
     * stop.
     *
     * @param address 7 bits
     * @param out bytes to write; may be empty where {@code in} is not
     * @param in is filled with what is read; may be empty
     * @return OK, NOT_ACKNOWLEDGED, TIMED_OUT, SHORT or GONE; {@code in} means nothing unless OK
     */
    BusResult transfer(int address, byte[] out, byte[] in);
}
