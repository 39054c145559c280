package org.steadyflow.firmware.monitor;

/** What became of an envelope that was handed over. */
public enum Taking {
    /** None was. */
    NONE(""),
    TAKEN(""),
    TURNS("The monitor takes no envelope while the motor turns; pause the infusion first."),
    OTHER_ORDER("The monitor guards another prescription, which is not over; end it first."),
    USED("The monitor does not take this envelope: it was used already, and its infusion is over. Ask the pharmacy for"
            + " a new prescription.");

    private final String sentence;

    Taking(String sentence) {
        this.sentence = sentence;
    }

    /** For the bedside; empty where it is in force. */
    String sentence() {
        return sentence;
    }
}
