package org.steadyflow.firmware.safety;

import java.util.List;
import org.steadyflow.telemetry.message.Event;

/** What the safety room remembers from tick to tick. Opaque to the other rooms, but for the alarms and the relief. */
public record SafetyState(Watches watches, AlarmBoard board, Relief relief, Restarts restarts) {
    /** Nothing seen yet, with these alarms on the list. */
    public static SafetyState startingWith(AlarmBoard board) {
        return startingWith(board, Restarts.NONE);
    }

    /** The same of a pump that has started by itself before. */
    public static SafetyState startingWith(AlarmBoard board, Restarts restarts) {
        return new SafetyState(Watches.START, board, Relief.NONE, restarts);
    }

    /** The stop key is held so long that it is stuck, and counts no longer. */
    public boolean stopKeyStuck(long nowNs) {
        return watches.enclosure().keys().stopStuck(nowNs);
    }

    /** The same with another list of alarms. */
    public SafetyState withBoard(AlarmBoard next) {
        return new SafetyState(watches, next, relief, restarts);
    }

    /** A person stops a back-off, or what would follow it by itself. */
    public SafetyState withReliefStopped() {
        return new SafetyState(watches, board, relief.stopped(), restarts);
    }

    /**
     * A person acknowledged all alarms. After a back-off that is also their word that they have seen to the line: the
     * pressure cannot say it, as the pump itself has lowered it.
     */
    public SafetyState acknowledgeAll(String by, List<Event> events) {
        AlarmBoard seen = board.acknowledgeAll(by, events);
        if (relief.stage() != Relief.Stage.OVER) {
            return withBoard(seen);
        }
        AlarmBoard next =
                watches.pressure().blockedDownstream() ? seen : seen.causeGone(AlarmRow.OCCLUSION_DOWNSTREAM, events);
        return new SafetyState(watches, next, Relief.NONE, restarts);
    }
}
