package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;

/** Whole runs with the monitor fitted: what is in order is not disturbed, what is not is stopped. */
@Tag("REQ-150")
class MonitoredRunTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"hydration", "08-morphine-pca", "24-flush-protocol", "17-dobutamine", "11-parenteral-nutrition"})
    void anOrderInOrderIsNotDisturbed(String name) throws IOException {
        assertQuiet(Runs.example(name), Scenario.NOTHING_WRONG, 3);
    }

    @Test
    @Tag("REQ-151")
    void aLossOfPowerAndARestartOfControlAreNoTrip() throws IOException {
        Order order = Runs.continuous("20 mL", "100 mL/h", "\"resume\": \"by_itself\", \"within\": \"10 min\"");
        Scenario scenario = Runs.events(
                "complete",
                "",
                "{'at': '1 min', 'do': 'cut_power', 'for': '20 s'}, {'at': '5 min', 'do': 'kill_control', 'for': '3 s'}"
                        .replace('\'', '"'));
        assertQuiet(order, scenario, 1);
    }

    @Test
    void theStopKeyIsAPause() throws IOException {
        Order order = Runs.continuous("10 mL", "400 mL/h");
        Scenario scenario = Runs.events(
                "complete",
                "",
                "{'at': '30 s', 'do': 'press_stop_key', 'for': '2 s'}, {'at': '40 s', 'do': 'start'}"
                        .replace('\'', '"'));
        assertQuiet(order, scenario, 1);
    }

    @Test
    void aBrokenAngleSensorStopsTheInfusionWithAnAlarm() throws IOException {
        Order order = Runs.continuous("10 mL", "100 mL/h");
        Scenario scenario = Runs.events(
                "faulted",
                "2 min",
                "{'at': '30 s', 'do': 'break_sensor', 'sensor': 'second_encoder'}".replace('\'', '"'));
        RunResult result = new Simulation(new RunSetup(order, scenario, 1).withMonitor(), Watching.NOBODY).run();
        assertTrue(codes(result).contains(AlarmCode.MONITOR_TRIP), result::toString);
        assertTrue(result.trueDeliveredMl().doubleValue() < 1.2, result::toString);
    }

    private static void assertQuiet(Order order, Scenario scenario, long seed) throws IOException {
        RunResult plain = new Simulation(new RunSetup(order, scenario, seed), Watching.NOBODY).run();
        RunResult result = new Simulation(new RunSetup(order, scenario, seed).withMonitor(), Watching.NOBODY).run();
        assertEquals(List.of(), result.referee(), result::toString);
        assertFalse(codes(result).contains(AlarmCode.MONITOR_TRIP), result::toString);
        assertEquals(plain.outcome(), result.outcome(), result::toString);
        assertEquals(codes(plain), codes(result));
    }

    private static Set<AlarmCode> codes(RunResult result) {
        Set<AlarmCode> codes = EnumSet.noneOf(AlarmCode.class);
        result.alarms().forEach(alarm -> codes.add(alarm.code()));
        return codes;
    }
}
