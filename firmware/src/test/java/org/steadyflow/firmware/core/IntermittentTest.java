package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.telemetry.message.Event;

/** Doses by the wall clock: each at its time, or told and decided by the rule; none twice, none lost without a word. */
@Tag("REQ-26")
@Tag("REQ-27")
class IntermittentTest {
    private static final Duration INTERVAL = Duration.ofHours(12);
    private static final long DOSE_MICROSTEPS = 51_200;

    private static OrderBuilder doses(int count, MissedDoseRule rule) {
        return OrderBuilder.intermittent("0.1", "600", INTERVAL, count, rule);
    }

    /** Infuses the first dose and waits for the second. */
    private static FirmwareRig waiting(int count, MissedDoseRule rule) {
        FirmwareRig rig = FirmwareRig.infusing(doses(count, rule));
        rig.until(() -> rig.state.phase() == Phase.WAITING, "waiting");
        return rig;
    }

    /** Both clocks move, ticks and all, but a minute is one late tick. */
    private static void hours(FirmwareRig rig, long minutes) {
        for (long i = 0; i < minutes; i++) {
            rig.tickAfter(60_000_000_000L);
        }
    }

    private static long dosesGiven(FirmwareRig rig) {
        return rig.all(Event.PartStarted.class).stream()
                .filter(part -> part.dose() > 0)
                .count();
    }

    private static List<String> decisions(FirmwareRig rig) {
        return rig.all(Event.DoseMissed.class).stream()
                .map(Event.DoseMissed::decision)
                .toList();
    }

    @Test
    void theNextDoseIsDueAnIntervalAfterTheStartOfTheLast() {
        FirmwareRig rig = new FirmwareRig();
        rig.accept(doses(2, new MissedDoseRule.Ask()));
        hours(rig, 90);
        long startedMs = rig.wallMs;
        rig.start();
        rig.until(() -> rig.state.phase() == Phase.WAITING, "waiting");

        while (rig.state.phase() == Phase.WAITING) {
            rig.tickAfter(1_000_000_000L);
        }

        long intervalMs = rig.wallMs - startedMs;
        assertTrue(intervalMs >= INTERVAL.toMillis() && intervalMs <= INTERVAL.toMillis() + 2_000);
        assertEquals(List.of(), decisions(rig));
    }

    @Test
    void aLongPauseInADoseDoesNotMoveTheNext() {
        FirmwareRig rig = FirmwareRig.infusing(doses(2, new MissedDoseRule.Ask()));
        long startedMs = rig.wallMs;
        rig.pause();
        hours(rig, 60);
        rig.start();

        while (dosesGiven(rig) < 2) {
            rig.tickAfter(rig.state.phase() == Phase.INFUSING ? FirmwareRig.TICK_NS : 1_000_000_000L);
        }

        assertTrue(Math.abs(rig.wallMs - startedMs - INTERVAL.toMillis()) < 3_000);
    }

    @Test
    void aDoseThatWasDueInAPauseIsLeftOutByTheRuleSkipAndTold() {
        FirmwareRig rig = waiting(3, new MissedDoseRule.Skip());
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        rig.ticks(3);

        assertEquals(List.of("SKIP"), decisions(rig));
        assertEquals(Phase.WAITING, rig.state.phase());
        assertTrue(rig.alarms(AlarmRow.START_MISSED));
        hours(rig, 10 * 60);
        assertEquals(2, dosesGiven(rig));
        assertEquals(3, rig.all(Event.PartStarted.class).getLast().dose());
    }

