package org.steadyflow.hal.board;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One JSON object of a board file. Each question about a field gives a value of its type; what is wrong goes to the
 * problems of the file, and the answer is then a value that nobody uses: -1, an empty text, the first choice.
 */
final class BoardSection {
    private static final int NOTHING = -1;
    private static final int MOST_CHARS = 200;

    private final String path;
    private final JsonNode object;
    private final List<String> problems;

    BoardSection(String path, JsonNode object, List<String> problems) {
        this.path = path;
        this.object = object;
        this.problems = problems;
    }

    /** Whatever is in it beside these is a problem: a misspelt field must not be left out in silence. */
    void only(String... known) {
        Set<String> names = Set.of(known);
        object.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(name ->
                        problem(name, "is not a field of a board file; known here: " + String.join(", ", known)));
    }

    BoardSection section(String name) {
        JsonNode node = object.path(name);
        if (!node.isObject()) {
            problem(name, node.isMissingNode() ? "is missing" : "must be an object");
            return new BoardSection(path + name + ".", JsonNodeFactory.instance.objectNode(), new Discarded());
        }
        return new BoardSection(path + name + ".", node, problems);
    }

    String text(String name) {
        JsonNode node = object.path(name);
        if (!node.isString()
                || node.stringValue().isEmpty()
                || node.stringValue().length() > MOST_CHARS) {
            problem(name, node.isMissingNode() ? "is missing" : "must be a text of 1 to 200 characters");
            return "";
        }
        return node.stringValue();
    }

    /** 1 to 64 letters, digits and hyphens. */
    String name(String name) {
        String text = text(name);
        if (!text.isEmpty() && !text.matches("[A-Za-z0-9-]{1,64}")) {
            problem(name, "must be 1 to 64 letters, digits and hyphens, not \"" + text + "\"");
        }
        return text;
    }

    Path path(String name) {
        String text = text(name);
        if (!text.isEmpty() && !text.startsWith("/")) {
            problem(name, "must be an absolute path as /dev/serial0, not \"" + text + "\"");
        }
        return Path.of(text.indexOf('\0') < 0 ? text : "");
    }

    int number(String name, int least, int most) {
        JsonNode node = object.path(name);
        boolean isWhole = node.isIntegralNumber() && node.canConvertToInt();
        if (!isWhole || node.intValue() < least || node.intValue() > most) {
            String range = String.format(Locale.ROOT, "must be a whole number from %,d to %,d", least, most);
            problem(name, node.isMissingNode() ? "is missing; it " + range : range + ", not " + node);
            return NOTHING;
        }
        return node.intValue();
    }

    /** A 7-bit address in hexadecimal, for example {@code "0x48"}. */
    int address(String name, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return NOTHING;
        }
        int address = text.matches("0x[0-9A-Fa-f]{1,2}") ? Integer.parseInt(text.substring(2), 16) : NOTHING;
        if (address < least || address > most) {
            problem(name, "must be an address from \"0x%02x\" to \"0x%02x\", not \"%s\"".formatted(least, most, text));
            return NOTHING;
        }
        return address;
    }

    <E extends Enum<E>> E choice(String name, E[] choices) {
        String text = text(name);
        return Stream.of(choices)
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    if (!text.isEmpty()) {
                        List<String> words = Stream.of(choices)
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .toList();
                        problem(name, "must be one of " + String.join(", ", words) + ", not \"" + text + "\"");
                    }
                    return choices[0];
                });
    }

    private void problem(String name, String what) {
        problems.add(path + name + ": " + what);
    }

    /** A section that is missing is one problem, not one for each field that it would have. */
    private static final class Discarded extends java.util.AbstractList<String> {
        @Override
        public boolean add(String problem) {
            return true;
        }

        @Override
        public String get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
