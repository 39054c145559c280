package org.steadyflow.simulator.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the demo runs.
 *
 * @param speed the pump's seconds in one second of people's time
 * @param broker an MQTT 5 broker that runs already; empty to start one
 * @param folder where everything is kept: journal, ledger, database, keys
 * @param prescription what is infused first, a file with its signature beside it; empty for the example antibiotic
 * @param takesUnsigned the pump trusts no key and takes any prescription; else only what the example key signed
 * @param hardware what the pump drives
 */
public record DemoSettings(
        int speed,
        Optional<URI> broker,
        Path folder,
        Optional<Path> prescription,
        boolean takesUnsigned,
        Hardware hardware) {
    public static final int DEFAULT_SPEED = 60;
    public static final int FASTEST = 1_000;

    /** With the example antibiotic and what the example key signed. */
    public DemoSettings(int speed, Optional<URI> broker, Path folder) {
        this(speed, broker, folder, Optional.empty(), false, Hardware.SIMULATED);
    }

    /** What stands behind the device seam. */
    public enum Hardware {
        /** The world itself. */
        SIMULATED,
        /** Drivers, real bytes, and chips that are emulated on the world. */
        EMULATED
    }
}
