package org.steadyflow.simulator.bench.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;

/** The reckoning against flows whose integral is known: masses go in, never points of a flow. */
@Tag("REQ-200")
class FlowCurveProperties {
    private static final double HALF_MINUTE = 0.5;
    private static final List<Double> WINDOWS = List.of(1.0, 2.0, 5.0, 11.0, 19.0, 31.0);

    /** The masses of two hours, from the volume that has come by each minute. */
    private static FlowCurve twoHours(DoubleUnaryOperator mlByMinute) {
        double[] grams = new double[241];
        for (int i = 0; i < grams.length; i++) {
            grams[i] = mlByMinute.applyAsDouble(i * HALF_MINUTE) * Balance.DENSITY_G_PER_ML;
        }
        return new MassCurve(HALF_MINUTE, grams).flow();
    }

    @Property
    void aConstantFlowHasItsErrorAndNoTrumpet(
            @ForAll @DoubleRange(min = 0.1, max = 1000) double set,
            @ForAll @DoubleRange(min = -20, max = 20) double percent) {
        double real = set * (1 + percent / 100);
        FlowCurve second = twoHours(minute -> real * minute / 60).between(60, 120);

        assertEquals(percent, second.errorPercent(set), 1e-6);
        for (FlowCurve.Departure departure : second.trumpet(set, WINDOWS)) {
            assertEquals(percent, departure.leastPercent(), 1e-6);
            assertEquals(percent, departure.mostPercent(), 1e-6);
        }
    }

    /** Q = r (1 + s (t - 90)), t in minutes: over the second hour the mean is r, and a window's is its middle's. */
    @Property
    void aRampDepartsByHalfOfWhatTheWindowLeaves(@ForAll @DoubleRange(min = -1, max = 1) double percentPerMin) {
        double slope = percentPerMin / 100;
        FlowCurve second =
                twoHours(t -> 25 / 60.0 * (t + slope * (t * t / 2 - 90 * t))).between(60, 120);

        assertEquals(0, second.errorPercent(25), 1e-6);
        for (FlowCurve.Departure departure : second.trumpet(25, WINDOWS)) {
            double reach = Math.abs(percentPerMin) * (60 - departure.windowMin()) / 2;
            assertEquals(-reach, departure.leastPercent(), 1e-6);
            assertEquals(reach, departure.mostPercent(), 1e-6);
        }
    }

    /** A window of length P sees a ripple of amplitude a as a |sin x / x| at the most, x = pi P / period. */
    @Property
    void aRippleIsSeenAtMostAsItsMeanOverTheWindow(
            @ForAll @DoubleRange(min = 0, max = 30) double amplitude,
            @ForAll @DoubleRange(min = 0.3, max = 40) double periodMin,
            @ForAll @DoubleRange(min = 0, max = 6.28) double phase) {
        FlowCurve second = sinusoid(amplitude, periodMin, phase).between(60, 120);

        for (FlowCurve.Departure departure : second.trumpet(25, WINDOWS)) {
            double x = Math.PI * departure.windowMin() / periodMin;
            double most = amplitude * Math.abs(Math.sin(x) / x) + 1e-6;
            assertTrue(departure.mostPercent() <= most, departure::toString);
            assertTrue(departure.leastPercent() >= -most, departure::toString);
        }
    }

    private static FlowCurve sinusoid(double percent, double periodMin, double phase) {
        double omega = 2 * Math.PI / periodMin;
        double share = percent / 100;
        return twoHours(t -> 25 / 60.0 * (t - share / omega * (Math.cos(omega * t + phase) - Math.cos(phase))));
    }

    /** The trumpet of a 1.7 min ripple need not narrow from window to window: 11 min is wider than 5 min. */
    @Example
    void theKnownRippleHasTheKnownTrumpet() {
        FlowCurve second = sinusoid(10, 1.7, 0).between(60, 120);
        List<FlowCurve.Departure> trumpet = second.trumpet(25, WINDOWS);
        double[] known = {5.18, 1.42, 0.20, 0.49, 0.15, 0.12};

        for (int i = 0; i < known.length; i++) {
            FlowCurve.Departure departure = trumpet.get(i);
            assertEquals(known[i], departure.mostPercent(), 0.016, departure::toString);
            assertEquals(-known[i], departure.leastPercent(), 0.016, departure::toString);
        }
        assertEquals(0.03, Math.abs(second.errorPercent(25)), 0.005);
    }

    @Example
    void pointSamplesWouldGiveSixPercentWhereMassesGiveFive() {
        double[] points = new double[240];
        for (int i = 0; i < points.length; i++) {
            points[i] = 25 * (1 + 0.1 * Math.sin(2 * Math.PI * (i + 1) * HALF_MINUTE / 1.7));
        }
        FlowCurve wrong = new FlowCurve(HALF_MINUTE, points).between(60, 120);

        assertEquals(6.0, wrong.trumpet(25, List.of(1.0)).getFirst().mostPercent(), 0.05);
    }

    @Example
    void aWindowThatIsNoWholeNumberOfSamplesIsRefused() {
        FlowCurve flow = new FlowCurve(HALF_MINUTE, 1, 2, 3, 4);

        assertThrows(IllegalArgumentException.class, () -> flow.trumpet(1, List.of(0.75)));
        assertThrows(IllegalArgumentException.class, () -> flow.between(0, 2.5));
    }

    @Example
    void aWindowLongerThanTheCurveIsLeftOut() {
        FlowCurve flow = new FlowCurve(HALF_MINUTE, 1, 2, 3, 4);

        assertEquals(
                List.of(1.0, 2.0),
                flow.trumpet(1, List.of(1.0, 2.0, 5.0)).stream()
                        .map(FlowCurve.Departure::windowMin)
                        .toList());
    }
}
