package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
    private final SettableClock clock = new SettableClock();

    @Test
    void growsByOneAcrossItsBlocks() {
        try (Store store = inMemory()) {
            Counters counters = new Counters(store, clock);
            long first = counters.next("pump-1");
            long[] next = LongStream.range(0, 2 * Counters.BLOCK)
                    .map(_ -> counters.next("pump-1"))
                    .toArray();
            for (int i = 0; i < next.length; i++) {
                assertEquals(first + 1 + i, next[i]);
            }
        }
    }

    @Test
    void repeatsNoNumberAfterARestart(@TempDir Path dir) {
        long last;
        try (Store store = Store.open(PharmacyConfig.fileIn(dir))) {
            last = new Counters(store, clock).next("pump-1");
        }
        clock.advance(Duration.ofDays(-1));
        try (Store store = Store.open(PharmacyConfig.fileIn(dir))) {
            assertTrue(new Counters(store, clock).next("pump-1") > last);
        }
    }

    @Test
    void growsOverALostStoreToo() {
        long last;
        try (Store store = inMemory()) {
            last = new Counters(store, clock).next("pump-1");
        }
        clock.advance(Duration.ofSeconds(1));
        try (Store store = inMemory()) {
            assertTrue(new Counters(store, clock).next("pump-1") > last);
        }
    }

    private static Store inMemory() {
        return Store.open("jdbc:h2:mem:" + UUID.randomUUID());
    }
}
