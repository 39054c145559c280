package org.steadyflow.hal.board;

import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.hal.chip.Debounce;

/**
 * A key or a switch that pulls its line low, read once a tick. It is believed to have changed after two equal readings,
 * so that no bounce is a second press, and until then it is what it was at first.
 */
final class Contact {
    private static final int BELIEVED = 2;
    /** A line that cannot be read for so long is no bounce. */
    private static final int SILENT = 3;

    private final DigitalIn line;
    private final boolean closedAtFirst;
    private Debounce seen = Debounce.of(BELIEVED);
    private boolean known;
    private int silent;

    Contact(DigitalIn line, boolean closedAtFirst) {
        this.line = line;
        this.closedAtFirst = closedAtFirst;
    }

    /** Reads once a tick and says whether the contact is closed. */
    boolean isClosed() {
        Level level = line.read();
        silent = level == Level.UNKNOWN ? Math.min(silent + 1, SILENT) : 0;
        seen = level == Level.UNKNOWN ? seen : seen.after(level);
        known = known || seen.believed() != Level.UNKNOWN;
        return known ? seen.isAt(Level.LOW) : closedAtFirst;
    }

    boolean isSilent() {
        return silent >= SILENT;
    }
}
