package org.steadyflow.firmware.prescription;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.prescription.Raw.Member;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** From bytes to {@link Raw}: size, encoding, JSON syntax and nesting, and nothing of what the fields mean. */
public final class RawFile {
    /** Longest name, number or text: a longer one is in no file that is read at all. */
    private static final int LIMIT_CHARS = FileLimits.BYTES;

    /** No name is interned or kept after the file: names are what a stranger wrote. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * FileLimits.DEPTH)
                    .maxNameLength(LIMIT_CHARS)
                    .maxNumberLength(LIMIT_CHARS)
                    .maxStringLength(LIMIT_CHARS)
                    .build())
            .build();

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final FileKind kind;

    private RawFile(FileKind kind) {
        this.kind = kind;
    }

    /** The file is no JSON that could be looked at field by field; carries the sentence about it. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String sentence) {
            super(sentence, null, false, false);
        }

        /** The sentence, as a problem of the file as a whole. */
        public Problem problem() {
            return new Problem("", String.valueOf(getMessage()));
        }
    }

    /** The members of the one object that the file must be. */
    public static List<Member> members(byte[] utf8, FileKind kind) throws UnreadableException {
        return new RawFile(kind).members(utf8);
    }

    private List<Member> members(byte[] utf8) throws UnreadableException {
        String text = decoded(utf8);
        if (text.isBlank()) {
            throw new UnreadableException(
                    "The file is empty; write " + kind.one() + " as one JSON object, from { to }.");
        }
        Raw whole = whole(text);
        if (whole instanceof Raw.Members(List<Member> members)) {
            return members;
        }
        throw new UnreadableException(
                "The file is " + Section.kindOf(whole) + "; write " + kind.one() + " as one JSON object, from { to }.");
    }

    private Raw whole(String text) throws UnreadableException {
        boolean isOver = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Raw whole = read(parser, 1);
            isOver = true;
            if (parser.nextToken() == null) {
                return whole;
            }
            throw new UnreadableException(SyntaxFault.more(kind, parser.currentTokenLocation()));
        } catch (JacksonException e) {
            throw new UnreadableException(
                    isOver && e.getLocation() != null
                            ? SyntaxFault.more(kind, e.getLocation())
                            : SyntaxFault.sentence(kind, text, e));
        }
    }

    private String decoded(byte[] utf8) throws UnreadableException {
        if (utf8.length > kind.bytes()) {
            throw new UnreadableException("The file has " + utf8.length + " bytes, and " + kind.one() + " has at most "
                    + kind.bytes() + "; check that it is the right file.");
        }
        refuseBinary(utf8);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CharBuffer out = CharBuffer.allocate(utf8.length);
        if (decoder.decode(in, out, true).isError()) {
            throw new UnreadableException("The file is not UTF-8 text: byte " + (in.position() + 1) + " is 0x"
                    + hex(utf8[in.position()]) + "; save it as UTF-8.");
        }
        String text = out.flip().toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private void refuseBinary(byte[] file) throws UnreadableException {
        int mark = file.length < 2 ? 0 : ((file[0] & 0xFF) << 8) | (file[1] & 0xFF);
        boolean isUtf16 = mark == 0xFEFF || mark == 0xFFFE;
        if (isUtf16) {
            throw new UnreadableException("The file is UTF-16 text; save it as UTF-8.");
        }
        for (int i = 0; i < file.length; i++) {
            boolean isOfText = file[i] < 0 || file[i] >= ' ' || file[i] == '\n' || file[i] == '\r' || file[i] == '\t';
            if (!isOfText) {
                throw new UnreadableException("The file is binary, not text: byte " + (i + 1) + " is 0x" + hex(file[i])
                        + "; check that it is " + kind.one() + ".");
            }
        }
    }

    private static String hex(byte value) {
        String digits = "0123456789ABCDEF";
        return "" + digits.charAt(value >> 4 & 0xF) + digits.charAt(value & 0xF);
    }

    private Raw read(JsonParser parser, int depth) throws UnreadableException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> readMembers(parser, depth);
            case START_ARRAY -> readElements(parser, depth);
            case VALUE_STRING -> new Raw.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Raw.Digits(parser.getString());
            case VALUE_TRUE -> new Raw.Flag(true);
            case VALUE_FALSE -> new Raw.Flag(false);
            case VALUE_NULL -> new Raw.Nothing();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private Raw readMembers(JsonParser parser, int depth) throws UnreadableException {
        refuseDeeper(parser, depth);
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            members.add(new Member(name, line, read(parser, depth + 1)));
        }
        return new Raw.Members(List.copyOf(members));
    }

    private Raw readElements(JsonParser parser, int depth) throws UnreadableException {
        refuseDeeper(parser, depth);
        List<Raw> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(parser, depth + 1));
        }
        return new Raw.Elements(List.copyOf(elements));
    }

    private void refuseDeeper(JsonParser parser, int depth) throws UnreadableException {
        if (depth > FileLimits.DEPTH) {
            throw new UnreadableException(SyntaxFault.place(parser.currentTokenLocation())
                    + "braces and brackets are nested more than " + FileLimits.DEPTH
                    + " deep; no " + kind.noun() + " is, so check that it is the right file.");
        }
    }
}
