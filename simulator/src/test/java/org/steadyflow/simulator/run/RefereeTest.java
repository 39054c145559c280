package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.world.ConservationViolation;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Priority;

/** The judge judged: each rule is broken once, alone, and its check names it. */
@Tag("REQ-160")
@Tag("REQ-161")
class RefereeTest {
    /** 50 uL, the least and at 60 mL/h the greatest authority. */
    private static final long AUTHORITY = 25_600;

    private RefereeRig rig;

    @BeforeEach
    void sixtyMillilitresAnHour() throws IOException {
        rig = new RefereeRig(Runs.continuous("10 mL", "60 mL/h"));
    }

    @Test
    void isSilentWhereEveryRuleIsKept() throws IOException {
        rig.accepted();
        rig.grant(0, 0, AUTHORITY);
        rig.moveTo(AUTHORITY);
        rig.grant(AUTHORITY, 0, 2 * AUTHORITY);
        rig.moveTo(2 * AUTHORITY);
        assertEquals(List.of(), rig.violations());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, AUTHORITY / 2})
    void check1SeesAShaftBehindTheRecordedInterval(long travel) throws IOException {
        rig.accepted();
        rig.grant(0, 0, AUTHORITY);
        rig.moveTo(travel);
        rig.grant(travel + 15, 0, travel + AUTHORITY);
        rig.pass(1);
        assertOnly(1);
    }

    @Test
    @Tag("REQ-45")
    void isSilentWhileTheShaftTurnsBackInsideItsReverseAuthority() throws IOException {
        rig.accepted();
        rig.grant(0, 0, AUTHORITY);
        rig.moveTo(AUTHORITY);
        rig.grantReverse(AUTHORITY, AUTHORITY + 13, 9_000);
        rig.turnBackTo(AUTHORITY - 9_000);
        rig.grant(AUTHORITY - 9_000, 0, AUTHORITY);
        rig.pass(1);
        assertEquals(List.of(), rig.violations());
    }

    @Test
    @Tag("REQ-45")
    void check5SeesAShaftThatTurnsBackWithoutReverseAuthority() throws IOException {
        rig.accepted();
        rig.grant(0, 0, AUTHORITY);
        rig.moveTo(AUTHORITY);
        rig.turnBackTo(AUTHORITY - 5);
        assertOnly(5);
    }

    @Test
    @Tag("REQ-45")
    void check1SeesAShaftThatTurnsBackBeyondItsReverseAuthority() throws IOException {
        rig.accepted();
        rig.grant(0, 0, AUTHORITY);
        rig.moveTo(AUTHORITY);
        rig.grantReverse(AUTHORITY, AUTHORITY + 13, 9_000);
        rig.turnBackTo(AUTHORITY - 9_015);
        assertOnly(1);
    }

    @Test
    @Tag("REQ-45")
    void check5SeesAReverseAuthorityOfMoreThanTwoMillilitres() throws IOException {
        rig.accepted();
        rig.grantReverse(0, 13, 1_024_000);
        rig.grantReverse(0, 13, 1_024_001);
        assertOnly(5);
    }

    @Test
    void check2SeesAnIntervalWiderThanOneAuthority() throws IOException {
        rig.accepted();
        rig.grant(0, 0, AUTHORITY + 15);
        assertOnly(2);
    }

    @Test
    void check2SeesMoreWidthThanTheStopsThatLostThePositionAllow() throws IOException {
        rig.accepted();
        rig.grant(0, 1, AUTHORITY);
        assertOnly(2);
    }

    @Test
    void check2AllowsOneAuthorityForEachPowerCutAndNoMore() throws IOException {
        rig.accepted();
        rig.referee.powerCut();
        rig.write(alarm(AlarmCode.VOLUME_UNSURE));
        rig.world.cutPower();
        rig.world.restorePower();
        rig.grant(0, AUTHORITY, 2 * AUTHORITY);
        assertEquals(List.of(), without(10));
        rig.grant(0, AUTHORITY + 1, 2 * AUTHORITY);
        assertTrue(rig.violations().toString().contains("check 2"), rig.violations()::toString);
    }

    @Test
    void check2SeesALostPositionThatNoAlarmTells() throws IOException {
        rig.accepted();
        rig.referee.powerCut();
        rig.grant(0, AUTHORITY, AUTHORITY);
        assertOnly(2);
    }

    @Test
    void check3SeesADoseThatIsStartedTwice() throws IOException {
        rig.accepted();
        rig.write(dose(1));
        rig.write(dose(2));
        assertEquals(List.of(), rig.violations());
        rig.write(dose(1));
        assertOnly(3);
    }

    @Test
    void check3SeesMoreThanTheWholeOrder() throws IOException {
        rig = new RefereeRig(Runs.continuous("1 mL", "60 mL/h"));
        rig.accepted();
        infuse(512_000 + 1_000);
        assertOnly(3);
    }

    @Test
    void check4SeesMoreThanTheRateAllowsInAnHour() throws IOException {
        rig = new RefereeRig(Runs.continuous("200 mL", "60 mL/h"));
        rig.accepted();
        infuse(61 * 512_000);
        assertOnly(4);
    }

    @Test
    void check4SeesADoseThatStartsBeforeItsInterval() throws IOException {
        rig = new RefereeRig(Runs.order(IntermittentTest.every("1 h", "\"rule\": \"ask\"", 3)));
        rig.accepted();
        rig.write(dose(1));
        rig.pass(Duration.ofMinutes(59).toNanos());
        rig.write(dose(2));
        assertEquals(List.of(), rig.violations());
        rig.pass(Duration.ofMinutes(58).toNanos());
        rig.write(dose(3));
        assertOnly(4);
    }

    @Test
    void check4SeesMoreThanADoseSinceADoseStarted() throws IOException {
        rig = new RefereeRig(Runs.order(IntermittentTest.every("1 h", "\"rule\": \"ask\"", 3)));
        rig.accepted();
        rig.write(dose(1));
        infuse(10 * 512_000);
        assertEquals(List.of(), rig.violations());
        infuse(11 * 512_000);
        assertOnly(4);
    }

    @Test
    void check5SeesAMotorThatMovesBeforeThereIsAPrescription() throws IOException {
        rig.moveTo(1_000);
        assertOnly(5);
    }

    @Test
    void check5SeesAMotorThatMovesWithoutAuthority() throws IOException {
        rig.accepted();
        rig.moveTo(1_000);
        assertOnly(5);
    }

    @Test
    void checks5And1SeeAMotorThatOvershootsItsAuthority() throws IOException {
        rig.accepted();
        rig.grant(0, 0, 1_000);
        rig.moveTo(1_000);
        assertEquals(List.of(), rig.violations());
        rig.moveTo(1_015);
        assertChecks("check 5", "check 1");
    }

    @Test
    void check5ForgetsTheAuthorityOfAnotherOrder() throws IOException {
        rig.grant(0, 0, AUTHORITY);
        rig.accepted();
        rig.moveTo(1_000);
        assertOnly(5);
    }

    @Test
    void check8SeesAFlippedBit() throws IOException {
        rig.accepted();
        rig.write(dose(1));
        rig.disk.journal().flip(rig.disk.journal().names().getFirst(), 100, 1);
        assertTrue(rig.violations().getFirst().startsWith("check 8"), rig.violations()::toString);
    }

    @Test
    void check8IsContentWithABreakThatTheNextStartJournals() throws IOException {
        rig.accepted();
        rig.write(dose(1));
        rig.disk.journal().flip(rig.disk.journal().names().getFirst(), 100, 1);
        SimulatedPump.boot(rig.world, rig.disk, (_, _) -> {});
        rig.referee.pumpStarted();
        assertEquals(List.of(), rig.violations());
    }

    @ParameterizedTest
    @EnumSource
    void check10SeesAnAlarmWithoutACause(AlarmCode code) throws IOException {
        rig.accepted();
        rig.pass(Duration.ofMinutes(3).toNanos());
        rig.write(alarm(code));
        assertOnly(10);
    }

    @Test
    void check10IsContentWithAnAlarmThatHasOne() throws IOException {
        rig.accepted();
        rig.world.kinkDownstream(100);
        rig.world.openDoor();
        rig.world.insertBubble(Volume.ofMicrolitres(200));
        rig.world.jumpClock(3_600_000);
        rig.pass(1);
        for (AlarmCode code : List.of(
                AlarmCode.OCCLUSION_DOWNSTREAM, AlarmCode.DOOR_OPEN, AlarmCode.AIR_SINGLE, AlarmCode.CLOCK_UNSURE)) {
            rig.write(alarm(code));
        }
        assertEquals(List.of(), rig.violations());
    }

    @Test
    void check10ForgetsACauseThatIsLongOver() throws IOException {
        rig.accepted();
        rig.world.openDoor();
        rig.pass(1);
        rig.world.closeDoor();
        rig.pass(Duration.ofMinutes(3).toNanos());
        rig.write(alarm(AlarmCode.DOOR_OPEN));
        assertOnly(10);
    }

    @Test
    void check20SeesAWorldThatLosesLiquid() throws IOException {
        rig.referee.judgeWorld(Optional.of(new ConservationViolation(1, -5)));
        assertOnly(20);
    }

    @Test
    void whatIsSaidManyTimesIsCutShort() throws IOException {
        rig.accepted();
        for (int i = 0; i < Referee.LIMIT + 10; i++) {
            rig.write(dose(1));
        }
        assertEquals(Referee.LIMIT + 1, rig.violations().size());
        assertEquals("and more", rig.violations().getLast());
    }

    /** The ledger and the journal are read by two readers each; both must see the same. */
    @Test
    void itsOwnReadersSeeWhatThePumpsReadersSee() throws IOException {
        Order order = Runs.continuous("3 mL", "120 mL/h");
        RunResult result = Runs.run(order, Runs.exampleScenario("power-cut"), 3);
        assertEquals(List.of(), result.referee());
        RefereeRig written = new RefereeRig(order);
        LedgerTail tail = LedgerTail.of(written.disk.ledger());
        written.accepted();
        for (int i = 0; i < 200; i++) {
            written.grant(i, 0, i + 1);
            long seen = i % 3 == 0 ? tail.readAll().settled() : tail.read().settled();
            assertEquals(i, seen);
        }
        assertEquals(200, LedgerTail.of(written.disk.ledger()).readAll().number());
    }

    @Test
    void theJournalsTailHandsOutEachLineOnceAcrossSegments() throws IOException {
        int lines = 4_000;
        long[] next = {1};
        JournalTail tail = new JournalTail(rig.disk.journal());
        for (int i = 0; i < lines; i++) {
            rig.write(new Event.ShortfallDropped(0, i, "x".repeat(300)));
            if (i % 700 == 0) {
                tail.read(entry -> assertEquals(next[0]++, entry.seq()));
            }
            if (i % 900 == 0) {
                tail.restart();
            }
        }
        tail.read(entry -> assertEquals(next[0]++, entry.seq()));
        assertEquals(lines, next[0] - 1);
        assertTrue(rig.disk.journal().names().size() > 1, "one segment of " + JournalLimits.DEFAULT.segmentBytes());
    }

    private void infuse(long travel) throws IOException {
        long from = rig.world.truth().shaftMicrosteps();
        for (long at = from; at < travel; at += AUTHORITY / 2) {
            rig.grant(at, 0, at + AUTHORITY / 2);
            rig.moveTo(Math.min(at + AUTHORITY / 2, travel));
        }
        rig.pass(Duration.ofSeconds(31).toNanos());
    }

    private List<String> without(int check) throws IOException {
        return rig.violations().stream()
                .filter(violation -> !violation.startsWith("check " + check + " "))
                .toList();
    }

    private void assertOnly(int check) throws IOException {
        List<String> violations = rig.violations();
        assertTrue(!violations.isEmpty(), "the referee saw nothing");
        assertEquals(List.of(), without(check));
    }

    private void assertChecks(String... checks) throws IOException {
        List<String> violations = rig.violations();
        assertEquals(checks.length, violations.size(), violations::toString);
        for (int i = 0; i < checks.length; i++) {
            assertTrue(violations.get(i).startsWith(checks[i]), violations::toString);
        }
    }

    private static Event dose(int dose) {
        return new Event.PartStarted("TEST", 2 * dose - 2, "DELIVER", "dose " + dose, dose, 0, 0, 0, 1_000, 1_000);
    }

    private static Event alarm(AlarmCode code) {
        return new Event.AlarmRaised(1, code, Priority.HIGH, "STOP", "for a test");
    }
}
