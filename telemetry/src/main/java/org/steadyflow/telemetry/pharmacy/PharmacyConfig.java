package org.steadyflow.telemetry.pharmacy;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where the pharmacy finds its surroundings.
 *
 * @param broker the MQTT broker, as {@code tcp://host:port}
 * @param data folder for the key pair and the database; made if absent
 * @param httpPort port of the console on loopback, 0 for a free one
 * @param jdbcUrl the database
 */
public record PharmacyConfig(URI broker, Path data, int httpPort, String jdbcUrl) {
    private static final int HIGHEST_PORT = 65_535;

    public PharmacyConfig {
        if (httpPort < 0 || httpPort > HIGHEST_PORT) {
            throw new PharmacyException("Port " + httpPort + " is not one: 0 to 65,535, 0 for any free one.");
        }
    }

    /** A free port, and a database file in {@code data}. */
    public static PharmacyConfig of(URI broker, Path data) {
        return new PharmacyConfig(broker, data, 0, fileIn(data));
    }

    public PharmacyConfig withHttpPort(int port) {
        return new PharmacyConfig(broker, data, port, jdbcUrl);
    }

    /**
     * The URL of an H2 file in this folder. H2 closes it when this process tells it to, not when the JVM ends; "async"
     * is the one of its file systems that does not close the file under all when one thread is interrupted.
     */
    public static String fileIn(Path data) {
        return "jdbc:h2:async:" + data.toAbsolutePath().resolve("pharmacy") + ";DB_CLOSE_ON_EXIT=FALSE";
    }
}
