package org.steadyflow.simulator.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A day of what {@code pump figures} drives for thirty. */
@Tag("REQ-04")
class ArithmeticFigureTest {
    @Test
    void plannerAndMotionEndWithinOneMicrostepOfTheExactTravel() {
        List<ArithmeticFigure.Figure> figures = ArithmeticFigure.run(1, () -> {});

        assertEquals(ArithmeticFigure.RATES_ML_PER_H.size(), figures.size());
        for (ArithmeticFigure.Figure figure : figures) {
            assertTrue(Math.abs(figure.errorMicrosteps()) <= 1, figure::toString);
            assertTrue(figure.idealMicrosteps() > 1_000_000, figure::toString);
            assertEquals(0, figure.droppedMs());
        }
    }
}
