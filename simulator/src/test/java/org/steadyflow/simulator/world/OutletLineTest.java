package org.steadyflow.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The exact step against answers that are known otherwise. */
final class OutletLineTest {
    private static final WorldParameters.Filter NO_FILTER = new WorldParameters.Filter(false, 0, 0, 0);

    private static OutletLine line(double outletShare, double farShare) {
        WorldParameters.Line line = new WorldParameters.Line(
                2e-3, 10, 1, 1, 10, 1, new WorldParameters.Line.Shape(farShare, outletShare, 0));
        return new OutletLine(line, NO_FILTER, -600);
    }

    @Test
    void aStepOfFlowRisesAsTwoCompartmentsDoByFineSteps() {
        OutletLine line = line(0.3, 0.4);
        double near = 10;
        double far = 10;
        double mlPerMin = 3;
        int pieces = 10_000;
        double minutes = FluidLine.STEP_S / 60 / pieces;
        for (int step = 0; step < 60; step++) {
            line.step(Math.round(mlPerMin / 60 * FluidLine.STEP_S * Femtolitres.PER_ML));
            for (int piece = 0; piece < pieces; piece++) {
                double through = (near - far) / 7;
                double out = (far - 10) / 3;
                near += (mlPerMin - through) / 1.2e-3 * minutes;
                far += (through - out) / 0.8e-3 * minutes;
            }
            assertEquals(near, line.pa() / FluidLine.PA_PER_MMHG, 0.005, "step " + step);
        }
    }

    @Test
    void nearlyOneCompartmentDecaysByItsTimeConstant() {
        OutletLine line = line(0.999, 0.5);
        line.step(Math.round(0.01 * Femtolitres.PER_ML));
        double raised = 10 + 0.01 / 2e-3;
        for (int step = 0; step < 60; step++) {
            line.step(0);
        }
        // R C = 10 mmHg per mL/min x 2e-3 mL/mmHg = 1.2 s
        double expected = 10 + (raised - 10) * Math.exp(-0.61 / 1.2);
        assertEquals(expected, line.pa() / FluidLine.PA_PER_MMHG, 0.03);
    }

    @Test
    void aClosedOutletLetsNothingThrough() {
        OutletLine line = line(0.3, 0.4);
        line.kink(Occlusion.Place.CATHETER, Double.POSITIVE_INFINITY);
        for (int step = 0; step < 100_000; step++) {
            line.step(12_345_677);
        }
        assertEquals(0, line.patientFl());
        assertEquals(0, line.lastOutflowFl());
    }

    @Test
    void aBubbleIsCompressedByBoylesLaw() {
        OutletLine line = line(0.3, 0.4);
        line.kink(Occlusion.Place.MID_LINE, Double.POSITIVE_INFINITY);
        line.air(0.5);
        double before = boyleStored(line.pa() / FluidLine.PA_PER_MMHG);
        for (int step = 0; step < 500; step++) {
            line.step(Math.round(1e-3 * Femtolitres.PER_ML));
            line.followAir();
        }
        double after = boyleStored(line.pa() / FluidLine.PA_PER_MMHG);
        assertEquals(0.5, after - before, 0.003);
    }

    /** What 1.2e-3 mL/mmHg of tube and half a millilitre of air hold at this pressure beyond that at none. */
    private static double boyleStored(double mmHg) {
        return 1.2e-3 * mmHg + 0.5 * mmHg / (760 + mmHg);
    }
}
