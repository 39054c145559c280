package org.steadyflow.telemetry.message;

/**
 * One request on the operator socket.
 *
 * @param id chosen by the client, at most 64 characters; comes back with the answer
 * @param by who asks, at most 64 characters
 * @param text the prescription file for {@link OperatorVerb#ACCEPT}, the rate for {@link OperatorVerb#TITRATE}, else
 *     empty
 */
public record OperatorRequest(String id, OperatorVerb verb, String by, String text) {}
