package org.steadyflow.firmware.monitor;

import java.util.Optional;

/** Where the monitor keeps what outlives its restart: one small image, whole or not at all. */
public interface MonitorStore {
    /** The newest image, which may be damaged; empty where there never was one. Called once, before the first cycle. */
    Optional<byte[]> read();

    /**
     * Keeps an image in the place of the last one. Returns at once; a later one may overtake it.
     *
     * @return its number, greater than any before
     */
    long keep(byte[] image);

    /** Number of the newest image that outlives a loss of power, 0 for none. */
    long durable();

    /** Whether what was given to it is not kept, or takes far too long. Ends by itself once it is. */
    boolean fails();
}
