package org.steadyflow.firmware.control;

import java.util.Optional;

/** Whole frames to and from the monitor. Every call returns at once. One thread. */
public interface MonitorPipe {
    /** The newest question since the last call; empty where none came. */
    Optional<byte[]> newest();

    /** An answer; dropped where nobody takes it. */
    void send(byte[] answer);
}
