package org.steadyflow.telemetry.message;

import java.util.List;

/**
 * Journal lines on their way up, byte for byte as they stand in the journal, without their line ends.
 *
 * @param schema {@link Entry#SCHEMA}
 * @param pump whose journal
 * @param firstSeq number of the first line
 * @param oldestSeq oldest line the pump still keeps: what the pharmacy lacks before it is lost for good
 * @param lines 1 to 200 lines, consecutive
 */
public record LineBatch(int schema, String pump, long firstSeq, long oldestSeq, List<String> lines) {
    public static final int LIMIT_LINES = 200;

    public LineBatch {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > LIMIT_LINES) {
            throw new IllegalArgumentException("lines: a batch has 1 to 200 lines, not " + lines.size());
        }
    }
}
