package org.steadyflow.telemetry.order;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The FHIR library's reading of a text, as one tree for JSON and XML, R4 and R5. Loading the library takes a second or
 * two, so nothing else in this package touches it.
 *
 * @param resource as FHIR's JSON
 * @param release {@code R4} or {@code R5}
 * @param unknown what this release does not have at its place and was therefore not read: paths where the text is JSON,
 *     else names
 */
record Fhir(JsonNode resource, String release, List<String> unknown) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** R4, unless it does not know names of the text and R5 knows more of them. */
    static Fhir read(OrderText text) throws NoOrderException {
        Fhir r4;
        try {
            r4 = read(text, FhirContext.forR4Cached(), "R4");
        } catch (RuntimeException e) { // the library has many for a text that is wrong, and no common one
            throw new NoOrderException(
                    "it is no FHIR resource of R4: " + Words.plain(String.valueOf(e.getMessage()), Words.LIMIT_CHARS));
        }
        if (r4.unknown.isEmpty()) {
            return r4;
        }
        try {
            Fhir r5 = read(text, FhirContext.forR5Cached(), "R5");
            return r5.unknown.size() < r4.unknown.size() ? r5 : r4;
        } catch (RuntimeException e) { // as above: then it is no better R5
            return r4;
        }
    }

    private static Fhir read(OrderText text, FhirContext context, String release) {
        context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
        List<String> unknown = new ArrayList<>();
        IParser parser = text.isXml() ? context.newXmlParser() : context.newJsonParser();
        IBaseResource resource = strict(parser, unknown).parseResource(text.text());
        String json = strict(context.newJsonParser(), new ArrayList<>()).encodeResourceToString(resource);
        JsonNode read = JSON.readTree(json);
        List<String> places =
                text.isXml() ? unknown : Dropped.paths(JSON.readTree(text.text()), read, Set.copyOf(unknown));
        return new Fhir(read, release, places.isEmpty() ? List.copyOf(unknown) : places);
    }

    private static IParser strict(IParser parser, List<String> unknown) {
        parser.setParserErrorHandler(new Strict(unknown));
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser;
    }

    /** A wrong value ends the reading; a name that is not known is kept; what is missing is found by what needs it. */
    private static final class Strict extends StrictErrorHandler {
        private final List<String> unknown;

        Strict(List<String> unknown) {
            this.unknown = unknown;
        }

        @Override
        public void unknownElement(IParseLocation at, String name) {
            unknown.add(name);
        }

        @Override
        public void unknownAttribute(IParseLocation at, String name) {
            unknown.add(name);
        }

        @Override
        public void missingRequiredElement(IParseLocation at, String name) {}

        @Override
        public void unknownReference(IParseLocation at, String reference) {}

        @Override
        public void containedResourceWithNoId(IParseLocation at) {}

        @Override
        public void invalidInternalReference(IParseLocation at, String reference) {}
    }
}
