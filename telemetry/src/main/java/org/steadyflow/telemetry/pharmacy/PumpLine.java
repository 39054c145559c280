package org.steadyflow.telemetry.pharmacy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.steadyflow.telemetry.journal.BadLineException;
import org.steadyflow.telemetry.journal.LineCodec;
import org.steadyflow.telemetry.journal.LineFrame;
import org.steadyflow.telemetry.message.Event;

/**
 * One line of a pump's journal as it came.
 *
 * @param raw the line byte for byte, without its line end
 * @param hash SHA-256 of {@code raw}, hex
 * @param kind the event's name, also where this pharmacy does not know it
 * @param event empty for an event of a newer pump: such a line is stored like any other, and not shown
 */
record PumpLine(String raw, String hash, LineFrame frame, String kind, Optional<Event> event) {
    private static final Pattern KIND = Pattern.compile("\"event\":\"([A-Z0-9_]{1,64})\"");

    /** @throws UnreadableException it is no journal line; the message says why */
    static PumpLine read(String raw) {
        if (raw.length() > LineCodec.LIMIT_LINE_BYTES) {
            throw new UnreadableException("a line is longer than 64 KiB");
        }
        try {
            return new PumpLine(raw, LineCodec.hash(raw), LineCodec.frame(raw), kind(raw), event(raw));
        } catch (BadLineException bad) {
            throw new UnreadableException("a line is not one of a journal: " + bad.getMessage());
        }
    }

    String pump() {
        return frame.pump();
    }

    long seq() {
        return frame.seq();
    }

    int boot() {
        return frame.boot();
    }

    long wallMs() {
        return frame.wallMs();
    }

    private static String kind(String raw) {
        Matcher kind = KIND.matcher(raw);
        return kind.find() ? String.valueOf(kind.group(1)) : "?";
    }

    private static Optional<Event> event(String raw) {
        try {
            return Optional.of(LineCodec.decode(raw).event());
        } catch (BadLineException newer) {
            return Optional.empty();
        }
    }
}
