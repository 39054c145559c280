package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.telemetry.message.OperatorMessage.BolusStatus;
import org.steadyflow.telemetry.message.OperatorMessage.CoursePiece;
import org.steadyflow.telemetry.message.OperatorMessage.CourseStatus;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;
import org.steadyflow.telemetry.message.OperatorMessage.TitrationStatus;

/** What people at the bedside are told about a whole order, on the prescriptions that ship as examples. */
class OrderOutlineTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "prescriptions");
    private static final long HOUR_MS = 3_600_000;
    private static final int TICKS_A_MINUTE = 20 * 60;

    private final Bench bench = new Bench(false);
    private final StatusBuilder builder = new StatusBuilder("p-1", 4, new PumpSetup(PumpSetup.CASSETTE, false, 1));

    @Test
    void aTaperIsToldAsRampPlateauAndRamp() throws IOException {
        accept("11-parenteral-nutrition.json");
        CourseStatus course = status().course();
        assertEquals(
                List.of("ramp up", "plateau", "ramp down"),
                course.pieces().stream().map(CoursePiece::name).toList());
        CoursePiece up = course.pieces().getFirst();
        assertEquals(0, up.fromNlPerH());
        assertEquals(181_818_181, up.toNlPerH());
        long lastsMs = course.pieces().stream().mapToLong(CoursePiece::lastsMs).sum();
        assertNear(12 * HOUR_MS, lastsMs, 2);
        assertEquals(0, course.elapsedMs());
        bench.tick(new Command.Start("nurse"));
        assertNear(60_000, status(TICKS_A_MINUTE).course().elapsedMs(), 1_000);
    }

    @Test
    void aRampDownThatBeganEarlyEndsTheCourseThatMuchSooner() throws IOException {
        accept("11-parenteral-nutrition.json");
        bench.tick(new Command.Start("nurse"));
        bench.ticks(TICKS_A_MINUTE);
        bench.tick(new Command.RampDown("nurse"));
        CourseStatus course = status().course();
        assertEquals("ramp down", course.pieces().getLast().name());
        long lastsMs = course.pieces().stream().mapToLong(CoursePiece::lastsMs).sum();
        assertTrue(lastsMs <= HOUR_MS + 61_000, () -> lastsMs + " ms");
        assertNear(60_000, course.elapsedMs(), 2_000);
    }

    @Test
    void stepsThatWaitForAPersonAreSaidToDoSoUntilTheLast() throws IOException {
        accept("12-immunoglobulin.json");
        assertTrue(status().course().asksAgain());
        accept("14-infliximab.json");
        assertEquals(5, status().course().pieces().size());
        assertFalse(status().course().asksAgain());
    }

    @Test
    void ratesThatMayBeChosenAreTheOnesOfThePrescription() throws IOException {
        accept("17-dobutamine.json");
        assertEquals(new TitrationStatus(4_200_000, 42_000_000, 4_200_000), status().titration());
        accept("07-hydration.json");
        assertEquals(TitrationStatus.NONE, status().titration());
    }

    @Test
    void dosesOnRequestAreToldWithTheirLimits() throws IOException {
        accept("08-morphine-pca.json");
        BolusStatus bolus = status().bolus();
        assertEquals(1_000_000, bolus.demandNl());
        assertEquals(0, bolus.clinicianNl());
        assertEquals(480_000, bolus.lockoutMs());
        assertEquals(0, bolus.capPerHourNl());
        assertEquals(20_000_000, bolus.capPerFourHoursNl());
        assertFalse(bolus.running());
        bench.tick(new Command.Start("nurse"));
        bench.ticks(3);
        bench.tick(new Command.RequestBolus(BolusLog.Kind.DEMAND, "patient"));
        assertTrue(status(10).bolus().running());
        assertEquals(1, status().bolus().granted());
        assertFalse(status(TICKS_A_MINUTE).bolus().running(), "1 mL at 120 mL/h takes half a minute");
    }

    private void accept(String example) throws IOException {
        bench.ticks(10);
        bench.tick(new Command.End("nurse"));
        bench.tick(new Command.Accept(order(example), "nurse"));
    }

    private static Order order(String example) throws IOException {
        return switch (PrescriptionReader.read(Files.readAllBytes(EXAMPLES.resolve(example)))) {
            case Reading.Accepted accepted ->
                Order.of(accepted.prescription(), accepted.canonicalText(), accepted.sha256());
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private OrderStatus status() {
        return status(3);
    }

    private OrderStatus status(int ticks) {
        Bench.Seen seen = bench.ticks(ticks);
        return builder.status(7, seen.input(), seen.record()).order();
    }

    private static void assertNear(long expectedMs, long ms, long toleranceMs) {
        assertTrue(Math.abs(ms - expectedMs) <= toleranceMs, () -> ms + " ms instead of " + expectedMs);
    }
}
