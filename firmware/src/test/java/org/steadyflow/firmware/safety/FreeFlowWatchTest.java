package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.hal.device.EnclosureSample;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.LineSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Pressure;

/** Free flow by the pressures alone, from both sides of each threshold. */
@Tag("REQ-110")
class FreeFlowWatchTest {
    private static final EnclosureSample CLOSED = new EnclosureSample(true, Keys.RELEASED, 25_000);
    private static final EnclosureSample OPEN = new EnclosureSample(false, Keys.RELEASED, 25_000);
    private static final EnclosureSample SET_OUT =
            new EnclosureSample(true, false, Keys.RELEASED, 25_000, Supervision.QUIET);

    private FreeFlowWatch watch = FreeFlowWatch.START;
    private long nowNs;

    private void pass(int ticks, EnclosureSample enclosure, int upMmHg, int downMmHg) {
        for (int i = 0; i < ticks; i++) {
            nowNs += SafetySamples.TICK_NS;
            LineSample line = new LineSample(Pressure.ofMmHg(upMmHg), Pressure.ofMmHg(downMmHg), 1_800);
            watch = watch.next(line, enclosure, false, nowNs);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 8, true", "33, 8, false", "32, 7, false", "21, 19, true", "40, 10, false", "-5, 0, false"})
    void bothSidesMustHaveComeAFifthOfTheWay(int upMmHg, int downMmHg, boolean flows) {
        pass(41, CLOSED, 40, 0);
        pass(16, OPEN, upMmHg, downMmHg);
        assertEquals(flows, watch.runs());
    }

    @Test
    void aSetOutOfItsPlaceCountsLikeAnOpenDoor() {
        pass(41, CLOSED, 40, 0);
        pass(16, SET_OUT, 25, 15);
        assertTrue(watch.runs());
    }

    @Test
    void fifteenSamplesAreNotEnoughAndOneThatIsQuietBeginsAnew() {
        pass(41, CLOSED, 40, 0);
        pass(15, OPEN, 25, 15);
        assertFalse(watch.runs());
        pass(1, OPEN, 40, 0);
        pass(15, OPEN, 25, 15);
        assertFalse(watch.runs());
        pass(1, OPEN, 25, 15);
        assertTrue(watch.runs());
    }

    @ParameterizedTest
    @CsvSource({"10, true", "9, false"})
    void aDifferenceThatDrivesNothingIsNotWatched(int driveMmHg, boolean watched) {
        pass(41, CLOSED, driveMmHg, 0);
        pass(16, OPEN, driveMmHg / 2, driveMmHg / 2);
        assertEquals(watched, watch.runs());
    }

    @Test
    void itHoldsUntilAllIsClosed() {
        pass(41, CLOSED, 40, 0);
        pass(16, OPEN, 25, 15);
        pass(100, OPEN, 40, 0);
        assertTrue(watch.runs());
        pass(1, CLOSED, 40, 0);
        assertFalse(watch.runs());
    }

    @Test
    void whatTheLineStoredMayRunOffForASecond() {
        pass(41, CLOSED, 40, 0);
        LineSample pumping = new LineSample(Pressure.ofMmHg(20), Pressure.ofMmHg(20), 1_800);
        nowNs += SafetySamples.TICK_NS;
        watch = watch.next(pumping, CLOSED, true, nowNs);
        pass(20, OPEN, 20, 20);
        assertFalse(watch.runs());
        pass(15, OPEN, 20, 20);
        assertFalse(watch.runs());
        pass(1, OPEN, 20, 20);
        assertTrue(watch.runs(), "1.8 s after the door opened");
    }
}
