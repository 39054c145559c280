package org.steadyflow.simulator.world;

/**
 * The motor's switched rail. Motor and clamp hang on it; the driver chip's logic and its encoder counter do not, so
 * that a cut leaves both positions as they were. Where a monitor is fitted its series switch wants edges, and the stop
 * key is wired into it. A world without one has a rail that is always up.
 */
final class Rail {
    /** The switch opens this long after its last edge. */
    static final long EDGE_HOLD_NS = 250_000_000L;
    /** The dump takes this long to pull the rail down. */
    static final long CUT_NS = 20_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private boolean monitorFitted;
    private boolean held;
    private long lastEdgeNs = -EDGE_HOLD_NS - World.STEP_NS;
    private long cutNs = NEVER;
    private long stopKeyUntilNs;
    private boolean sounds;

    /** From now on the switch wants edges. */
    void fitMonitor() {
        monitorFitted = true;
    }

    boolean monitorFitted() {
        return monitorFitted;
    }

    /** A scenario's monitor holds the rail down, whoever else would have it up. */
    void hold(boolean down) {
        held = down;
    }

    void edge(long nowNs) {
        lastEdgeNs = nowNs;
        cutNs = NEVER;
    }

    void cut(long nowNs) {
        cutNs = Math.min(cutNs, nowNs);
    }

    void stopKey(long untilNs) {
        stopKeyUntilNs = untilNs;
    }

    /** All charge in the switch is gone. */
    void losePower() {
        lastEdgeNs = -EDGE_HOLD_NS - World.STEP_NS;
        cutNs = NEVER;
        sounds = false;
    }

    /** The monitor's own buzzer, which is no part of the rail but has its supply from the same board. */
    void sound(boolean on) {
        sounds = on;
    }

    boolean sounds() {
        return sounds;
    }

    /** Whether it has voltage, as far as the switches in it decide. */
    boolean isUp(long nowNs) {
        return !held && (!monitorFitted || isSwitchClosed(nowNs));
    }

    private boolean isSwitchClosed(long nowNs) {
        boolean isCut = cutNs != NEVER && nowNs - cutNs >= CUT_NS;
        return nowNs >= stopKeyUntilNs && nowNs - lastEdgeNs <= EDGE_HOLD_NS && !isCut;
    }
}
