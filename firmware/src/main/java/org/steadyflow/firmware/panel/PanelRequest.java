package org.steadyflow.firmware.panel;

import java.util.Objects;
import org.steadyflow.telemetry.message.OperatorVerb;

/**
 * What the page asks; the panel adds an id and who asks.
 *
 * @param text the prescription file for {@link OperatorVerb#ACCEPT}, else empty
 */
record PanelRequest(OperatorVerb verb, String text) {
    PanelRequest {
        Objects.requireNonNull(verb);
        Objects.requireNonNull(text);
    }
}
