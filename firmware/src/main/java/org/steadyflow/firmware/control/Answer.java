package org.steadyflow.firmware.control;

/**
 * What became of a command.
 *
 * @param obeyed a tick carried it out
 * @param reason a sentence that says why not; empty when it was obeyed
 * @param reasonNeeded it was not obeyed because a person gave no reason for it, and nothing else stands against it
 */
public record Answer(boolean obeyed, String reason, boolean reasonNeeded) {
    static final Answer OBEYED = new Answer(true, "", false);

    static Answer refused(String reason) {
        return new Answer(false, reason, false);
    }

    static Answer withoutReason(String reason) {
        return new Answer(false, reason, true);
    }
}
