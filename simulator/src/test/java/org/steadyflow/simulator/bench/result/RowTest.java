package org.steadyflow.simulator.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-201")
class RowTest {
    private static Row error(double percent) {
        return Row.against(Target.EACH_SET, TestName.MEAN_ERROR, "a set", percent, Unit.PERCENT);
    }

    @Test
    void aFigureAtItsLimitIsMet() {
        assertEquals(Optional.of(true), error(6).met());
        assertEquals(Optional.of(true), error(-6).met());
        assertFalse(error(6).isMissed());
    }

    @Test
    void aFigureBeyondItsLimitIsMissedByTheRest() {
        Row row = error(-7.25);

        assertTrue(row.isMissed());
        assertEquals(1.25, row.limit().orElseThrow().missedBy(row.value()), 1e-9);
    }

    @Test
    void whatTheBalanceCannotTellIsNotJudged() {
        assertFalse(error(6.004).isMissed());
        assertTrue(error(6.006).isMissed());
    }

    @Test
    void aFigureWithoutATargetIsNeitherMetNorMissed() {
        Row row = Row.reported(TestName.BATTERY, "dark", 8, Unit.HOURS);

        assertEquals(Optional.empty(), row.met());
        assertFalse(row.isMissed());
    }

    @Test
    void whatIsNoNumberIsNoFigure() {
        assertThrows(IllegalArgumentException.class, () -> error(Double.NaN));
    }

    @Test
    void limitsAreWrittenAsPeopleSayThem() {
        assertEquals("-6 to 6", Target.EACH_SET.limit().toString());
        assertEquals("at most 0.2", Target.RELEASED.limit().toString());
        assertEquals("at least 100", Target.BUBBLE_FOUND.limit().toString());
        assertThrows(IllegalArgumentException.class, () -> new Limit(2, 1));
    }
}
