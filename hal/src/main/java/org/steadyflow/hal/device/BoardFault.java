package org.steadyflow.hal.device;

import java.util.Set;
import java.util.stream.Collectors;

/** A part that does not do what it must, found while the pump runs and told by no reading of its own. */
public enum BoardFault {
    /** Without it, or without the sounder, nothing that needs a person at once is told. */
    RED_LAMP("the red lamp does not light", true),
    SOUNDER("the sounder makes no sound", true),
    YELLOW_LAMP("the yellow lamp does not light", false),
    CYAN_LAMP("the cyan lamp does not light", false),
    FEEDBACK("lamps or sounder draw current while they are off, so nothing shows that they work", false),
    /** What cannot be read counts as what stops the pump: open, out, held. The rest is to name it. */
    DOOR_LINE("the door switch's line cannot be read", false),
    SET_LINE("the line of the switch that sees the set cannot be read", false),
    LID_LINE("the lock switch's line cannot be read", false),
    START_KEY_LINE("the start key's line cannot be read", false),
    STOP_KEY_LINE("the stop key's line cannot be read", false),
    DOSE_KEY_LINE("the dose key's line cannot be read", false),
    MAINS_LINE("the line that tells of the mains cannot be read", false),
    CLOCK("the clock chip tells no time; it is counted on without it", false),
    FILES("the program's files cannot be looked at", false);

    private final String words;
    private final boolean stops;

    BoardFault(String words, boolean stops) {
        this.words = words;
        this.stops = stops;
    }

    /** For people, one sentence without its full stop. */
    public String words() {
        return words;
    }

    /** Whether the pump could no longer make itself noticed, so that nothing is infused. */
    public boolean stops() {
        return stops;
    }

    /** What of these stops the pump, or what does not, in words; empty for nothing. */
    public static String words(Set<BoardFault> faults, boolean stopping) {
        return faults.stream()
                .filter(fault -> fault.stops == stopping)
                .sorted()
                .map(BoardFault::words)
                .collect(Collectors.joining("; "));
    }
}
