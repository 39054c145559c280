package org.steadyflow.hal.board;

import java.util.List;

/** Door, set, lid, keys and mains. A line that cannot be read counts as what stops the pump, and is told. */
final class Switches {
    private final Contact door;
    private final Contact set;
    private final Contact lid;
    private final Contact startKey;
    private final Contact stopKey;
    private final Contact mains;

    private Switches(Opener lines) {
        door = open(PinRole.DOOR, lines, true);
        set = open(PinRole.SET, lines, true);
        lid = open(PinRole.LID, lines, true);
        startKey = open(PinRole.START_KEY, lines, false);
        stopKey = open(PinRole.STOP_KEY, lines, false);
        mains = open(PinRole.MAINS, lines, true);
    }

    static Switches open(Opener lines) {
        return new Switches(lines);
    }

    private static Contact open(PinRole role, Opener lines, boolean closedAtFirst) {
        return new Contact(lines.in(role), closedAtFirst);
    }

    /** What they say at this tick. */
    record State(
            boolean doorClosed,
            boolean setSeated,
            boolean lidClosed,
            boolean startKey,
            boolean stopKey,
            boolean mains,
            boolean silent) {}

    /** Reads all, once a tick. */
    State read() {
        boolean doorClosed = door.isClosed();
        boolean setSeated = set.isClosed();
        boolean lidClosed = lid.isClosed();
        boolean started = startKey.isClosed();
        boolean stopped = stopKey.isClosed();
        boolean fed = mains.isClosed();
        boolean silent =
                List.of(door, set, lid, startKey, stopKey, mains).stream().anyMatch(Contact::isSilent);
        return new State(
                doorClosed && !door.isSilent(),
                setSeated && !set.isSilent(),
                lidClosed && !lid.isSilent(),
                started && !startKey.isSilent(),
                stopped || stopKey.isSilent(),
                fed && !mains.isSilent(),
                silent);
    }
}
