package org.steadyflow.firmware.prescription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;
import org.steadyflow.firmware.text.Words;

/**
 * One object of the file, read field by field. Each read gives the value, or nothing: then the field is not there, or
 * what is wrong with it has gone to the findings. Of one reading, one thread.
 */
public final class Section {
    /** More names than this in one sentence help nobody. */
    private static final int NAMES_LISTED = 8;

    private final String path;
    private final List<Member> members;
    private final List<Field> known;
    private final Findings findings;
    private final Set<String> meant = new HashSet<>();

    /**
     * Names every field that is doubled or does not belong here.
     *
     * @param path of this object, empty for the whole file
     * @param elsewhere what to say of names that are right in another place; each goes on from the field's name
     */
    public Section(
            String path, List<Member> members, List<Field> known, Map<String, String> elsewhere, Findings findings) {
        this.path = path;
        this.members = members;
        this.known = known;
        this.findings = findings;
        Map<String, Integer> lines = new HashMap<>();
        for (Member member : members) {
            Integer before = lines.putIfAbsent(member.name(), member.line());
            if (before != null) {
                findings.add(pathOf(member.name()), doubled(before, member.line()));
            } else if (known.stream().noneMatch(field -> field.name().equals(member.name()))) {
                findings.add(pathOf(member.name()), strange(member.name(), elsewhere));
            }
        }
    }

    private static String doubled(int firstLine, int secondLine) {
        String where =
                firstLine == secondLine ? "on line " + firstLine : "on lines " + firstLine + " and " + secondLine;
        return " is there more than once, " + where + "; keep one";
    }

    private String strange(String name, Map<String, String> elsewhere) {
        if (elsewhere.containsKey(name)) {
            return elsewhere.get(name);
        }
        if (findings.isFull()) {
            return "";
        }
        List<String> names = known.stream().map(Field::name).toList();
        Optional<String> nearest = Words.nearest(name, names);
        nearest.ifPresent(meant::add);
        return nearest.map(word -> " is not a field; did you mean " + Words.quote(word) + "?")
                .orElse(" is not a field here; remove it"
                        + (names.size() <= NAMES_LISTED ? ", or use " + Words.oneOf(names) : ""));
    }

    /** Whether the field is there, right or wrong. */
    public boolean has(Field field) {
        return members.stream().anyMatch(member -> member.name().equals(field.name()));
    }

    /** Whether the field is not there, not even misspelt. */
    public boolean lacks(Field field) {
        return !has(field) && !meant.contains(field.name());
    }

    /** Asks for each of the fields that is not there. */
    public void require(Field... fields) {
        for (Field field : fields) {
            if (lacks(field)) {
                report(field, " is missing: " + field.meaning() + "; add " + field.asWritten());
            }
        }
    }

    /** Notes that the field {@code saysWhat}, which goes on from its name. */
    public void report(Field field, String saysWhat) {
        findings.add(pathOf(field.name()), saysWhat);
    }

    /** Notes what is wrong with the value that the field has, repeating the value. */
    public void reportValue(Field field, String saysWhat) {
        report(field, ": " + written(field) + " " + saysWhat);
    }

    private String written(Field field) {
        return raw(field)
                .map(raw -> raw instanceof Raw.Text(String text) ? Words.quote(text) : kindOf(raw))
                .orElse("its usual value");
    }

    /** Notes what is wrong with one element of the list that the field is; the first is number 1. */
    public void reportElement(Field field, int number, String saysWhat) {
        findings.add(pathOf(field.name(), number), saysWhat);
    }

    public Optional<Section> object(Field field, List<Field> inside) {
        return object(field, inside, Map.of());
    }

    public Optional<Section> object(Field field, List<Field> inside, Map<String, String> elsewhere) {
        return members(field).map(found -> new Section(pathOf(field.name()), found, inside, elsewhere, findings));
    }

