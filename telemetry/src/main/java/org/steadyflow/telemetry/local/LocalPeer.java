package org.steadyflow.telemetry.local;

import java.io.Closeable;

/** The other end of a connection. Any thread. */
public interface LocalPeer extends Closeable {
    /**
     * Puts a line on its way; never blocks. A peer with too much waiting is cut off.
     *
     * @return false where the connection is over, so the line goes nowhere
     * @throws IllegalArgumentException where the line holds a line end or is too long
     */
    boolean send(String line);

    /** Ends the connection at once; what still waits is lost. */
    @Override
    void close();
}
