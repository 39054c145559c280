package org.steadyflow.telemetry.journal;

/**
 * A whole line: its checksum is right and its frame is readable.
 *
 * @param segment name of the file
 * @param position byte in it where the line starts
 * @param frame everything but the event
 * @param text the line as it stands, without its line end
 * @param hash SHA-256 of the text's UTF-8 bytes, hex
 */
public record JournalLine(String segment, long position, LineFrame frame, String text, String hash)
        implements JournalItem {
    public long seq() {
        return frame.seq();
    }
}
