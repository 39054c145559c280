package org.steadyflow.firmware.control;

import java.util.Optional;

/** Whole frames to and from the monitor. Every call returns at once. One thread. */
public interface MonitorPipe {
    /** The newest question since the last call; empty where none came. */
    Optional<byte[]> newest();

    /** Gives the connection up, if there is one, and makes another: nobody seems to read at its other end. */
    void renew();

    /** An answer; dropped where nobody takes it. */
    void send(byte[] answer);
}
