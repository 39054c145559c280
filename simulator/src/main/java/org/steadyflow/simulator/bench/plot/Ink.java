package org.steadyflow.simulator.bench.plot;

/** What a colour stands for, in every picture. Told apart by people who see no red and green, too. */
public enum Ink {
    /** Measured here. */
    OURS("#0b6e8f"),
    /** Measured here, of many. */
    OURS_PALE("#8fc3d4"),
    /** What is wanted. */
    TARGET("#dcebe0"),
    /** Edge of what is wanted. */
    TARGET_EDGE("#5f9a70"),
    /** Other pumps. */
    KNOWN("#a8752b"),
    /** A target that is missed. */
    MISSED("#c2261c"),
    /** What was set. */
    SET("#5b6772"),
    /** A second thing measured here. */
    SECOND("#6a4c93");

    private final String colour;

    Ink(String colour) {
        this.colour = colour;
    }

    String colour() {
        return colour;
    }
}
