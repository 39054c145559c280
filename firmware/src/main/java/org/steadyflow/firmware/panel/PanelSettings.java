package org.steadyflow.firmware.panel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a panel is started with.
 *
 * @param operatorSocket socket file of the pump's control process; may appear later
 * @param httpPort port on loopback, 0 for any free one
 * @param examples prescription files that the panel offers beside a file of the person's own, at most
 *     {@link #EXAMPLES}; each is named by its file name, and a signature that stands beside it goes with it, and so
 *     does its envelope
 * @param monitorSocket where the monitor listens for the bedside; empty for a pump without one
 */
public record PanelSettings(Path operatorSocket, int httpPort, List<Path> examples, Optional<Path> monitorSocket) {
    /** As many as the smaller panel shows as keys without scrolling. */
    public static final int EXAMPLES = 6;

    private static final int LAST_PORT = 65_535;

    /** Of a pump without a monitor. */
    public PanelSettings(Path operatorSocket, int httpPort, List<Path> examples) {
        this(operatorSocket, httpPort, examples, Optional.empty());
    }

    public PanelSettings {
        if (httpPort < 0 || httpPort > LAST_PORT) {
            throw new IllegalArgumentException("a port is 0 to " + LAST_PORT + ", not " + httpPort);
        }
        if (examples.size() > EXAMPLES) {
            throw new IllegalArgumentException(
                    "at most " + EXAMPLES + " examples fit on the panel, not " + examples.size());
        }
        examples = List.copyOf(examples);
    }
}