    /** A list of 1 to {@code most} objects; nothing where one of its elements is no object. */
    public Optional<List<Section>> objects(Field field, List<Field> inside, int most) {
        return elements(field, most).flatMap(elements -> {
            List<Optional<Section>> sections = new ArrayList<>();
            for (Raw element : elements) {
                int number = sections.size() + 1;
                sections.add(
                        element instanceof Raw.Members(List<Member> found)
                                ? Optional.of(
                                        new Section(pathOf(field.name(), number), found, inside, Map.of(), findings))
                                : wrongElement(field, number, element));
            }
            return all(sections);
        });
    }

    /** A list of 1 to {@code most} texts; nothing where one of its elements is none. */
    public Optional<List<String>> texts(Field field, int most) {
        return elements(field, most).flatMap(elements -> {
            List<Optional<String>> texts = new ArrayList<>();
            for (Raw element : elements) {
                texts.add(
                        element instanceof Raw.Text(String text)
                                ? Optional.of(text)
                                : wrongElement(field, texts.size() + 1, element));
            }
            return all(texts);
        });
    }

    private Optional<List<Raw>> elements(Field field, int most) {
        return raw(field).flatMap(raw -> {
            if (!(raw instanceof Raw.Elements(List<Raw> elements))) {
                return wrong(field, raw);
            }
            if (elements.isEmpty() || elements.size() > most) {
                String fault = elements.isEmpty() ? " is an empty list" : " is a list of " + elements.size();
                report(field, fault + "; write 1 to " + most + ", like " + field.asWritten());
                return Optional.empty();
            }
            return Optional.of(elements);
        });
    }

    private <T> Optional<T> wrongElement(Field field, int number, Raw raw) {
        reportElement(field, number, " is " + kindOf(raw) + "; write the list like " + field.asWritten());
        return Optional.empty();
    }

    /** All of them, or nothing where one is missing. */
    public static <T> Optional<List<T>> all(List<Optional<T>> values) {
        List<T> present = values.stream().flatMap(Optional::stream).toList();
        return present.size() == values.size() ? Optional.of(present) : Optional.empty();
    }

    public Optional<List<Member>> members(Field field) {
        return raw(field)
                .flatMap(
                        raw -> raw instanceof Raw.Members(List<Member> found) ? Optional.of(found) : wrong(field, raw));
    }

    public Optional<Boolean> flag(Field field) {
        return raw(field).flatMap(raw -> {
            if (raw instanceof Raw.Flag(boolean value)) {
                return Optional.of(value);
            }
            report(field, " is " + kindOf(raw) + "; write true or false, without quotes");
            return Optional.empty();
        });
    }

    /** A text for people, of at most {@code limit} characters, each of which can be seen. */
    public Optional<String> words(Field field, int limit) {
        return text(field).filter(text -> {
            Optional<String> fault = faultOfWords(text, limit);
            fault.ifPresent(why -> reportValue(field, why));
            return fault.isEmpty();
        });
    }

    /** What keeps a person from reading the text, going on from the text itself; empty for nothing. */
    public static Optional<String> faultOfWords(String text, int limit) {
        if (text.isBlank()) {
            return Optional.of("is blank; write at least one letter");
        }
        if (text.codePointCount(0, text.length()) > limit) {
            return Optional.of("is too long; write at most " + limit + " characters");
        }
        if (!text.equals(text.strip())) {
            return Optional.of("begins or ends with a space; remove it");
        }
        return text.codePoints()
                .filter(point -> !Words.isShown(point))
                .mapToObj(point -> "has a character that cannot be seen, " + Words.codeOf(point) + "; remove it")
                .findFirst();
    }

    /** One of the constants, written in small letters. */
    public <E extends Enum<E>> Optional<E> choice(Field field, E[] constants) {
        List<String> words = List.of(constants).stream().map(Section::word).toList();
        return text(field).flatMap(text -> {
            if (words.contains(text)) {
                return Optional.of(constants[words.indexOf(text)]);
            }
            reportValue(field, "is not known here; write " + Words.oneOf(words));
            return Optional.empty();
        });
    }

