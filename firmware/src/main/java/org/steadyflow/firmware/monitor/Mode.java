package org.steadyflow.firmware.monitor;

/** What the monitor does. Its number is what control hears. */
public enum Mode {
    /** Hears no control that answers; the rail is down. */
    WAITING(0),
    /** Tries its own cut before anything may run. */
    PROVING(1),
    /** The rail is up, as long as everything is in order. */
    GUARDING(2),
    /** Found something wrong; the rail stays down until a person has acknowledged it. */
    TRIPPED(3),
    /** Its own switch did not do what it should; it arms nothing. */
    UNSOUND(4);

    private final int number;

    Mode(int number) {
        this.number = number;
    }

    /** Whether only a person ends it. */
    boolean isLatched() {
        return this == TRIPPED || this == UNSOUND;
    }

    int number() {
        return number;
    }
}
