package org.steadyflow.hal.chip;

import org.steadyflow.hal.bus.BusResult;

/** What is wrong with a chip, or with what it just said. */
public enum ChipFault {
    NONE("nothing is wrong"),
    NOT_ACKNOWLEDGED("no chip acknowledges at its address: not fitted, not powered, or another address"),
    NO_ANSWER("no answer came in time: no power, a broken line, or a bus held low"),
    SHORT("fewer bytes came back than were asked for"),
    BAD_CHECKSUM("an answer came damaged, or belongs to another question"),
    BAD_ECHO("the line did not carry what was sent: two speak at once, or a wrong wiring is set"),
    WRITE_LOST("what was written did not take"),
    WRONG_CHIP("another chip answers at this address"),
    /** Not an error by itself: ask again later. */
    NOT_READY("the chip has not finished yet"),
    /** It answered whole, but no chip in order says this. */
    IMPOSSIBLE("the chip says something that cannot be"),
    GONE("the bus itself is gone: unplugged, closed or not permitted"),
    RESET("the chip lost its settings and must be begun anew");

    private final String text;

    ChipFault(String text) {
        this.text = text;
    }

    /** One plain sentence without its full stop, to follow the chip's name and a colon. */
    public String text() {
        return text;
    }

    public boolean isNone() {
        return this == NONE;
    }

    /** What a transfer's end means for the chip at its other end. */
    static ChipFault of(BusResult result) {
        return switch (result) {
            case OK -> NONE;
            case NOT_ACKNOWLEDGED -> NOT_ACKNOWLEDGED;
            case TIMED_OUT -> NO_ANSWER;
            case SHORT -> SHORT;
            case GONE -> GONE;
        };
    }
}
