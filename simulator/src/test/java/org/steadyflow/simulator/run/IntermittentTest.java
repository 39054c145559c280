package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.telemetry.message.AlarmCode;

/** Doses at an interval, and what the prescription's rule makes of one whose time passed without power. */
class IntermittentTest {
    private static final double BOOT_S = 3;
    /** Two litres never run out; a dose of 10 mL at 60 mL/h takes ten minutes. */
    static String every(String interval, String missedDose, int count) {
        return """
            {"schema": "steadyflow/prescription/1", "id": "DOSES", "patient": "nobody", "drug": {"name": "saline"},
             "route": "intravenous_central", "container": {"volume": "2000 mL", "residual": "5 mL"},
             "regimen": {"type": "intermittent", "dose": "10 mL", "rate": "60 mL/h", "interval": "%s", "count": %d,
                         "keep_open_between": false, "missed_dose": {%s}},
             "at_end": "stop", "after_power_loss": {"resume": "by_itself", "within": "1 h"}}
            """.formatted(interval, count, missedDose);
    }

    @Test
    @Tag("REQ-26")
    void fourDosesStartTwelveHoursApartAndGiveTheSame() throws IOException {
        RunResult result = Runs.run(Runs.example("vancomycin-every-12-h"), Scenario.NOTHING_WRONG, 4);
        List<RunResult.Part> doses = doses(result);
        assertEquals(4, doses.size());
        for (int i = 1; i < doses.size(); i++) {
            assertEquals(12 * 3600, startS(doses, i) - startS(doses, i - 1), 0.2, "start to start");
            assertEquals(
                    doses.getFirst().trueMl().doubleValue(),
                    doses.get(i).trueMl().doubleValue(),
                    // the pump reckons with a set that tires as the middle of its type does, and this one may not
                    doses.getFirst().trueMl().doubleValue() * 0.05);
        }
    }

    @Test
    @Tag("REQ-29")
    void keepOpenFlowIsAPartOfItsOwnAndNotCounted() throws IOException {
        RunResult result = Runs.run(Runs.example("antibiotic-ceftriaxone"), Scenario.NOTHING_WRONG, 4);
        assertEquals(
                List.of("infusion", "keep open"),
                result.parts().stream().map(RunResult.Part::name).toList());
        assertEquals(100, result.programmedMl().doubleValue());
    }

    /** The second of three doses is due at 1 h; the power is away over it. */
    private static RunResult overSecondDose(String missedDose, String away, String more) throws IOException {
        Scenario scenario = Runs.events("running", "5 h", """
                {"after_start": "50 min", "do": "cut_power", "for": "%s"}%s
                """.formatted(away, more));
        RunResult result = Runs.run(Runs.order(every("1 h", missedDose, 3)), scenario, 4);
        assertEquals(List.of(), result.referee(), result::toString);
        return result;
    }

    @Test
    @Tag("REQ-27")
    void aDoseThatIsLessThanAMinuteLateIsGiven() throws IOException {
        RunResult result = overSecondDose("\"rule\": \"skip\"", "630 s", "");
        assertEquals(3, doses(result).size(), result::toString);
    }

    @Test
    @Tag("REQ-27")
    void aMissedDoseIsLeftOutWhereTheRuleSaysSkip() throws IOException {
        RunResult result = overSecondDose("\"rule\": \"skip\"", "20 min", "");
        List<RunResult.Part> doses = doses(result);
        assertEquals(
                List.of("dose 1", "dose 3"),
                doses.stream().map(RunResult.Part::name).toList());
        assertEquals(2 * 3600, startS(doses, 1) - startS(doses, 0), 0.2, "the third comes at its own time");
    }

    @Test
    @Tag("REQ-27")
    @Tag("REQ-57")
    void aMissedDoseIsGivenLateWhereTheRuleAllowsSo() throws IOException {
        RunResult result = overSecondDose("\"rule\": \"give_late\", \"within\": \"30 min\"", "20 min", "");
        List<RunResult.Part> doses = doses(result);
        assertEquals(3, doses.size(), result::toString);
        assertEquals(70 * 60, startS(doses, 1) - startS(doses, 0), BOOT_S);
        assertEquals(3600, startS(doses, 2) - startS(doses, 1), 0.2, "counted from the late start");
    }

    @Test
    @Tag("REQ-27")
    void aDoseTooLateForTheRuleIsLeftOut() throws IOException {
        RunResult result = overSecondDose("\"rule\": \"give_late\", \"within\": \"5 min\"", "20 min", "");
        assertEquals(
                List.of("dose 1", "dose 3"),
                doses(result).stream().map(RunResult.Part::name).toList());
    }

    @Test
    @Tag("REQ-27")
    void aMissedDoseWaitsForAPersonWhereTheRuleSaysAsk() throws IOException {
        RunResult nobody = overSecondDose("\"rule\": \"ask\"", "20 min", "");
        assertEquals(1, doses(nobody).size(), nobody::toString);
        RunResult asked = overSecondDose("\"rule\": \"ask\"", "20 min", ", {\"at\": \"80 min\", \"do\": \"start\"}");
        List<RunResult.Part> doses = doses(asked);
        assertEquals(3, doses.size(), asked::toString);
        assertEquals(80 * 60, startS(doses, 1), 0.2);
    }

    @Test
    @Tag("REQ-31")
    void aClockThatJumpsWithinADoseChangesNoFlow() throws IOException {
        Order order = Runs.continuous("20 mL", "60 mL/h");
        Scenario jump = Runs.events("complete", "", "{\"at\": \"5 min\", \"do\": \"jump_clock\", \"by\": \"-3 h\"}");
        RunResult calm = Runs.run(order, Scenario.NOTHING_WRONG, 9);
        RunResult jumped = Runs.run(order, jump, 9);
        Runs.assertAsExpected(jumped, jump);
        assertEquals(calm.parts(), jumped.parts());
        assertTrue(Runs.raised(jumped, AlarmCode.CLOCK_UNSURE), jumped::toString);
    }

    @Test
    @Tag("REQ-98")
    void afterAClockJumpADueDoseWaitsForAPerson() throws IOException {
        String jump = "{\"at\": \"30 min\", \"do\": \"jump_clock\", \"by\": \"45 min\"}";
        Order order = Runs.order(every("1 h", "\"rule\": \"ask\"", 3));
        RunResult alone = Runs.run(order, Runs.events("running", "3 h", jump), 4);
        assertEquals(1, doses(alone).size(), alone::toString);
        assertEquals(List.of(), alone.referee());
        assertFalse(Runs.raised(alone, AlarmCode.INFUSION_COMPLETE));
    }

    private static List<RunResult.Part> doses(RunResult result) {
        return result.parts().stream()
                .filter(part -> part.name().startsWith("dose"))
                .toList();
    }

    private static double startS(List<RunResult.Part> doses, int i) {
        return doses.get(i).startS().doubleValue();
    }
}
