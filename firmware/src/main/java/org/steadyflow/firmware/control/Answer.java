package org.steadyflow.firmware.control;

/**
 * What became of a command.
 *
 * @param obeyed a tick carried it out
 * @param reason a sentence that says why not; empty when it was obeyed
 */
public record Answer(boolean obeyed, String reason) {
    static final Answer OBEYED = new Answer(true, "");

    static Answer refused(String reason) {
        return new Answer(false, reason);
    }
}
