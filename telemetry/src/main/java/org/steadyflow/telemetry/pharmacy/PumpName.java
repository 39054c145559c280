package org.steadyflow.telemetry.pharmacy;

import java.util.regex.Pattern;

/** What a pump may be called: 1 to 64 letters, digits and hyphens. */
final class PumpName {
    static final int LIMIT_CHARS = 64;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1," + LIMIT_CHARS + "}");

    private PumpName() {}

    static boolean isOne(String name) {
        return FORM.matcher(name).matches();
    }
}
