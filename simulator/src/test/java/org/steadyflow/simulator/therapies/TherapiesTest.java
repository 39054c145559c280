package org.steadyflow.simulator.therapies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each therapy of the home, from its prescription file to the vein. */
@Tag("REQ-36")
class TherapiesTest {
    private static final long SEED = 1;

    static List<TherapyRow> rows() throws IOException {
        return TherapyTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void looksInTheLineAsItHasTo(TherapyRow row) throws IOException {
        TherapyRun.Outcome outcome = TherapyRun.run(row, SEED);

        assertEquals(List.of(), outcome.faults());
    }

    @Test
    void everyRowOfTheTableIsThere() throws IOException {
        List<Integer> ids = rows().stream().map(TherapyRow::id).toList();

        assertEquals(IntStream.rangeClosed(1, 25).boxed().toList(), ids);
    }

    @Test
    void aRowThatExpectsSomethingElseIsNotRight() throws IOException {
        TherapyRow hydration = rows().get(6);
        List<TherapyRow.Stretch> faster = List.of(new TherapyRow.Stretch(60, 6_000, 140));
        TherapyRow wrong = new TherapyRow(
                hydration.id(),
                hydration.therapy(),
                hydration.regimen(),
                hydration.prescription(),
                hydration.scenario(),
                hydration.mechanism(),
                1_100,
                faster,
                hydration.alarms());

        List<String> faults = TherapyRun.run(wrong, SEED).faults();

        assertEquals(2, faults.size(), faults::toString);
        assertTrue(faults.getFirst().contains("left the line, not 1100.000 mL"), faults::toString);
        assertTrue(faults.getLast().contains("not 140.000 mL/h"), faults::toString);
    }
}
