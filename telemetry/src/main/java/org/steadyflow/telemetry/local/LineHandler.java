package org.steadyflow.telemetry.local;

/** What one end of a connection does with what comes in. Called on that connection's own reading thread, in order. */
public interface LineHandler {
    /** A whole line of at most {@link LocalLimits#LINE_BYTES}, without its line end. */
    void line(String line);

    /** The connection is over; nothing comes after this. {@code why} is a sentence for the log. Called once. */
    void ended(String why);
}
