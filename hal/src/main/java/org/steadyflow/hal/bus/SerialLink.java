package org.steadyflow.hal.bus;

/** A serial line with one asker: whoever sits at its other end speaks only when spoken to. One thread. */
public interface SerialLink {
    /**
     * Throws away what came unasked, puts {@code out} on the line and waits until {@code in} is full.
     *
     * @param out bytes to send; none, to hear only what still comes
     * @param in is filled from its begin with what comes back, echo included where the line has one; may be empty
     * @param withinNs longest wait for the last byte after the call, nanoseconds
     * @return OK; TIMED_OUT where nothing came; SHORT where only a part came in time; GONE
     */
    BusResult exchange(byte[] out, byte[] in, long withinNs);
}
