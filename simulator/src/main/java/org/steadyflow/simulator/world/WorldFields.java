package org.steadyflow.simulator.world;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The values of one part, read by name and range. Whatever is wrong goes to one list with its field, and a stand-in is
 * returned, so that reading goes on; nothing that was read is used while the list has an entry.
 */
final class WorldFields {
    private final String group;
    private final Map<String, JsonNode> values;
    private final List<String> problems;
    private final List<Limits> asked = new ArrayList<>();

    /** Which values a field may have: a number, a range of two, or a flag. */
    record Limits(String field, Kind kind, double least, double most) {
        enum Kind {
            NUMBER,
            WHOLE,
            RANGE,
            FLAG
        }
    }

    WorldFields(String group, Map<String, JsonNode> values, List<String> problems) {
        this.group = group;
        this.values = values;
        this.problems = problems;
    }

    double number(String field, double least, double most) {
        asked.add(new Limits(field, Limits.Kind.NUMBER, least, most));
        JsonNode value = value(field);
        if (!value.isNumber()) {
            problem(field, "is not a number such as " + plain(least));
            return least;
        }
        return within(field, value.doubleValue(), least, most);
    }

    int whole(String field, int least, int most) {
        asked.add(new Limits(field, Limits.Kind.WHOLE, least, most));
        JsonNode value = value(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            problem(field, "is not a whole number such as " + least);
            return least;
        }
        return (int) within(field, value.intValue(), least, most);
    }

    /** One number, or the least and the greatest that may be drawn. */
    Spread range(String field, double least, double most) {
        asked.add(new Limits(field, Limits.Kind.RANGE, least, most));
        JsonNode value = value(field);
        if (value.isNumber()) {
            return Spread.exactly(within(field, value.doubleValue(), least, most));
        }
        boolean isPair = value.isArray()
                && value.size() == 2
                && value.get(0).isNumber()
                && value.get(1).isNumber();
        if (!isPair) {
            problem(
                    field,
                    "is neither a number nor a range of two such as [" + plain(least) + ", " + plain(most) + "]");
            return Spread.exactly(least);
        }
        double low = within(field, value.get(0).doubleValue(), least, most);
        double high = within(field, value.get(1).doubleValue(), least, most);
        if (low > high) {
            problem(field, "is a range that falls, from " + plain(low) + " to " + plain(high));
            return Spread.exactly(least);
        }
        return new Spread(low, high);
    }

    boolean flag(String field) {
        asked.add(new Limits(field, Limits.Kind.FLAG, 0, 1));
        JsonNode value = value(field);
        if (!value.isBoolean()) {
            problem(field, "is not true or false");
            return false;
        }
        return value.booleanValue();
    }

    private JsonNode value(String field) {
        JsonNode value = values.get(field);
        if (value == null) {
            throw new IllegalStateException("world part " + group + " has no " + field);
        }
        return value;
    }

    private double within(String field, double value, double least, double most) {
        if (value < least) {
            problem(field, plain(value) + " is too small; the least is " + plain(least));
            return least;
        }
        if (!(value <= most)) {
            problem(field, plain(value) + " is too large; the most is " + plain(most));
            return least;
        }
        return value;
    }

    /** Names a problem of one of this part's fields. */
    void problem(String field, String what) {
        problems.add(group + "." + field + ": " + what);
    }

    /** Every field that was asked for, in order. */
    List<Limits> asked() {
        return List.copyOf(asked);
    }

    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
