package org.steadyflow.simulator.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.emulated.ReferenceBoard;

class FiguresTest {
    @Test
    @Tag("REQ-83")
    void theMotorStandsWithinThreeTicksOfTheTruePressureCrossingItsLimit() throws IOException {
        OcclusionFigure.Figure figure = OcclusionFigure.run(3, () -> {});

        assertTrue(figure.mostTicks() <= 3, figure::toString);
        assertEquals(300, figure.limitMmHg());
    }

    @Test
    @Tag("REQ-109")
    void aTapThatIsOpenedHalfAMinuteAfterTheAlarmReleasesLittle() throws IOException {
        for (Mechanism mechanism : List.of(new Mechanism.Cassette(), Mechanism.Syringe.ML_60)) {
            for (ReleaseFigure.Figure figure : ReleaseFigure.run(mechanism, 3, () -> {})) {
                assertTrue(figure.releasedUl() <= 200, figure::toString);
                // no blood either: what is left is above the pressure of the vein
                assertTrue(figure.releasedUl() >= 0, figure::toString);
                assertTrue(figure.storedUl() > 0.9 * figure.limitMmHg() * figure.setUlPerMmHg(), figure::toString);
            }
        }
    }

    /** Bits and waits of emulated buses are counted, not timed: every run gives the same. */
    @Test
    @Tag("REQ-363")
    void noTicksInputAndOutputTakesMoreThanHalfOfIt() throws IOException {
        BusFigure.Figure figure = BusFigure.run(ReferenceBoard.file());

        assertTrue(figure.worstUs() <= 25_000, figure::toString);
        assertTrue(figure.worstI2cUs() > 10_000, "a renewal of the ledger's copy is in it");
        assertTrue(figure.meanUs() < figure.worstUs() && figure.meanUs() > 1_000, figure::toString);
    }

    @Test
    void aDiskThatStallsForASecondSlowsNothingWhereTheFramWorksAndAFastPumpWhereItIsDead() throws IOException {
        DiskStallFigure.Figure whole = DiskStallFigure.run(Duration.ofSeconds(1), DiskStallFigure.Copy.FRAM, () -> {});
        DiskStallFigure.Figure alone = DiskStallFigure.run(Duration.ofSeconds(1), DiskStallFigure.Copy.NONE, () -> {});

        assertEquals(0, whole.behindUl(), whole::toString);
        assertTrue(alone.unslowedMlPerH() >= 100, alone::toString);
        assertTrue(alone.behindUl() > 0, alone::toString);
        assertTrue(alone.slowedMlPerH() < 900, "the figure's own stalls must be able to slow a pump");
    }
}
