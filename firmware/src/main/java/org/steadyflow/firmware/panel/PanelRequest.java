package org.steadyflow.firmware.panel;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.Objects;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorVerb;

/**
 * What the page asks; the panel adds an id and who asks.
 *
 * @param text the prescription file for {@link OperatorVerb#ACCEPT}, the rate for {@link OperatorVerb#TITRATE}, the
 *     number of the monitor's trip that the page showed for {@link OperatorVerb#ACKNOWLEDGE}, else empty
 * @param reason with {@link OperatorVerb#ACCEPT}: why soft limits are passed; empty or left out for none
 * @param signature with {@link OperatorVerb#ACCEPT}: the text of the file's signature; empty or left out for none
 * @param envelope with {@link OperatorVerb#ACCEPT}: the bytes of the file's envelope for the monitor, base64; empty or
 *     left out for none
 */
record PanelRequest(
        OperatorVerb verb,
        String text,

        @JacksonInject(value = Json.ABSENT_TEXT, useInput = OptBoolean.TRUE)
        String reason,

        @JacksonInject(value = Json.ABSENT_SIGNATURE, useInput = OptBoolean.TRUE)
        String signature,

        @JacksonInject(value = Json.ABSENT_ENVELOPE, useInput = OptBoolean.TRUE)
        String envelope) {
    PanelRequest {
        Objects.requireNonNull(verb);
        Objects.requireNonNull(text);
    }
}
