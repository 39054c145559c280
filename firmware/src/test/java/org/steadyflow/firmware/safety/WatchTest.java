package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.hal.quantity.Pressure;

/** Parts of the detectors that no run of the pump shows alone. */
class WatchTest {
    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, false", "3, true", "4, false", "5, true", "6, true", "7, true"})
    void twoOfTheLastThreeSamplesDecide(int history, boolean holds) {
        assertEquals(holds, TwoOfThree.holds(history));
        assertEquals(((history << 1) & 7) + 1, TwoOfThree.push(history, true));
        assertEquals((history << 1) & 7, TwoOfThree.push(history, false));
    }

    @Test
    void aWindowIsTheSumOfTheLastThirtyAmounts() {
        Window window = Window.EMPTY;
        for (int i = 1; i <= 29; i++) {
            window = window.push(i);
        }
        assertFalse(window.isFull());
        window = window.push(30);
        assertTrue(window.isFull());
        assertEquals(465, window.sum());
        assertEquals(465 - 1 + 100, window.push(100).sum());
    }

    @Test
    void aBaselineIsTheMeanOfTheFirstSecond() {
        Baseline baseline = Baseline.NONE;
        for (int i = 0; i < Baseline.SAMPLES; i++) {
            assertFalse(baseline.isKnown());
            baseline = baseline.with(Pressure.ofPascals(-1_000 - i));
        }
        assertTrue(baseline.isKnown());
        assertEquals(-1_010, baseline.meanPa());
        assertEquals(baseline, baseline.with(Pressure.ofPascals(5)));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "0, true", "-5, true"})
    @Tag("REQ-91")
    void aContainerWithNothingLeftByItsCountIsEmpty(long left, boolean empty) {
        Observation now = SafetySamples.observation(0);

        ContainerWatch watch = ContainerWatch.START.next(
                now.sample().line(), SafetySamples.flowing(left), now.microstep(), AirWatch.START);

        assertEquals(empty, watch.empty());
    }

    @Test
    @Tag("REQ-99")
    void aCommitThatIsLateIsNoLongerLateWhenItIsDurable() {
        Standing late = new Standing(
                false,
                false,
                0,
                0,
                false,
                false,
                false,
                Standing.COMMIT_LATE_NS + 1,
                false,
                false,
                false,
                0,
                Outlook.NOTHING);
        Standing inTime = new Standing(
                false,
                false,
                0,
                0,
                false,
                false,
                false,
                Standing.COMMIT_LATE_NS,
                false,
                false,
                false,
                0,
                Outlook.NOTHING);

        assertEquals(AlarmRow.JOURNAL_LATE.bit(), late.causes(TherapyTraits.USUAL));
        assertEquals(0, inTime.causes(TherapyTraits.USUAL));
    }
}
