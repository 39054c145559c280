package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.firmware.monitor.Mode;
import org.steadyflow.simulator.run.FailingSwitch.Fault;
import org.steadyflow.simulator.scenario.Scenario;

/** A monitor that fails takes the motor's power with it, and lets nothing start. */
@Tag("REQ-150")
@Tag("REQ-151")
class MonitorLostTest {
    private static final int INSTANTS = 20;
    private static final long WARM_MS = 3_000;
    /** The last cycle may still be to come; the switch holds for 250 ms after its edge; then the world's own step. */
    private static final long RAIL_MS = 20 + 250 + 10;
    /**
     * Edges that go on with nobody behind them: control misses its word after 300 ms and a tick, its last move ends.
     */
    private static final long CONTROL_MS = 300 + 50 + 20 + 130;

    @ParameterizedTest
    @CsvSource({
        "1, DEAD",
        "400, DEAD",
        "1000, DEAD",
        "25, SLOW",
        "1000, SLOW",
        "125, STUCK_LEVEL",
        "1000, STUCK_LEVEL",
        "25, EDGES_ALONE",
        "1000, EDGES_ALONE"
    })
    void theShaftStandsWithTheMonitor(double mlPerH, Fault fault) throws IOException {
        double worstMs = 0;
        for (int instant = 0; instant < INSTANTS; instant++) {
            FailingPump pump = new FailingPump(mlPerH, "1000 mL", instant * 11 % 50);
            pump.start();
            pump.pass(WARM_MS + instant * 53L);
            assertTrue(pump.volumeMl() > 0.7 * mlPerH * WARM_MS / 3.6e6, () -> pump.volumeMl() + " mL");
            pump.fail(fault);
            long fromNs = pump.nowNs();
            pump.pass(4_000);
            worstMs = Math.max(worstMs, (pump.world().truth().lastTurnNs() - fromNs) / 1e6);
        }
        double worst = worstMs;
        long allowed = fault == Fault.EDGES_ALONE ? CONTROL_MS : RAIL_MS;
        assertTrue(worst <= allowed, () -> String.format(Locale.ROOT, "the shaft turned for %.0f ms", worst));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DEAD", "SLOW", "STUCK_LEVEL"})
    void nothingStartsWithoutIt(Fault fault) throws IOException {
        FailingPump pump = new FailingPump(400, "1000 mL", 7);
        pump.fail(fault);
        pump.pass(2_000);
        pump.start();
        pump.pass(20_000);
        assertEquals(0, pump.volumeMl(), pump::state);
        assertFalse(pump.world().truth().railUp());
    }

    /** A switch that never opens: the proof finds it before anything is started. */
    @Test
    void aSwitchThatStaysClosedIsFoundByTheProof() throws IOException {
        FailingPump pump = new FailingPump(400, "1000 mL", 7, Fault.EDGES_ALONE);
        pump.start();
        pump.pass(10_000);
        assertEquals(Mode.UNSOUND, pump.monitor().state().mode());
        assertEquals(0, pump.volumeMl(), pump::state);
    }

    @Test
    void threeDaysOfDailyLifeAreNoTrip() throws IOException {
        Scenario scenario = Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "days-at-home", "expect": {"outcome": "running"}, "ends_at": "3 d",
                 "world": {"daily_life": "normal"},
                 "events": [{"after_start": "30 h", "do": "pause"}, {"after_start": "108010 s", "do": "change_container"},
                            {"after_start": "108020 s", "do": "replace_set"}, {"after_start": "108060 s", "do": "start"}]}
                """);
        RunSetup setup = new RunSetup(Runs.example("hydration-a-month"), scenario, 3).withMonitor();
        RunResult result = new Simulation(setup, Watching.NOBODY).run();
        Runs.assertAsExpected(result, scenario);
    }
}
