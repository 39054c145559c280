package org.steadyflow.hal.board;

import java.util.List;
import org.steadyflow.hal.device.Keys;

/** Door, set, lid, keys and mains. A line that cannot be read counts as what stops the pump, and is told. */
final class Switches {
    private final Contact door;
    private final Contact set;
    private final Contact lid;
    private final Contact startKey;
    private final Contact stopKey;
    private final Contact doseKey;
    private final Contact mains;

    private Switches(Opener lines) {
        door = open(PinRole.DOOR, lines, true);
        set = open(PinRole.SET, lines, true);
        lid = open(PinRole.LID, lines, true);
        startKey = open(PinRole.START_KEY, lines, false);
        stopKey = open(PinRole.STOP_KEY, lines, false);
        doseKey = open(PinRole.DOSE_KEY, lines, false);
        mains = open(PinRole.MAINS, lines, true);
    }

    static Switches open(Opener lines) {
        return new Switches(lines);
    }

    private static Contact open(PinRole role, Opener lines, boolean closedAtFirst) {
        return new Contact(lines.in(role), closedAtFirst);
    }

    /** What they say at this tick. */
    record State(boolean doorClosed, boolean setSeated, boolean lidClosed, Keys keys, boolean mains, boolean silent) {}

    /** Reads all, once a tick. */
    State read() {
        boolean doorClosed = door.isClosed();
        boolean setSeated = set.isClosed();
        boolean lidClosed = lid.isClosed();
        boolean started = startKey.isClosed();
        boolean stopped = stopKey.isClosed();
        boolean asked = doseKey.isClosed();
        boolean fed = mains.isClosed();
        boolean silent = List.of(door, set, lid, startKey, stopKey, doseKey, mains).stream()
                .anyMatch(Contact::isSilent);
        return new State(
                doorClosed && !door.isSilent(),
                setSeated && !set.isSilent(),
                lidClosed && !lid.isSilent(),
                new Keys(started && !startKey.isSilent(), stopped || stopKey.isSilent(), asked && !doseKey.isSilent()),
                fed && !mains.isSilent(),
                silent);
    }
}
