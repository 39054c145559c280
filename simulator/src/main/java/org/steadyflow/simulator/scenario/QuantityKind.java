package org.steadyflow.simulator.scenario;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of quantity in a scenario file: one plain number, one space, one unit. */
final class QuantityKind {
    /** In nanoseconds. */
    static final QuantityKind DURATION =
            new QuantityKind("5 min", "ms 1000000 s 1000000000 min 60000000000 h 3600000000000 d 86400000000000");

    /** In nanolitres. */
    static final QuantityKind VOLUME = new QuantityKind("250 mL", "uL 1000 mL 1000000 L 1000000000");

    /** In nanolitres per hour. */
    static final QuantityKind RATE = new QuantityKind("12.5 mL/h", "mL/h 1000000");

    /** In mmHg. */
    static final QuantityKind PRESSURE = new QuantityKind("20 mmHg", "mmHg 1");

    /** In metres. */
    static final QuantityKind HEIGHT = new QuantityKind("50 cm", "cm 0.01 m 1");

    /** As a fraction. */
    static final QuantityKind SHARE = new QuantityKind("2 %", "% 0.01");

    /** In millivolts. */
    static final QuantityKind VOLTAGE = new QuantityKind("1700 mV", "mV 1");

    /** In degrees Celsius. */
    static final QuantityKind TEMPERATURE = new QuantityKind("31 C", "C 1");

    private static final Pattern FORM =
            Pattern.compile("(-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?) ([A-Za-z%/]{1,5})");
    private static final int SHOWN_CHARS = 40;

    private final String example;
    private final Map<String, BigDecimal> units = new LinkedHashMap<>();

    /** @param table unit, its value in the base unit, next unit and so on */
    private QuantityKind(String example, String table) {
        this.example = example;
        String[] words = table.split(" ", -1);
        for (int word = 0; word < words.length; word += 2) {
            units.put(words[word], new BigDecimal(words[word + 1]));
        }
    }

    /**
     * The quantity in this kind's base unit.
     *
     * @throws IllegalArgumentException with a message that continues "field: "
     */
    BigDecimal parse(String text, BigDecimal least, BigDecimal most) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    quote(text) + " is not a number, a space and a unit; write it like " + quote(example));
        }
        BigDecimal factor = units.get(parts.group(2));
        if (factor == null) {
            throw new IllegalArgumentException(quote(text) + " has a unit that is not taken here; write one of "
                    + String.join(", ", units.keySet()));
        }
        BigDecimal value = new BigDecimal(parts.group(1)).multiply(factor);
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(quote(text) + " is too small; the least is " + inUnit(least, parts));
        }
        if (value.compareTo(most) > 0) {
            throw new IllegalArgumentException(quote(text) + " is too large; the most is " + inUnit(most, parts));
        }
        return value;
    }

    String example() {
        return example;
    }

    private String inUnit(BigDecimal limit, Matcher parts) {
        String unit = parts.group(2);
        BigDecimal factor = units.getOrDefault(unit, BigDecimal.ONE);
        BigDecimal inUnit = limit.divide(factor, MathContext.DECIMAL32);
        return inUnit.stripTrailingZeros().toPlainString() + " " + unit;
    }

    static String quote(String text) {
        return "\"" + (text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...") + "\"";
    }
}
