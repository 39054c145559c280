package org.steadyflow.hal.board;

import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalIn.Level;

/**
 * A key or a switch that pulls its line low. It is believed to have changed after two equal readings, a tick apart, so
 * that no bounce is a second press. What cannot be read is no reading: after three of them the line is silent.
 */
final class Contact {
    private static final int BELIEVED = 2;
    private static final int SILENT = 3;

    private final DigitalIn line;
    private boolean closed;
    private int against;
    private int silent;

    Contact(DigitalIn line, boolean closedAtFirst) {
        this.line = line;
        this.closed = closedAtFirst;
    }

    /** Reads once a tick and says whether the contact is closed. */
    boolean isClosed() {
        Level level = line.read();
        silent = level == Level.UNKNOWN ? Math.min(silent + 1, SILENT) : 0;
        if (level != Level.UNKNOWN) {
            against = (level == Level.LOW) == closed ? 0 : against + 1;
        }
        if (against >= BELIEVED) {
            closed = !closed;
            against = 0;
        }
        return closed;
    }

    boolean isSilent() {
        return silent >= SILENT;
    }
}
