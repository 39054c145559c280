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
 */
public record DemoSettings(int speed, Optional<URI> broker, Path folder) {
    public static final int DEFAULT_SPEED = 60;
    public static final int FASTEST = 1_000;
}
