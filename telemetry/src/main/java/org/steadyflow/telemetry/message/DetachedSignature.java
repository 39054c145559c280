package org.steadyflow.telemetry.message;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * A signature in a file of its own, beside the prescription or the library that it is for. It is over the canonical
 * text of that file in UTF-8, so spaces and the order of fields may change, and nothing else. Any thread.
 *
 * @param schema {@link #SCHEMA}
 * @param signs what kind of file it is for: {@link #PRESCRIPTION} or {@link #LIBRARY}; the signed text says it too
 * @param key name of the public key, as {@link Signatures#keyId} has it
 * @param signature Ed25519, base64
 */
public record DetachedSignature(String schema, String signs, String key, String signature) {
    public static final String SCHEMA = "steadyflow/signature/1";
    public static final String PRESCRIPTION = "prescription";
    public static final String LIBRARY = "library";

    /** What a file of this kind is named after the file it is for. */
    public static final String FILE_SUFFIX = ".sig";

    /** Longest file of this kind, in bytes and in characters. */
    public static final int LIMIT_BYTES = 4_096;

    /** Signs a canonical text. */
    public static DetachedSignature of(String signs, String canonicalText, KeyPair keys) {
        String signature = Signatures.sign(canonicalText, keys.getPrivate()).signature();
        return new DetachedSignature(SCHEMA, signs, Signatures.keyId(keys.getPublic()), signature);
    }

    /** The signature in the text of a file; empty where the text is anything else. */
    public static Optional<DetachedSignature> parse(String json) {
        if (json.length() > LIMIT_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(json, DetachedSignature.class))
                    .filter(read -> read.schema().equals(SCHEMA));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether the holder of {@code trusted} signed this text. */
    public boolean isOf(String canonicalText, PublicKey trusted) {
        return Signatures.verify(new SignedMessage(canonicalText, signature), trusted);
    }

    /** The text of the file, one line. */
    public String text() {
        return Json.MAPPER.writeValueAsString(this) + "\n";
    }
}
