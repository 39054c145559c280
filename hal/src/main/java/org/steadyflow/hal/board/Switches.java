package org.steadyflow.hal.board;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.steadyflow.hal.device.BoardFault;
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
    private final Map<BoardFault, Contact> all = new EnumMap<>(BoardFault.class);

    private Switches(Opener lines) {
        door = open(PinRole.DOOR, lines, true);
        set = open(PinRole.SET, lines, true);
        lid = open(PinRole.LID, lines, true);
        startKey = open(PinRole.START_KEY, lines, false);
        stopKey = open(PinRole.STOP_KEY, lines, false);
        doseKey = open(PinRole.DOSE_KEY, lines, false);
        mains = open(PinRole.MAINS, lines, true);
        all.put(BoardFault.DOOR_LINE, door);
        all.put(BoardFault.SET_LINE, set);
        all.put(BoardFault.LID_LINE, lid);
        all.put(BoardFault.START_KEY_LINE, startKey);
        all.put(BoardFault.STOP_KEY_LINE, stopKey);
        all.put(BoardFault.DOSE_KEY_LINE, doseKey);
        all.put(BoardFault.MAINS_LINE, mains);
    }

    static Switches open(Opener lines) {
        return new Switches(lines);
    }

    private static Contact open(PinRole role, Opener lines, boolean closedAtFirst) {
        return new Contact(lines.in(role), closedAtFirst);
    }

    /**
     * What they say at this tick.
     *
     * @param silent the lines that cannot be read
     */
    record State(
            boolean doorClosed,
            boolean setSeated,
            boolean lidClosed,
            Keys keys,
            boolean mains,
            Set<BoardFault> silent) {}

    /** Reads all, once a tick. */
    State read() {
        boolean doorClosed = door.isClosed();
        boolean setSeated = set.isClosed();
        boolean lidClosed = lid.isClosed();
        boolean started = startKey.isClosed();
        boolean stopped = stopKey.isClosed();
        boolean asked = doseKey.isClosed();
        boolean fed = mains.isClosed();
        return new State(
                doorClosed && !door.isSilent(),
                setSeated && !set.isSilent(),
                lidClosed && !lid.isSilent(),
                new Keys(started && !startKey.isSilent(), stopped || stopKey.isSilent(), asked && !doseKey.isSilent()),
                fed && !mains.isSilent(),
                silent());
    }

    private Set<BoardFault> silent() {
        for (Contact contact : all.values()) {
            if (contact.isSilent()) {
                return all.entrySet().stream()
                        .filter(line -> line.getValue().isSilent())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
            }
        }
        return Set.of();
    }
}
