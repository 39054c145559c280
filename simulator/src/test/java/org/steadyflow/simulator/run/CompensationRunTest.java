package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.calibration.WeighedPrime;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.scenario.Scenario;

/** What the compensation is worth, by what left the line in the world. */
class CompensationRunTest {
    private static final BigDecimal WATER = new BigDecimal("0.998");
    private static final BigDecimal CENTIGRAM = new BigDecimal("0.01");
    private static final long TURNS_100 = 5_120_000;
    private static final long PACE = 42_667;

    /** Two hours, against a limit that lets 300 mmHg pass. */
    private static Order order() {
        return Runs.order("""
                {"schema": "steadyflow/prescription/1", "id": "TEST", "patient": "nobody", "drug": {"name": "saline"},
                 "route": "intravenous_peripheral", "container": {"volume": "500 mL", "residual": "5 mL"},
                 "regimen": {"type": "continuous", "volume": "50 mL", "rate": "25 mL/h"},
                 "limits": {"downstream_occlusion": "600 mmHg"},
                 "at_end": "stop", "after_power_loss": {"resume": "by_itself", "within": "1 h"}}
                """);
    }

    private static Scenario against(int mmHg, String events) {
        return Runs.scenario("""
                {"schema": "steadyflow/scenario/1", "name": "test", "unattended": true,
                 "world": {"vein_pressure": "%d mmHg"}, "expect": {"outcome": "complete"}, "events": [%s]}
                """.formatted(mmHg, events));
    }

    /** What left the line beside what was ordered. */
    private static double share(Calibration calibration, Scenario scenario, long seed) throws IOException {
        RunSetup setup = new RunSetup(order(), scenario, seed).with(calibration);
        RunResult result = new Simulation(setup, Watching.NOBODY).run();
        if (!calibration.isNone()) {
            // where nothing is compensated, the order may well be far from in when the pump says so
            Runs.assertAsExpected(result, scenario);
        }
        return result.trueDeliveredMl().doubleValue() / result.programmedMl().doubleValue();
    }

    private static Calibration type() {
        return Calibration.of(PumpSetup.CASSETTE);
    }

    @ParameterizedTest
    @Tag("REQ-230")
    @ValueSource(ints = {300, -100})
    void aKnownBackPressureTakesNoTwentiethOfTheFlow(int mmHg) throws IOException {
        double worst = 0;
        double worstWithout = 0;
        for (long seed = 1; seed <= 8; seed++) {
            double at0 = share(type(), against(0, ""), seed);
            worst = Math.max(worst, Math.abs(share(type(), against(mmHg, ""), seed) / at0 - 1));
            double bareAt0 = share(Calibration.NONE, against(0, ""), seed);
            worstWithout =
                    Math.max(worstWithout, Math.abs(share(Calibration.NONE, against(mmHg, ""), seed) / bareAt0 - 1));
        }
        assertTrue(worst < 0.05, "" + worst);
        assertTrue(worstWithout > 0.03, "" + worstWithout);
    }

    /** The set that is weighed is the set that is used; without it a set is as far off as its type's sets are. */
    @Test
    @Tag("REQ-232")
    void aWeighedSetIsWithinTwoHundredths() throws IOException {
        double worstWithout = 0;
        double worst = 0;
        for (long seed = 1; seed <= 20; seed++) {
            double own =
                    share(Calibration.of(PumpSetup.CASSETTE, Optional.of(weighed(seed))), against(10, ""), seed) - 1;
            double without = share(type(), against(10, ""), seed) - 1;
            worst = Math.max(worst, Math.abs(own));
            worstWithout = Math.max(worstWithout, Math.abs(without));
        }
        assertTrue(worst < 0.02, "" + worst);
        assertTrue(worstWithout > 0.025, "" + worstWithout);
    }

    private static SetFactor weighed(long seed) {
        SimulatedPrime.Seen seen = SimulatedPrime.run(PumpSetup.CASSETTE, seed, TURNS_100, PACE, WATER, CENTIGRAM);
        Volume expected = WeighedPrime.expected(PumpSetup.CASSETTE, seen.microsteps(), seen.conditions());
        WeighedPrime.Result.Found found = assertInstanceOf(
                WeighedPrime.Result.Found.class,
                new WeighedPrime(seen.grams(), CENTIGRAM, WATER, expected).of(PumpSetup.CASSETTE));
        return new SetFactor("seed-" + seed, found.factor().movePointRight(6).intValueExact(), 0);
    }

    /** The referee adds the shaft up by the yields of the ledger; at no cut is the truth outside what was recorded. */
    @ParameterizedTest
    @Tag("REQ-231")
    @ValueSource(longs = {1, 2, 3, 4})
    void powerCutsWhileTheYieldChangesLeaveTheRefereeSilent(long seed) throws IOException {
        StringBuilder events = new StringBuilder();
        for (int minute = 5; minute < 60; minute += 5) {
            events.append("""
                    {"after_start": "%d min", "do": "set_vein_pressure", "pressure": "%d mmHg"},
                    {"after_start": "%d s", "do": "%s"},
                    """.formatted(
                            minute,
                            minute % 2 == 0 ? 20 : 250,
                            minute * 60 + 80 + 7 * minute,
                            minute % 3 == 0 ? "cut_power\", \"for\": \"10 s" : "kill_control\", \"for\": \"2 s"));
        }
        String all = events.toString().strip();
        double share = share(type(), against(10, all.substring(0, all.length() - 1)), seed);
        assertTrue(Math.abs(share - 1) < 0.06, "" + share);
    }
}
