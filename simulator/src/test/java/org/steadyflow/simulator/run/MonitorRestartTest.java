package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.monitor.Mode;

/** A monitor that is started again in the middle of an infusion, and one whose storage does not work. */
class MonitorRestartTest {
    private static final long MS = 1_000_000L;
    /** Faster, and control sees its driver step 10 uL before it knows that the rail is down: that is a stall to it. */
    private static final double STALL_ML_PER_H = 300;

    /** At many phases of the magnet's turn and of what was kept of it, after short and long absences. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 25, 60, 125, 300, 900})
    @Tag("REQ-356")
    void aRestartInMidFlowIsNoTrip(double mlPerH) throws IOException {
        FailingPump pump = new FailingPump(mlPerH, "1000 mL", 7);
        pump.start();
        pump.pass(5_000);
        // a tenth of a turn is kept each time
        long toNextImageMs = Math.clamp(Math.round(0.1 / mlPerH * 3.6e6), 2_000, 20_000);
        for (int restart = 0; restart < 40; restart++) {
            pump.pass(restart * toNextImageMs / 23 % toNextImageMs + 20);
            pump.monitor().restartAfter(restart % 3L * 350 * MS);
            pump.pass(3_000);
            int number = restart;
            assertEquals(
                    Mode.GUARDING,
                    pump.monitor().state().mode(),
                    () -> number + ": " + pump.monitor().state().cause() + ", " + pump.state());
            if (mlPerH > STALL_ML_PER_H && !pump.state().startsWith("INFUSING")) {
                pump.startAgain();
                pump.pass(3_000);
            }
        }
        assertTrue(pump.state().startsWith("INFUSING"), pump::state);
        double before = pump.volumeMl();
        pump.pass(20_000);
        assertEquals(mlPerH * 20 / 3_600, pump.volumeMl() - before, 0.05 * mlPerH * 20 / 3_600);
    }

    @Test
    @Tag("REQ-355")
    void aBrokenStoreIsAnAlarmAndStopsNothingThatRuns() throws IOException {
        FailingPump pump = new FailingPump(125, "1000 mL", 7);
        pump.start();
        pump.pass(3_000);
        pump.monitor().breakStore(true);
        double before = pump.volumeMl();
        pump.pass(10_000);
        assertTrue(pump.state().contains("MONITOR_FORGETS"), pump::state);
        assertEquals(125.0 * 10 / 3_600, pump.volumeMl() - before, 0.02);
        pump.monitor().breakStore(false);
        pump.pass(1_000);
        assertFalse(pump.state().contains("MONITOR_FORGETS"), pump::state);
    }

    @Test
    @Tag("REQ-355")
    void nothingNewStartsUnderAMonitorThatForgets() throws IOException {
        FailingPump pump = new FailingPump(125, "1000 mL", 7);
        pump.monitor().breakStore(true);
        pump.pass(200);
        pump.start();
        pump.pass(2_000);
        assertTrue(pump.state().startsWith("READY"), pump::state);
        pump.monitor().breakStore(false);
        pump.pass(200);
        pump.start();
        pump.pass(2_000);
        assertTrue(pump.state().startsWith("INFUSING"), pump::state);
    }
}
