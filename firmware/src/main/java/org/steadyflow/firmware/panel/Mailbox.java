package org.steadyflow.firmware.panel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/** Statuses on their way to one page. A page that does not keep up loses the oldest: only the newest is true. */
final class Mailbox {
    /** Two seconds of statuses. */
    static final int ROOM = 8;

    private final ArrayDeque<String> lines = new ArrayDeque<>();

    synchronized void put(String line) {
        if (lines.size() == ROOM) {
            lines.removeFirst();
        }
        lines.addLast(line);
        notifyAll();
    }

    /** The next line, or none where none comes within {@code patience}. */
    synchronized Optional<String> take(Duration patience) throws InterruptedException {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        while (lines.isEmpty()) {
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return Optional.empty();
            }
            wait(leftMs);
        }
        return Optional.of(lines.removeFirst());
    }
}
