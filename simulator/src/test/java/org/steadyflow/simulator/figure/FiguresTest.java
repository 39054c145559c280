package org.steadyflow.simulator.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    @Tag("REQ-83")
    void theMotorStandsWithinThreeTicksOfTheTruePressureCrossingItsLimit() throws IOException {
        OcclusionFigure.Figure figure = OcclusionFigure.run(3, () -> {});

        assertTrue(figure.mostTicks() <= 3, figure::toString);
        assertEquals(300, figure.limitMmHg());
    }

    @Test
    void aDiskThatStallsForASecondSlowsNothingAtAHundredMillilitresAnHourButAFasterPump() throws IOException {
        DiskStallFigure.Figure figure = DiskStallFigure.run(Duration.ofSeconds(1), () -> {});

        assertTrue(figure.unslowedMlPerH() >= 100, figure::toString);
        assertTrue(figure.behindUl() > 0, figure::toString);
        assertTrue(figure.slowedMlPerH() < 999, "the figure's own stalls must be able to slow a pump");
    }
}
