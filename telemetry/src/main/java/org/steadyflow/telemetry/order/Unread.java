package org.steadyflow.telemetry.order;

/** What is said of an element that nothing in a prescription stands for. */
final class Unread {
    static final String SENTENCE =
            "nothing in a prescription stands for it here, so it was not used; decide what becomes of it";

    private Unread() {}
}
