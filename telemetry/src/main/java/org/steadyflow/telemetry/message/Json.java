package org.steadyflow.telemetry.message;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON mapper of journal and wire: snake_case names, nothing unknown, nothing missing, nothing null. Any
 * thread.
 */
public final class Json {
    /** Longest document that is read, in characters. */
    public static final int LIMIT_CHARS = 1_000_000;

    /** For {@code @JacksonInject}: a text that may be left out, then it is empty. Nothing else may be missing. */
    public static final String ABSENT_TEXT = "absent text";

    /** The same for the second such text of one record: an id is used once in each. */
    public static final String ABSENT_SIGNATURE = "absent signature";

    /** The same of an envelope that a request leaves out: empty. */
    public static final String ABSENT_ENVELOPE = "absent envelope";

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LIMIT_CHARS)
                            .maxNestingDepth(32)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .injectableValues(new InjectableValues.Std()
                    .addValue(ABSENT_TEXT, "")
                    .addValue(ABSENT_SIGNATURE, "")
                    .addValue(ABSENT_ENVELOPE, ""))
            .build();

    private Json() {}
}
