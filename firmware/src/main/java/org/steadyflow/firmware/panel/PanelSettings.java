package org.steadyflow.firmware.panel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a panel is started with.
 *
 * @param operatorSocket socket file of the pump's control process; may appear later
 * @param httpPort port on loopback, 0 for any free one
 * @param offering prescriptions that the panel offers
 * @param monitorSocket where the monitor listens for the bedside; empty for a pump without one
 */
public record PanelSettings(Path operatorSocket, int httpPort, Offering offering, Optional<Path> monitorSocket) {
    private static final int LAST_PORT = 65_535;

    /** With certain prescriptions, of a pump without a monitor. */
    public PanelSettings(Path operatorSocket, int httpPort, List<Path> prescriptions) {
        this(operatorSocket, httpPort, prescriptions, Optional.empty());
    }

    /** With certain prescriptions. */
    public PanelSettings(Path operatorSocket, int httpPort, List<Path> prescriptions, Optional<Path> monitorSocket) {
        this(operatorSocket, httpPort, new Offering.Files(prescriptions), monitorSocket);
    }

    public PanelSettings {
        if (httpPort < 0 || httpPort > LAST_PORT) {
            throw new IllegalArgumentException("a port is 0 to " + LAST_PORT + ", not " + httpPort);
        }
    }
}
