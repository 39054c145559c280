package org.steadyflow.firmware.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.OperatorMessage.AlarmStatus;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;
import org.steadyflow.telemetry.message.OperatorMessage.Status;

class StatusBuilderTest {
    private static final long TEN_ML_NL = 10_000_000;

    private final Bench bench = new Bench(false);
    private final StatusBuilder builder = new StatusBuilder("p-1", 4, new PumpSetup(PumpSetup.CASSETTE, false, 1));

    @Test
    void anIdlePumpSaysSoAndHasNoOrder() {
        Status status = statusOf(bench.ticks(10));
        assertEquals("IDLE", status.phase());
        assertEquals("p-1", status.pump());
        assertEquals(4, status.boot());
        assertEquals(7, status.tick());
        assertEquals("", status.order().prescriptionId());
        assertEquals(List.of(), status.alarms());
        assertEquals(-1, status.pharmacySeenMs());
        assertEquals(12, status.line().downstreamMmhg());
        assertEquals(300, status.line().downstreamLimitMmhg());
        assertTrue(status.line().doorClosed());
    }

    @Test
    void aRunningDoseShowsWhatIsGivenAndWhatIsLeft() {
        infuse();
        OrderStatus order = statusOf(bench.ticks(20 * 36)).order();
        assertEquals("vancomycin", order.drug());
        assertEquals("5 mg/mL", order.concentration());
        assertEquals("dose 1", order.partName());
        assertEquals(1, order.dose());
        assertEquals(3, order.doses());
        assertEquals(100_000_000, order.rateNlPerH());
        assertEquals(TEN_ML_NL, order.partProgrammedNl());
        assertEquals(3 * TEN_ML_NL, order.totalProgrammedNl());
        assertBetween(990_000, order.partLowerNl(), 1_010_000, "36 s at 100 mL/h");
        assertEquals(order.partLowerNl(), order.totalLowerNl());
        assertBetween(order.partLowerNl(), order.partUpperNl(), order.partLowerNl() + 30, "an encoder count");
        assertBetween(323_000, order.timeLeftMs(), 325_000, "of 6 min");
        assertBetween(3_599_000, order.nextDoseWallMs() - Bench.START_WALL_MS, 3_602_000, "from the start of this one");
    }

    @Test
    void betweenDosesItSaysWhenTheNextOneIsDue() {
        infuse();
        Bench.Seen seen = bench.ticks(20 * 365);
        Status status = statusOf(seen);
        assertEquals("WAITING", status.phase());
        assertEquals(0, status.order().dose());
        assertEquals(-1, status.order().timeLeftMs());
        assertEquals(TEN_ML_NL, status.order().totalLowerNl(), "what a count hides is not missing");
        assertBetween(3_599_000, status.order().nextDoseWallMs() - Bench.START_WALL_MS, 3_602_000, "an hour");
    }

    @Test
    void anAlarmIsShownWithItsAgeUntilItIsOver() {
        infuse();
        bench.tick(new Command.Pause("nurse"));
        AlarmStatus alarm = statusOf(bench.ticks(20 * 603)).alarms().getFirst();
        assertEquals(AlarmCode.PAUSED_TOO_LONG, alarm.code());
        assertBetween(2_000, alarm.raisedAgoMs(), 4_000, "raised after ten minutes");
        assertTrue(alarm.causeHolds());
        assertTrue(alarm.endsByItself(), "a pause that is over needs nobody to say so");
        bench.tick(new Command.PauseAudio("nurse"));
        assertBetween(118_000, statusOf(bench.ticks(20)).audioPausedMs(), 120_000, "two minutes");
    }

    @Test
    void theTimeSinceThePharmacyIsShownWhereOneIsExpected() {
        Bench linked = new Bench(true);
        StatusBuilder ofLinked = new StatusBuilder("p-1", 1, new PumpSetup(PumpSetup.CASSETTE, true, 1));
        linked.tick(new Command.PharmacyPresent("A. Pharmacist"));
        Bench.Seen seen = linked.ticks(40);
        assertEquals(2_000, ofLinked.status(1, seen.input(), seen.record()).pharmacySeenMs());
    }

    private void infuse() {
        bench.ticks(10);
        bench.tick(new Command.Accept(Bench.order(), "nurse"));
        bench.ticks(3);
        bench.tick(new Command.Start("nurse"));
    }

    private Status statusOf(Bench.Seen seen) {
        return builder.status(7, seen.input(), seen.record());
    }

    private static void assertBetween(long least, long value, long most, String why) {
        assertTrue(
                least <= value && value <= most,
                () -> value + " is not between " + least + " and " + most + ": " + why);
    }
}