    /** A constant as files write it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A whole number from 1 to {@code most}. */
    public Optional<Integer> count(Field field, int most) {
        return raw(field).flatMap(raw -> {
            if (!(raw instanceof Raw.Digits(String digits))) {
                return wrong(field, raw);
            }
            if (digits.matches("[1-9][0-9]{0,8}") && Integer.parseInt(digits) <= most) {
                return Optional.of(Integer.parseInt(digits));
            }
            report(field, ": " + digits(digits) + " is out of range; write a whole number from 1 to " + most);
            return Optional.empty();
        });
    }

    private static String digits(String digits) {
        return digits.length() <= Words.QUOTE_LIMIT ? digits : digits.substring(0, Words.QUOTE_LIMIT) + "...";
    }

    /** What was read or, where the field was left out, what is usual; nothing where it is wrong or misspelt. */
    public <T> Optional<T> orUsual(Field field, Optional<T> read, T usual) {
        return lacks(field) ? Optional.of(usual) : read;
    }

    /** What was read, or that the field was left out; nothing where it is wrong or misspelt. */
    public <T> Optional<Optional<T>> orNone(Field field, Optional<T> read) {
        Optional<Optional<T>> found = read.isPresent() ? Optional.of(read) : Optional.empty();
        return orUsual(field, found, Optional.empty());
    }

    /** A quantity with its unit, of any size that its parser takes. */
    public <T> Optional<T> quantity(Field field, Function<String, Parsed<T>> parser) {
        return text(field).flatMap(text -> switch (parser.apply(text)) {
            case Good<T>(T value) -> Optional.of(value);
            case Bad<T>(Fault fault, String why) -> {
                reportValue(field, why);
                yield Optional.empty();
            }
        });
    }

    /** A quantity with its unit, within bounds. */
    public <T extends Comparable<? super T>> Optional<T> quantity(
            Field field, Function<String, Parsed<T>> parser, Bounds<T> bounds) {
        return text(field).flatMap(text -> switch (parser.apply(text)) {
            case Good<T>(T value) -> within(field, value, bounds);
            case Bad<T>(Fault fault, String why) -> {
                reportValue(field, fault == Fault.TOO_LARGE ? "is too large; write " + bounds : why);
                yield Optional.empty();
            }
        });
    }

    private <T extends Comparable<? super T>> Optional<T> within(Field field, T value, Bounds<T> bounds) {
        if (bounds.areAbove(value)) {
            reportValue(field, "is too small; write " + bounds);
            return Optional.empty();
        }
        if (bounds.areBelow(value)) {
            reportValue(field, "is too large; write " + bounds);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    public Optional<String> text(Field field) {
        return raw(field).flatMap(raw -> raw instanceof Raw.Text(String text) ? Optional.of(text) : wrong(field, raw));
    }

    /** The text that the field is, if it is one; nothing is said of it. */
    Optional<String> textAt(Field field) {
        return raw(field).flatMap(raw -> raw instanceof Raw.Text(String text) ? Optional.of(text) : Optional.empty());
    }

    private Optional<Raw> raw(Field field) {
        return members.stream()
                .filter(member -> member.name().equals(field.name()))
                .findFirst()
                .map(Member::value);
    }

    private <T> Optional<T> wrong(Field field, Raw raw) {
        report(field, " is " + kindOf(raw) + "; write it like " + field.asWritten());
        return Optional.empty();
    }

    /** What a value is, for people. */
    public static String kindOf(Raw raw) {
        return switch (raw) {
            case Raw.Members members -> "an object in braces";
            case Raw.Elements elements -> "a list";
            case Raw.Text text -> "a text in quotes";
            case Raw.Digits number -> "a number";
            case Raw.Flag flag -> "true or false";
            case Raw.Nothing nothing -> "null";
        };
    }

    private String pathOf(String name) {
        String shown = name.matches("[A-Za-z0-9_$.-]{1,48}") ? name : Words.quote(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    private String pathOf(String name, int number) {
        return pathOf(name) + "[" + number + "]";
    }
}
