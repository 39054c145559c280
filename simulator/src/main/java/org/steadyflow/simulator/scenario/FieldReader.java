package org.steadyflow.simulator.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of one JSON object. Every problem goes to one list and a stand-in is returned, so that reading goes
 * on and all problems come out together; nothing that was read is used while the list has an entry.
 */
final class FieldReader {
    private static final BigDecimal LONGEST_NS =
            BigDecimal.valueOf(Duration.ofDays(400).toNanos());
    private static final BigDecimal FASTEST_NL_PER_H = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LARGEST_NL = BigDecimal.valueOf(10_000_000_000L);
    private static final BigDecimal HIGHEST_MMHG = BigDecimal.valueOf(2_000);

    private final ObjectNode node;
    private final String path;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param path of this object with a dot at its end, empty for the file itself */
    FieldReader(ObjectNode node, String path, List<String> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** Names a problem of one of this object's fields. */
    void problem(String field, String what) {
        problems.add(path + field + ": " + what);
    }

    /** To be called after the last field was read: whatever was not asked for is unknown. */
    void finish() {
        for (String field : node.propertyNames()) {
            if (!known.contains(field)) {
                problem(field, "unknown field; here may stand " + String.join(", ", known));
            }
        }
    }

    Optional<String> text(String field, int mostChars) {
        Optional<String> text = find(field).flatMap(value -> asText(field, value));
        text.filter(read -> read.length() > mostChars)
                .ifPresent(_ -> problem(field, "is longer than " + mostChars + " characters"));
        return text;
    }

    String neededText(String field, int mostChars) {
        return needed(field, text(field, mostChars), "\"...\"").orElse("");
    }

    /** A time that is not negative. */
    Optional<Duration> duration(String field) {
        return quantity(field, QuantityKind.DURATION, BigDecimal.ZERO, LONGEST_NS)
                .flatMap(ns -> wholeNs(field, ns));
    }

    Duration neededDuration(String field) {
        return needed(field, duration(field), QuantityKind.DURATION).orElse(Duration.ZERO);
    }

    /** A time that may be negative. */
    Duration neededShift(String field) {
        Optional<Duration> shift = quantity(field, QuantityKind.DURATION, LONGEST_NS.negate(), LONGEST_NS)
                .flatMap(ns -> wholeNs(field, ns));
        return needed(field, shift, QuantityKind.DURATION).orElse(Duration.ZERO);
    }

    private Optional<Duration> wholeNs(String field, BigDecimal ns) {
        try {
            return Optional.of(Duration.ofNanos(ns.longValueExact()));
        } catch (ArithmeticException _) {
            problem(field, "is finer than a nanosecond");
            return Optional.empty();
        }
    }

    Optional<Volume> volume(String field) {
        return quantity(field, QuantityKind.VOLUME, BigDecimal.ONE, LARGEST_NL).flatMap(nl -> wholeNl(field, nl));
    }

    Volume neededVolume(String field) {
        return needed(field, volume(field), QuantityKind.VOLUME).orElse(Volume.ZERO);
    }

    private Optional<Volume> wholeNl(String field, BigDecimal nl) {
        try {
            return Optional.of(Volume.ofNanolitres(nl.longValueExact()));
        } catch (ArithmeticException _) {
            problem(field, "is finer than a nanolitre");
            return Optional.empty();
        }
    }

    FlowRate neededRate(String field) {
        Optional<FlowRate> rate = quantity(field, QuantityKind.RATE, BigDecimal.ONE, FASTEST_NL_PER_H)
                .map(nl -> FlowRate.ofMillilitresPerHour(nl.movePointLeft(6)));
        return needed(field, rate, QuantityKind.RATE).orElse(FlowRate.ZERO);
    }

    Optional<Pressure> pressure(String field) {
        return quantity(field, QuantityKind.PRESSURE, HIGHEST_MMHG.negate(), HIGHEST_MMHG)
                .map(mmHg -> Pressure.ofMmHg(mmHg.longValue()));
    }

    Pressure neededPressure(String field) {
        return needed(field, pressure(field), QuantityKind.PRESSURE).orElse(Pressure.ZERO);
    }

    Optional<Double> number(String field, QuantityKind kind, double least, double most) {
        return quantity(field, kind, BigDecimal.valueOf(least), BigDecimal.valueOf(most))
                .map(BigDecimal::doubleValue);
    }

    double neededNumber(String field, QuantityKind kind, double least, double most) {
        return needed(field, number(field, kind, least, most), kind).orElse(least);
    }

    /** A bare number without a unit. */
    Optional<Double> factor(String field, double least, double most) {
        return find(field).flatMap(value -> {
            if (!value.isNumber()) {
                problem(field, "is " + kindOf(value) + ", not a number such as 20");
                return Optional.empty();
            }
            double number = value.doubleValue();
            if (!(number >= least && number <= most)) {
                problem(field, "must be from " + plain(least) + " to " + plain(most));
                return Optional.empty();
            }
            return Optional.of(number);
        });
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    Optional<Boolean> flag(String field) {
        return find(field).flatMap(value -> {
            if (!value.isBoolean()) {
                problem(field, "is " + kindOf(value) + ", not true or false");
                return Optional.empty();
            }
            return Optional.of(value.booleanValue());
        });
    }

    /** One of an enum's names in small letters. */
    <E extends Enum<E>> Optional<E> choice(String field, E[] all) {
        return find(field)
                .flatMap(value -> asText(field, value))
                .flatMap(text -> named(field, text, all, name -> name.toLowerCase(Locale.ROOT)));
    }

    <E extends Enum<E>> E neededChoice(String field, E[] all) {
        String example = "\"" + all[0].name().toLowerCase(Locale.ROOT) + "\"";
        return needed(field, choice(field, all), example).orElse(all[0]);
    }

    /** One of an enum's names as the enum writes it. */
    <E extends Enum<E>> Optional<E> named(String field, String text, E[] all, Function<String, String> spelling) {
        List<String> spelled = new ArrayList<>();
        for (E one : all) {
            if (spelling.apply(one.name()).equals(text)) {
                return Optional.of(one);
            }
            spelled.add(spelling.apply(one.name()));
        }
        problem(field, QuantityKind.quote(text) + " is not known; write one of " + String.join(", ", spelled));
        return Optional.empty();
    }

    Optional<FieldReader> object(String field) {
        return find(field).flatMap(value -> {
            if (value instanceof ObjectNode object) {
                return Optional.of(new FieldReader(object, path + field + ".", problems));
            }
            problem(field, "is " + kindOf(value) + ", not an object {...}");
            return Optional.empty();
        });
    }

    /** The elements of an array, each with its path; empty where the field is absent. */
    List<Element> array(String field, int most) {
        Optional<JsonNode> found = find(field);
        if (found.isEmpty()) {
            return List.of();
        }
        JsonNode array = found.get();
        if (!array.isArray()) {
            problem(field, "is " + kindOf(array) + ", not a list [...]");
            return List.of();
        }
        if (array.size() > most) {
            problem(field, "has " + array.size() + " entries; at most " + most + " are taken");
            return List.of();
        }
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            elements.add(new Element(this, field + "[" + index + "]", array.get(index)));
        }
        return elements;
    }

    /** One element of an array; its place counts as a field of the array's object. */
    record Element(FieldReader owner, String place, JsonNode value) {
        Optional<FieldReader> object() {
            if (value instanceof ObjectNode object) {
                return Optional.of(new FieldReader(object, owner.path + place + ".", owner.problems));
            }
            owner.problem(place, "is " + kindOf(value) + ", not an object {...}");
            return Optional.empty();
        }

        /** For a name that stands alone: an object without any field. */
        FieldReader alone() {
            return new FieldReader(JsonNodeFactory.instance.objectNode(), owner.path + place + ".", owner.problems);
        }

        Optional<String> text() {
            return owner.asText(place, value);
        }
    }

    private Optional<BigDecimal> quantity(String field, QuantityKind kind, BigDecimal least, BigDecimal most) {
        return find(field).flatMap(value -> {
            if (!value.isString()) {
                problem(field, "is " + kindOf(value) + ", not a quantity such as \"" + kind.example() + "\"");
                return Optional.empty();
            }
            try {
                return Optional.of(kind.parse(value.stringValue(), least, most));
            } catch (IllegalArgumentException e) {
                problem(field, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private Optional<JsonNode> find(String field) {
        known.add(field);
        return Optional.ofNullable(node.get(field));
    }

    private Optional<String> asText(String field, JsonNode value) {
        if (value.isString()) {
            return Optional.of(value.stringValue());
        }
        problem(field, "is " + kindOf(value) + ", not a text in quotes");
        return Optional.empty();
    }

    private <T> Optional<T> needed(String field, Optional<T> read, QuantityKind kind) {
        return needed(field, read, "\"" + kind.example() + "\"");
    }

    private <T> Optional<T> needed(String field, Optional<T> read, String example) {
        if (!node.has(field)) {
            problem(field, "is missing; write for example \"" + field + "\": " + example);
        }
        return read;
    }

    private static String kindOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a bare number";
            case STRING -> "a text";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }
}
