package org.steadyflow.simulator.bench.report;

import java.util.regex.Pattern;

/** Text in a page. */
final class Html {
    private static final Pattern MINUS = Pattern.compile("(?<![\\p{L}\\d])-(?=\\d)");
    private static final Pattern PLUS_MINUS = Pattern.compile("\\+-");

    private Html() {}

    static String text(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String signed = PLUS_MINUS.matcher(escaped).replaceAll("\u00b1");
        return signed.replace(" %", "\u00a0%").replace(" mL", "\u00a0mL").replace(" mmHg", "\u00a0mmHg");
    }

    /** A value with its unit, the sign as it is printed in books. */
    static String figure(String figure) {
        return MINUS.matcher(text(figure)).replaceAll("\u2212");
    }
}
