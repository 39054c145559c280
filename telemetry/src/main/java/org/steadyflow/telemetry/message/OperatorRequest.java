package org.steadyflow.telemetry.message;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;

/**
 * One request on the operator socket.
 *
 * @param id chosen by the client, at most 64 characters; comes back with the answer
 * @param by who asks, at most 64 characters
 * @param text the prescription file for {@link OperatorVerb#ACCEPT}, the rate for {@link OperatorVerb#TITRATE}, else
 *     empty
 * @param reason with {@link OperatorVerb#ACCEPT}: why soft limits of the drug library are passed, at most 200
 *     characters; empty or left out for none
 * @param signature with {@link OperatorVerb#ACCEPT}: the text of the prescription's {@link DetachedSignature}; empty or
 *     left out for none
 */
public record OperatorRequest(
        String id,
        OperatorVerb verb,
        String by,
        String text,

        @JacksonInject(value = Json.ABSENT_TEXT, useInput = OptBoolean.TRUE)
        String reason,

        @JacksonInject(value = Json.ABSENT_SIGNATURE, useInput = OptBoolean.TRUE)
        String signature) {
    /** Without a reason and without a signature. */
    public OperatorRequest(String id, OperatorVerb verb, String by, String text) {
        this(id, verb, by, text, "", "");
    }
}
