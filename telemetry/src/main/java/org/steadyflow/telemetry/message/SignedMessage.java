package org.steadyflow.telemetry.message;

/**
 * A signed document: the signature is over the UTF-8 bytes of {@code body} exactly as they stand, so nobody has to
 * agree on a canonical JSON.
 *
 * @param body JSON text of a {@link PharmacyMessage}
 * @param signature Ed25519, base64
 */
public record SignedMessage(String body, String signature) {}
