package org.steadyflow.hal.board;

/**
 * How one part of a board was found.
 *
 * @param part its name, for example {@code ADS1115}
 * @param where the lines it hangs on
 * @param good whether the pump can work with it
 * @param found one sentence without its full stop: what it said, or what is wrong
 */
public record PartReport(String part, String where, boolean good, String found) {
    static PartReport good(String part, String where, String found) {
        return new PartReport(part, where, true, found);
    }

    static PartReport bad(String part, String where, String found) {
        return new PartReport(part, where, false, found);
    }
}
