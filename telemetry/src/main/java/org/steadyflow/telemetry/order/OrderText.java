package org.steadyflow.telemetry.order;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The text of a file, looked through before a library sees it: a length, a depth, UTF-8, one document, no document type
 * and so no entity, no name twice in an object, no number that would fill the memory when it is written out.
 *
 * @param text of the whole file, without a byte order mark
 * @param isXml XML, else JSON
 */
record OrderText(String text, boolean isXml) {
    static final int LIMIT_BYTES = 5 * 1024 * 1024;
    static final int LIMIT_DEPTH = 64;
    static final int LIMIT_NUMBER_CHARS = 30;

    private static final String FHIR = "http://hl7.org/fhir";
    private static final Pattern HUGE_NUMBER = Pattern.compile("[-+]?[0-9.]+[eE][-+]?[0-9]{3,}");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LIMIT_BYTES)
                    .maxNestingDepth(LIMIT_DEPTH)
                    .maxStringLength(LIMIT_BYTES)
                    .maxNumberLength(LIMIT_NUMBER_CHARS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Throws where the file is not of a kind that is looked at further. */
    static OrderText of(byte[] file) throws NoOrderException {
        if (file.length > LIMIT_BYTES) {
            throw new NoOrderException("it is longer than " + LIMIT_BYTES / (1024 * 1024) + " MiB");
        }
        String text = decode(file).strip();
        boolean isXml = text.startsWith("<");
        if (!isXml && !text.startsWith("{")) {
            throw new NoOrderException("it is neither JSON nor XML");
        }
        if (isXml) {
            lookThroughXml(text);
        } else {
            lookThroughJson(text);
        }
        return new OrderText(text, isXml);
    }

    private static String decode(byte[] file) throws NoOrderException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new NoOrderException("it is not UTF-8 text");
        }
    }

    private static void lookThroughJson(String text) throws NoOrderException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            int depth = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new NoOrderException("its JSON is not complete");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                refuseHuge(token.isNumeric() ? parser.getString() : "");
            } while (depth > 0);
            if (parser.nextToken() != null) {
                throw new NoOrderException("something stands after the end of its JSON");
            }
        } catch (JacksonException e) {
            throw new NoOrderException("its JSON is not well formed or beyond the limits: "
                    + Words.plain(e.getOriginalMessage(), Words.LIMIT_CHARS));
        }
    }

    private static void lookThroughXml(String text) throws NoOrderException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to something outside itself");
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                refuseXml(reader, event, depth);
            }
        } catch (XMLStreamException e) {
            throw new NoOrderException(
                    "its XML is not well formed: " + Words.plain(String.valueOf(e.getMessage()), Words.LIMIT_CHARS));
        }
    }

    private static void refuseXml(XMLStreamReader reader, int event, int depth) throws NoOrderException {
        boolean isTyped = event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE;
        if (isTyped) {
            throw new NoOrderException("it has a document type or an entity, which FHIR forbids");
        }
        if (depth > LIMIT_DEPTH) {
            throw new NoOrderException("its elements are nested deeper than " + LIMIT_DEPTH);
        }
        if (event == XMLStreamConstants.START_ELEMENT && depth == 1 && !FHIR.equals(reader.getNamespaceURI())) {
            throw new NoOrderException("its XML is not of the name space " + FHIR);
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                refuseHuge(reader.getAttributeValue(i));
            }
        }
    }

    private static void refuseHuge(String number) throws NoOrderException {
        if (number.length() <= LIMIT_NUMBER_CHARS && HUGE_NUMBER.matcher(number).matches()) {
            throw new NoOrderException("it has a number with an exponent of three digits or more");
        }
    }
}
