package org.steadyflow.firmware.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-20")
class LineCheckTest {
    private static final DrugLibrary LIBRARY = Entries.library(
            Entries.named("amphotericin B", List.of("saline", "sodium chloride")),
            Entries.named("ceftriaxone", List.of("calcium gluconate")),
            Entries.named("calcium gluconate", List.of()));

    @Test
    void aDrugDoesNotFollowWhatItMustNotMeet() {
        LineHistory line = LineHistory.EMPTY.ran("calcium gluconate");
        assertEquals(
                List.of("drug.name: \"ceftriaxone\" must not meet \"calcium gluconate\", which is still in this line;"
                        + " flush the line first."),
                Given.sentences(LineCheck.check(LIBRARY, "ceftriaxone", line)));
    }

    @Test
    void itDoesNotMatterWhichOfTheTwoEntriesSaysSo() {
        LineHistory line = LineHistory.EMPTY.ran("cefTRIAXone");
        assertEquals(1, LineCheck.check(LIBRARY, "calcium gluconate", line).size());
    }

    @Test
    void aFlushBetweenThemIsEnough() {
        LineHistory line = LineHistory.EMPTY.ran("calcium gluconate").flushed("saline");
        assertEquals(List.of(), LineCheck.check(LIBRARY, "ceftriaxone", line));
    }

    @Test
    void aFlushWithTheWrongFluidIsNot() {
        LineHistory line = LineHistory.EMPTY.ran("ceftriaxone").flushed("sodium chloride 0.9 %");
        assertEquals(1, LineCheck.check(LIBRARY, "amphotericin B", line).size());
    }

    @Test
    void anotherDrugBetweenThemIsNoFlush() {
        LineHistory line = LineHistory.EMPTY.ran("calcium gluconate").ran("vancomycin");
        assertEquals(1, LineCheck.check(LIBRARY, "ceftriaxone", line).size());
    }

    @Test
    void aNewLineHoldsNothing() {
        assertEquals(List.of(), LineCheck.check(LIBRARY, "ceftriaxone", LineHistory.EMPTY));
    }

    @Test
    void whatRunsAgainIsKeptOnceAndTheOldestGoesFirst() {
        LineHistory line = LineHistory.EMPTY;
        for (int i = 0; i <= LineHistory.NAMES_MOST; i++) {
            line = line.ran("drug " + i);
        }
        assertEquals(LineHistory.NAMES_MOST, line.names().size());
        assertEquals("drug 1", line.names().getFirst());
        assertEquals("drug 1", line.ran("drug 1").names().getLast());
        assertEquals(LineHistory.NAMES_MOST, line.ran("drug 1").names().size());
    }
}
