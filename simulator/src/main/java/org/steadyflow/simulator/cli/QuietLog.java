package org.steadyflow.simulator.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps the firmware's log of the faults that a command makes on purpose from the person who started it, unless
 * PUMP_LOG asks for a log.
 */
final class QuietLog implements AutoCloseable {
    private final Logger firmware = (Logger) LoggerFactory.getLogger("org.steadyflow.firmware");
    private final @Nullable Level usual = firmware.getLevel();

    private QuietLog() {}

    static QuietLog begin() {
        QuietLog quiet = new QuietLog();
        if (System.getenv("PUMP_LOG") == null) {
            quiet.firmware.setLevel(Level.OFF);
        }
        return quiet;
    }

    @Override
    public void close() {
        firmware.setLevel(usual);
    }
}
