package org.steadyflow.firmware.text;

import java.math.BigDecimal;
import org.steadyflow.firmware.text.Parsed.Bad;
import org.steadyflow.firmware.text.Parsed.Fault;
import org.steadyflow.firmware.text.Parsed.Good;

/**
 * Numbers as they are safe to write: digits, and a point with digits on both sides. Everything else is refused with the
 * way to write it, never repaired: a slip of the keys must not turn into a dose.
 */
public final class PlainNumber {
    /** Most characters of one number. */
    public static final int LIMIT_CHARS = 20;

    private PlainNumber() {}

    /** The exact number; zero is one. {@code text} must not be empty. */
    public static Parsed<BigDecimal> parse(String text) {
        if (text.length() > LIMIT_CHARS) {
            return bad("has more than " + LIMIT_CHARS + " characters in its number; write fewer digits");
        }
        if (text.matches("(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
            return new Good<>(new BigDecimal(text));
        }
        return bad(faultOf(text));
    }

    /** All digits, no trailing zero: what {@link #parse} reads back to an equal number. */
    public static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** For people: as {@link #text}, with a separator between each three digits before the point. */
    public static String display(BigDecimal number) {
        String plain = text(number);
        int point = plain.indexOf('.');
        StringBuilder grouped = new StringBuilder(plain);
        for (int i = (point < 0 ? plain.length() : point) - 3; i > 0; i -= 3) {
            grouped.insert(i, ',');
        }
        return grouped.toString();
    }

    private static String faultOf(String text) {
        if (!text.matches("[-+.,0-9eE]*[0-9][-+.,0-9eE]*")) {
            return "does not begin with a number; write digits, and a point only between digits";
        }
        if (text.startsWith("-")) {
            return "is negative; write a number without a sign";
        }
        if (text.startsWith("+")) {
            return "has a plus sign; write the number without it";
        }
        if (text.contains("e") || text.contains("E")) {
            return "has an exponent; write all digits of the number";
        }
        if (text.contains(",")) {
            return "has a comma, which may stand for thousands or for a decimal point; write no separator, and a point for"
                    + " decimals";
        }
        return faultOfDigits(text);
    }

    private static String faultOfDigits(String text) {
        if (text.indexOf('.') != text.lastIndexOf('.')) {
            return "has more than one decimal point; write one";
        }
        if (text.startsWith(".")) {
            return "begins with a point; write a zero before it, " + Words.quote("0" + text);
        }
        if (text.endsWith(".")) {
            return "ends its number with a point; write " + Words.quote(text.substring(0, text.length() - 1))
                    + " or the digits after it";
        }
        if (text.startsWith("0")) {
            return "begins with a needless zero; leave it out, or write the point that belongs after it";
        }
        return "is not a plain number; write digits, and a point only between digits";
    }

    private static Parsed<BigDecimal> bad(String why) {
        return new Bad<>(Fault.FORM, why);
    }
}
