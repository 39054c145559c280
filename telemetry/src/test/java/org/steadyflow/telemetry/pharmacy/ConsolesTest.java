package org.steadyflow.telemetry.pharmacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsolesTest {
    private final SettableClock clock = new SettableClock();
    private final Consoles consoles = new Consoles(clock);

    @Test
    void aSlowConsoleIsToldOfEachPumpOnce() throws InterruptedException {
        ConsoleStream stream = consoles.add(Optional.empty()).orElseThrow();
        for (int i = 0; i < 1_000; i++) {
            consoles.changed("pump-" + i % 2);
        }
        assertEquals(List.of("pump-0", "pump-1"), stream.await(Duration.ofSeconds(1)));
        assertEquals(List.of(), stream.await(Duration.ofMillis(1)));
    }

    @Test
    void aConsoleThatTakesNothingForTenSecondsIsNobody() {
        ConsoleStream stream = consoles.add(Optional.of("Anna Berg")).orElseThrow();
        assertEquals(Optional.of("Anna Berg"), consoles.personPresent());
        clock.advance(Consoles.GONE_AFTER.plusMillis(1));
        assertEquals(Optional.empty(), consoles.personPresent());
        stream.written(clock.millis());
        assertEquals(Optional.of("Anna Berg"), consoles.personPresent());
        consoles.remove(stream);
        assertEquals(Optional.empty(), consoles.personPresent());
    }

    @Test
    void theFiftyFirstConsoleIsRefused() {
        for (int i = 0; i < Consoles.LIMIT_CONSOLES; i++) {
            assertTrue(consoles.add(Optional.empty()).isPresent());
        }
        assertTrue(consoles.add(Optional.empty()).isEmpty());
    }
}
