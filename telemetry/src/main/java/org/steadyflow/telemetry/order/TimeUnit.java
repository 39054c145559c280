package org.steadyflow.telemetry.order;

/** The times that a dose rate may be per. */
enum TimeUnit {
    MIN("min", 60),
    H("h", 3_600),
    DAY("day", 86_400);

    private final String text;
    private final long seconds;

    TimeUnit(String text, long seconds) {
        this.text = text;
        this.seconds = seconds;
    }

    /** As a prescription spells it. */
    String text() {
        return text;
    }

    Fraction seconds() {
        return Fraction.of(seconds);
    }
}
