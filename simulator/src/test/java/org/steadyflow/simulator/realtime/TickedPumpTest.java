package org.steadyflow.simulator.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("REQ-304")
@EnabledOnOs(OS.LINUX)
class TickedPumpTest {
    /** 200 ticks: recovered, accepted, started. Punctuality is measured by the command, and not by a test. */
    @Test
    void thePumpInfusesAndCountsEachTick() throws IOException, InterruptedException {
        Trial trial = new Trial(Duration.ofMillis(2), Duration.ofMillis(400), 0, 0, 0);
        try (PumpProcess pump = PumpProcess.start(trial)) {
            pump.awaitWarm();
            pump.go();
            PumpReport report = pump.report();
            assertEquals(200, report.latencies().total());
            assertEquals("INFUSING", report.phase());
            assertTrue(report.rights().size() >= 3, report.rights()::toString);
        }
    }
}
