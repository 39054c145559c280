package org.steadyflow.firmware.monitor;

import java.util.Optional;

/** Where the monitor keeps what outlives its restart: one small image, whole or not at all. */
public interface MonitorStore {
    /** The newest whole image; empty for none. Called once, before the first cycle. */
    Optional<byte[]> read();

    /** Keeps an image in the place of the last one. Returns at once; a later one may overtake it. */
    void keep(byte[] image);
}