    @Test
    @Tag("REQ-30")
    void aSkippedLastDoseIsNotCalledComplete() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.Skip());
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        rig.ticks(3);

        assertEquals(Phase.COMPLETE, rig.state.phase());
        assertFalse(rig.all(Event.PrescriptionEnded.class).getFirst().complete());
        assertFalse(rig.alarms(AlarmRow.INFUSION_COMPLETE));
        assertTrue(rig.alarms(AlarmRow.START_MISSED));
    }

    @Test
    void aSkippedDoseInTheMiddleIsNotForgottenAtTheEnd() {
        FirmwareRig rig = waiting(3, new MissedDoseRule.Skip());
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        hours(rig, 10 * 60);
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        rig.tick();

        assertFalse(rig.all(Event.PrescriptionEnded.class).getFirst().complete());
        assertTrue(rig.alarms(AlarmRow.INFUSION_COMPLETE), "the program is over all the same");
        assertEquals(2 * DOSE_MICROSTEPS, rig.motor.turned());
    }

    @Test
    void severalDosesMissedInOnePauseAreEachTold() {
        FirmwareRig rig = waiting(6, new MissedDoseRule.Skip());
        rig.pause();
        hours(rig, 40 * 60);
        rig.start();
        rig.ticks(5);

        assertEquals(List.of("SKIP", "SKIP", "SKIP"), decisions(rig));
        assertEquals(
                List.of(2, 3, 4),
                rig.all(Event.DoseMissed.class).stream()
                        .map(Event.DoseMissed::dose)
                        .toList());
        assertEquals(1, dosesGiven(rig));
    }

    @Test
    void givesLateWithinTheTimeOfTheRuleAndTellsIt() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.GiveLate(Duration.ofHours(3)));
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        rig.ticks(3);

        assertEquals(List.of("GIVE_LATE"), decisions(rig));
        assertEquals(Phase.INFUSING, rig.state.phase());
        assertTrue(rig.alarms(AlarmRow.START_MISSED));
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        assertEquals(2 * DOSE_MICROSTEPS, rig.motor.turned());
    }

    @Test
    void leavesOutWhatIsLaterThanTheRuleAllows() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.GiveLate(Duration.ofHours(1)));
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        rig.ticks(3);

        assertEquals(List.of("SKIP"), decisions(rig));
        assertEquals(DOSE_MICROSTEPS, rig.motor.turned());
    }

    @Test
    void theDoseAfterALateOneIsDueAnIntervalAfterItsStart() {
        FirmwareRig rig = waiting(3, new MissedDoseRule.GiveLate(Duration.ofHours(3)));
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        long lateStartMs = rig.wallMs;
        rig.until(() -> rig.state.phase() == Phase.WAITING, "waiting");

        while (rig.state.phase() == Phase.WAITING) {
            rig.tickAfter(1_000_000_000L);
        }

        assertTrue(Math.abs(rig.wallMs - lateStartMs - INTERVAL.toMillis()) < 3_000);
    }

    @Test
    @Tag("REQ-97")
    void asksAPersonAndWaitsHoweverLong() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.Ask());
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        hours(rig, 60);

        assertEquals(List.of("ASK"), decisions(rig));
        assertEquals(Phase.WAITING, rig.state.phase());
        assertTrue(rig.alarms(AlarmRow.START_MISSED));
        rig.acknowledge();
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.START_MISSED), "an acknowledgement gives no dose");

        rig.start();
        rig.ticks(3);
        assertEquals(Phase.INFUSING, rig.state.phase());
        assertFalse(rig.alarms(AlarmRow.START_MISSED));
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        assertEquals(2 * DOSE_MICROSTEPS, rig.motor.turned());
    }

    @Test
    void anAskedForDoseNeedsAClosedDoorAndNoStop() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.Ask());
        rig.pause();
        hours(rig, 14 * 60);
        rig.start();
        rig.ticks(2);
        rig.doorClosed = false;

        rig.start();

        assertEquals(Phase.WAITING, rig.state.phase());
        assertEquals(
                "the door is open; close it first",
                rig.all(Event.CommandRefused.class).getLast().reason());
    }

    @Test
    @Tag("REQ-98")
    void aClockThatJumpsForwardsGivesNoDoseUntilAPersonHasSeenIt() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.GiveLate(Duration.ofHours(3)));
        rig.wallPasses(INTERVAL);
        rig.ticks(100);

        assertTrue(rig.alarms(AlarmRow.CLOCK_UNSURE));
        assertEquals(Phase.WAITING, rig.state.phase());
        assertEquals(DOSE_MICROSTEPS, rig.motor.turned());
        rig.wallPasses(INTERVAL.negated());
        rig.acknowledge();
        rig.ticks(3);
        assertEquals(Phase.WAITING, rig.state.phase());
    }

    @Test
    @Tag("REQ-98")
    void aClockThatReadsEarlierThanTheLastDoseStaysUnsureWhoeverAcknowledgesIt() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.Ask());
        rig.wallPasses(Duration.ofDays(-7_000));
        rig.ticks(2);
        rig.acknowledge();
        rig.ticks(5);

        assertTrue(rig.alarms(AlarmRow.CLOCK_UNSURE), "else the dose would be silent for nineteen years");
    }

    @Test
    @Tag("REQ-98")
    void anAcknowledgedClockOpensTheDosesAgain() {
        FirmwareRig rig = waiting(2, new MissedDoseRule.Ask());
        rig.wallPasses(Duration.ofHours(-1).plusSeconds(3));
        rig.ticks(2);
        assertTrue(rig.alarms(AlarmRow.CLOCK_UNSURE));
        rig.wallPasses(Duration.ofHours(1).minusSeconds(3));
        rig.ticks(2);
        rig.acknowledge();
        rig.ticks(2);
        assertFalse(rig.alarms(AlarmRow.CLOCK_UNSURE));

        hours(rig, 12 * 60 + 1);

        assertEquals(2, dosesGiven(rig));
    }

    @Test
    @Tag("REQ-31")
    void aRunningDoseDoesNotCareForTheWallClock() {
        FirmwareRig jumping = FirmwareRig.infusing(OrderBuilder.continuous("1", "120"));
        FirmwareRig steady = FirmwareRig.infusing(OrderBuilder.continuous("1", "120"));
        for (int i = 0; i < 500; i++) {
            jumping.wallPasses(Duration.ofHours(i % 7 - 3));
            jumping.tick();
            steady.tick();
            assertEquals(steady.record().command(), jumping.record().command());
        }
    }

    @Test
    @Tag("REQ-29")
    void theKeepOpenFlowEndsAtItsLimitAndIsNotCounted() {
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600").keptOpen("10", "0.01"));
        rig.until(() -> rig.state.phase() == Phase.WAITING, "kept open");
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.KVO_RUNNING));

        rig.run(Duration.ofSeconds(30));

        assertEquals(DOSE_MICROSTEPS + 5_120, rig.motor.turned());
        assertFalse(rig.alarms(AlarmRow.KVO_RUNNING));
        rig.pause();
        rig.start();
        rig.run(Duration.ofSeconds(30));
        assertEquals(DOSE_MICROSTEPS + 5_120, rig.motor.turned());
    }

    @Test
    @Tag("REQ-93")
    void keepOpenBetweenDosesIsNoKeepOpenAfterTheEnd() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.keptOpenBetween("0.1", "600", Duration.ofMinutes(2), 2));
        rig.until(() -> rig.state.phase() == Phase.WAITING, "kept open");
        rig.run(Duration.ofSeconds(10));

        assertFalse(rig.alarms(AlarmRow.KVO_RUNNING));
        assertTrue(rig.motor.turned() > DOSE_MICROSTEPS + 1_000);
    }
}
