package org.steadyflow.firmware.safety;

/** What the safety room remembers from tick to tick. Opaque to the other rooms, but for the alarms. */
public record SafetyState(Watches watches, AlarmBoard board) {
    /** Nothing seen yet, with these alarms on the list. */
    public static SafetyState startingWith(AlarmBoard board) {
        return new SafetyState(Watches.START, board);
    }

    /** The stop key is held so long that it is stuck, and counts no longer. */
    public boolean stopKeyStuck(long nowNs) {
        return watches.enclosure().keys().stopStuck(nowNs);
    }

    /** The same with another list of alarms. */
    public SafetyState withBoard(AlarmBoard next) {
        return new SafetyState(watches, next);
    }
}
