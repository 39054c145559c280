package org.steadyflow.firmware.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text of a configuration file: {@code name = value} a line, {@code #} before what is for people. A name may stand
 * there once. There is no quoting: the value is what stands behind the sign, without the space at its ends. Pure.
 */
final class ConfigText {
    /** A file that is longer is none of ours. */
    static final int LIMIT_BYTES = 64 * 1024;

    private ConfigText() {}

    /**
     * Reads a text; each fault goes to {@code faults} as a sentence.
     *
     * @param where what the file is called in those sentences
     * @param known the names that may stand in it
     */
    static Map<String, String> read(String where, String text, Set<String> known, List<String> faults) {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                readLine(where + ", line " + number, stripped, known, values, faults);
            }
        }
        return values;
    }

    private static void readLine(
            String where, String line, Set<String> known, Map<String, String> values, List<String> faults) {
        int sign = line.indexOf('=');
        String name = sign < 0 ? line : line.substring(0, sign).strip();
        String value = sign < 0 ? "" : line.substring(sign + 1).strip();
        if (sign < 0) {
            faults.add(where + ": must be name = value, and \"" + line + "\" has no =.");
        } else if (!known.contains(name)) {
            faults.add(where + ": there is no setting \"" + name + "\"; there are " + String.join(", ", known) + ".");
        } else if (value.isEmpty()) {
            faults.add(where + ": " + name + " has no value; leave the line out where there is none.");
        } else if (values.putIfAbsent(name, value) != null) {
            faults.add(where + ": " + name + " is set a second time.");
        }
    }
}
