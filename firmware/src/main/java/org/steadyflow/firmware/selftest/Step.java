package org.steadyflow.firmware.selftest;

/** What is tested, in this order. */
public enum Step {
    PARTS("parts of the board"),
    MEMORY("memory"),
    CODE("program files"),
    CONFIGURATION("configuration"),
    LAMPS("lamps"),
    SOUNDER("sounder"),
    MONITOR("monitor"),
    DECAY("motor without its enable signal"),
    MOTOR("motor and encoder"),
    KEYS("keys and switches"),
    BATTERY("battery"),
    CLOCK("clock");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
