package org.steadyflow.telemetry.journal;

/**
 * A place where the journal is not what was written.
 *
 * @param segment name of the file
 * @param position byte in it where the trouble starts
 * @param seq first line that is in doubt
 * @param unknownLines how many lines from {@code seq} on cannot be read, 0 where none is lost
 * @param what what is wrong, for people
 */
public record Damage(String segment, long position, long seq, long unknownLines, String what) implements JournalItem {
    /** One sentence for people. */
    @Override
    public String toString() {
        String place = segment + ", byte " + position + ": " + what;
        return switch ((int) Math.min(unknownLines, 2)) {
            case 0 -> place + " (at line " + seq + ")";
            case 1 -> place + "; line " + seq + " is unknown";
            default -> place + "; lines " + seq + " to " + (seq + unknownLines - 1) + " are unknown";
        };
    }
}
