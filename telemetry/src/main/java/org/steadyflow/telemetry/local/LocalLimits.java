package org.steadyflow.telemetry.local;

import java.time.Duration;

/** The limits of local connections. */
public final class LocalLimits {
    /** Longest line with its line end: a prescription file of 64 KiB, escaped, and its wrapping. */
    public static final int LINE_BYTES = 256 * 1024;

    /** Lines that wait for one peer; the next one ends its connection. */
    public static final int QUEUED_LINES = 1_024;

    /** Bytes that wait for one peer; the next line ends its connection. */
    public static final int QUEUED_BYTES = 1024 * 1024;

    /** Peers at one socket; the next one is turned away. */
    public static final int PEERS = 32;

    /** How long a peer that has stopped sending may take to read what is still waiting for it. */
    static final Duration DRAIN = Duration.ofSeconds(2);

    private LocalLimits() {}
}
