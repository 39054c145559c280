package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open consoles. Any thread. */
final class Consoles {
    static final int LIMIT_CONSOLES = 50;

    /** A console that could not be written to for so long is not there, whatever its connection says. */
    static final Duration GONE_AFTER = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Set<ConsoleStream> open = ConcurrentHashMap.newKeySet();

    Consoles(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Adds one; it must be given back to {@link #remove}.
     *
     * @param person who sits at it, empty before the name was given
     * @return empty where there are too many
     */
    Optional<ConsoleStream> add(Optional<String> person) {
        if (open.size() >= LIMIT_CONSOLES) {
            return Optional.empty();
        }
        ConsoleStream stream = new ConsoleStream(person, clock.millis());
        open.add(stream);
        return Optional.of(stream);
    }

    void remove(ConsoleStream stream) {
        open.remove(stream);
    }

    /** Something of this pump is new. */
    void changed(String pump) {
        open.forEach(stream -> stream.changed(pump));
    }

    int count() {
        return open.size();
    }

    /** The name at the console that was opened last, among those that are really there. */
    Optional<String> personPresent() {
        long oldestMs = clock.millis() - GONE_AFTER.toMillis();
        return open.stream()
                .filter(stream ->
                        stream.writtenMs() >= oldestMs && stream.person().isPresent())
                .max(Comparator.comparingLong(ConsoleStream::openedMs))
                .flatMap(ConsoleStream::person);
    }

    /** Every stream ends. */
    void close() {
        open.forEach(ConsoleStream::end);
    }
}
