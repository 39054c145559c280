package org.steadyflow.hal.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;

/**
 * Opens lines and keeps a report of each that does not open; in its place stands one on which nobody answers, so that
 * all faults of a board are told together.
 */
final class Opener {
    private final BoardFile board;
    private final BoardLines lines;
    private final List<PartReport> failures = new ArrayList<>();

    Opener(BoardFile board, BoardLines lines) {
        this.board = board;
        this.lines = lines;
    }

    /** One for each line that did not open. */
    List<PartReport> failures() {
        return List.copyOf(failures);
    }

    SerialLink serial() {
        return opened(
                "serial line",
                board.motor().device().toString(),
                () -> lines.serial(board.motor()),
                (_, _, _) -> BusResult.GONE);
    }

    I2cLink i2c(int bus) {
        return opened("bus", "i2c-" + bus, () -> lines.i2c(bus), (_, _, _) -> BusResult.GONE);
    }

    DigitalIn in(PinRole role) {
        return opened(name(role), where(role), () -> lines.in(board.pin(role)), () -> DigitalIn.Level.UNKNOWN);
    }

    DigitalOut out(PinRole role) {
        return opened(name(role), where(role), () -> lines.out(board.pin(role)), _ -> BusResult.GONE);
    }

    ToneOut tone(PinRole role) {
        return opened(name(role), where(role), () -> lines.tone(board.pin(role)), _ -> BusResult.GONE);
    }

    private static String name(PinRole role) {
        return role.label().replace('_', ' ');
    }

    private String where(PinRole role) {
        return "GPIO " + board.pin(role);
    }

    private interface Opening<T> {
        T open() throws IOException;
    }

    private <T> T opened(String part, String where, Opening<T> opening, T dead) {
        try {
            return opening.open();
        } catch (IOException e) {
            failures.add(
                    PartReport.bad(part, where, Objects.requireNonNullElse(e.getMessage(), "it cannot be opened")));
            return dead;
        }
    }
}
