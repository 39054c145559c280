package org.steadyflow.simulator.chips;

/**
 * The buzzer with a cell of its own that no software need switch on: its first edge arms it, and when edges then stay
 * away it sounds until its cell is empty. The world's thread.
 */
final class HoldUpBuzzer {
    /** Longest pause between two edges. */
    static final long PATIENCE_NS = 1_000_000_000L;
    /** How long the cell lasts, sounding. */
    static final long CELL_NS = 150_000_000_000L;

    private boolean armed;
    private long lastEdgeNs;

    void edge(long nowNs) {
        armed = true;
        lastEdgeNs = nowNs;
    }

    void disarm() {
        armed = false;
    }

    boolean sounds(long nowNs) {
        long silentNs = nowNs - lastEdgeNs;
        return armed && silentNs > PATIENCE_NS && silentNs <= PATIENCE_NS + CELL_NS;
    }
}
