package org.steadyflow.firmware.monitor;

/** Why the monitor cut for good. Its number is what control hears. */
public enum Cause {
    NONE(0, ""),
    RATE(1, "more flowed than the envelope's highest rate gives"),
    VOLUME(2, "more flowed than the envelope's volume"),
    BOLUS(3, "more flowed above the base rate than a dose on request"),
    HOUR(4, "more flowed in an hour than the envelope allows"),
    AUTHORITY(5, "the shaft went beyond the authority that was granted"),
    REVERSE(6, "the shaft turned back further than is allowed"),
    NO_ENVELOPE(7, "the shaft turned without an envelope"),
    ANGLE_LOST(8, "the monitor's own sensor does not see the shaft"),
    WRONG_ANSWER(9, "control's answer was wrong"),
    DISAGREES(10, "the motor's encoder and the monitor's sensor do not agree"),
    RAIL_STAYS_UP(11, "the motor's power stayed on after a cut"),
    RAIL_STAYS_DOWN(12, "the motor's power does not come on"),
    MEMORY_LOST(
            13, "what the monitor had kept is damaged: what flowed before, and whether it had tripped, is not known");

    private final int number;
    private final String sentence;

    Cause(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /** The cause of this number; {@link #NONE} where there is no such. */
    static Cause numbered(int number) {
        for (Cause cause : values()) {
            if (cause.number == number) {
                return cause;
            }
        }
        return NONE;
    }

    int number() {
        return number;
    }

    /** For people, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
