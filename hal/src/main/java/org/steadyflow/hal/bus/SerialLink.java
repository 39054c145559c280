package org.steadyflow.hal.bus;

/** A serial line with one asker: whoever sits at its other end speaks only when spoken to. One thread. */
public interface SerialLink {
    /**
     * Throws away what came unasked, puts {@code out} on the line and waits until {@code in} is full.
     *
     * @param out bytes to send, at least one
     * @param in is filled from its begin with what comes back, echo included where the line has one; may be empty
     * @param withinNs longest wait for the last byte after the call, nanoseconds
     * @return OK; TIMED_OUT where nothing came; SHORT where only a part came in time; GONE
     */
    BusResult exchange(byte[] out, byte[] in, long withinNs);

    /**
     * Reads and throws away until nothing has come for so long: after an exchange that was disturbed, bytes of it may
     * still be on their way. A line that keeps none back has nothing to do. Returns in any case after some times as long.
     *
     * @param silentNs nanoseconds
     */
    default void settle(long silentNs) {}
}
