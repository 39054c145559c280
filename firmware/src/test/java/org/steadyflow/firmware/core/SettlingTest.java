package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.telemetry.message.Event;

/** What a start makes of what the stores know and where the shaft stands. */
class SettlingTest {
    private static final long COUNT = MotorSample.ENCODER_RESOLUTION_MICROSTEPS;
    private static final long ONE_ML = 512_000;
    private static final Duration SECONDS = Duration.ofSeconds(20);

    private static OrderBuilder order() {
        return OrderBuilder.continuous("1", "120").resumingWithin(Duration.ofMinutes(5));
    }

    private static Event.Recovered recovered(FirmwareRig rig) {
        return rig.all(Event.Recovered.class).getLast();
    }

    @Test
    @Tag("REQ-54")
    void aSurvivingPositionLeavesOneEncoderCountOfDoubt() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        for (int i = 0; i < 8; i++) {
            rig.ticks(23 + i);
            rig.restart(false, SECONDS);
            Event.Recovered told = recovered(rig);
            assertEquals(COUNT, told.upperMicrosteps() - told.lowerMicrosteps());
            assertTrue(told.lowerMicrosteps() <= rig.motor.turned() && rig.motor.turned() < told.upperMicrosteps());
            assertEquals(0, told.unsettledStops());
        }

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long missing = ONE_ML - rig.motor.turned();
        assertTrue(missing >= 0 && missing <= COUNT, () -> missing + " missing");
        assertFalse(rig.alarms(AlarmRow.VOLUME_UNSURE));
    }

    @Test
    @Tag("REQ-53")
    @Tag("REQ-55")
    @Tag("REQ-101")
    void aLostPositionLeavesAnIntervalAsWideAsTheAuthorityAndSaysSo() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        long width = 0;
        for (int i = 1; i <= 5; i++) {
            rig.ticks(53 + i);
            Authority held = rig.durable();
            rig.restart(true, SECONDS);
            Event.Recovered told = recovered(rig);
            width += held.authorised() - held.settled() - held.width();
            assertTrue(told.lowerMicrosteps() <= rig.motor.turned() && rig.motor.turned() < told.upperMicrosteps());
            assertTrue(told.upperMicrosteps() - told.lowerMicrosteps() <= width + COUNT);
            assertEquals(i, told.unsettledStops());
            assertTrue(rig.alarms(AlarmRow.VOLUME_UNSURE));
        }
    }

    @Test
    @Tag("REQ-05")
    void theOrderIsExceededByNoMoreThanTheInterval() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(200);
        rig.restart(true, SECONDS);
        long width = rig.state.shaft().widthMicrosteps();

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long beyond = rig.motor.turned() - ONE_ML;
        assertTrue(beyond <= width && beyond >= -2 * COUNT, () -> beyond + " beyond, interval " + width);
    }

    @Test
    @Tag("REQ-30")
    void aHighAlertDrugCountsTheUpperEndAndNeverExceedsTheOrder() {
        FirmwareRig rig = FirmwareRig.infusing(order().highAlert());
        rig.ticks(200);
        rig.restart(true, SECONDS);
        long width = rig.state.shaft().widthMicrosteps();

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long beyond = rig.motor.turned() - ONE_ML;
        assertTrue(beyond <= 0 && beyond >= -width - 2 * COUNT, () -> beyond + " beyond, interval " + width);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("REQ-54")
    void nothingMovesBeforeTheShaftHasStoodStill(boolean powerLost) {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.restart(powerLost, SECONDS);
        PumpState booted = Boot.from(
                rig.state.order(),
                LastKnown.of(Phase.INFUSING, rig.wallMs, true),
                rig.state.course(),
                rig.durable(),
                rig.state.safety().board(),
                BolusLog.EMPTY,
                0,
                false);
        rig.state = booted;
        rig.pushed = 1_000;

        for (int i = 0; i < 20; i++) {
            rig.motor.turnByHand(20);
            rig.tick();
            assertEquals(Phase.RECOVERING, rig.state.phase());
            assertEquals(MotorCommand.HOLD, rig.record().command());
            assertEquals(Optional.empty(), rig.record().wanted());
        }
        rig.ticks(6);
        assertFalse(rig.state.phase() == Phase.RECOVERING);
    }

    @Test
    @Tag("REQ-88")
    void aShaftThatKeepsTurningDuringRecoveryIsCutOff() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.state = Boot.from(
                rig.state.order(),
                LastKnown.of(Phase.INFUSING, rig.wallMs, true),
                rig.state.course(),
                rig.durable(),
                rig.state.safety().board(),
                BolusLog.EMPTY,
                0,
                false);
        rig.pushed = 100_000;

        for (int i = 0; i < 30; i++) {
            rig.motor.turnByHand(1_000);
            rig.tick();
        }

        assertTrue(rig.alarms(AlarmRow.OVER_INFUSION));
        assertEquals(MotorCommand.OFF, rig.record().command());
    }

    @Test
    @Tag("REQ-57")
    void resumesByItsRuleWithinItsTime() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.restart(true, Duration.ofMinutes(4));
        assertEquals(Phase.INFUSING, rig.state.phase());
        assertEquals("rule", rig.all(Event.InfusionStarted.class).getLast().by());
    }

    @Test
    @Tag("REQ-57")
    void waitsForAPersonAfterALongerOutage() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.restart(true, Duration.ofMinutes(6));
        assertEquals(Phase.PAUSED, rig.state.phase());
        assertEquals("rule", rig.all(Event.InfusionPaused.class).getLast().by());
    }

    @Test
    @Tag("REQ-57")
    void waitsForAPersonWhereTheRuleSaysSo() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("1", "120"));
        rig.ticks(100);
        rig.restart(false, Duration.ofSeconds(1));
        assertEquals(Phase.PAUSED, rig.state.phase());
    }

    @Test
    @Tag("REQ-57")
    void doesNotResumeWithTheDoorOpen() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.doorClosed = false;
        rig.restart(false, Duration.ofSeconds(1));
        assertEquals(Phase.PAUSED, rig.state.phase());
    }

    @Test
    @Tag("REQ-98")
    void aClockThatWasLostWithThePowerIsUnsureAndResumesNothing() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.restart(true, Duration.ofDays(-7_000));
        rig.tick();

        assertTrue(rig.alarms(AlarmRow.CLOCK_UNSURE));
        assertEquals(Phase.PAUSED, rig.state.phase());
    }

    @Test
    void aPausedInfusionStaysPausedAndAStoppedOneStopped() {
        FirmwareRig paused = FirmwareRig.infusing(order());
        paused.pause();
        paused.run(Duration.ofSeconds(2));
        paused.restart(true, SECONDS);
        assertEquals(Phase.PAUSED, paused.state.phase());

        FirmwareRig stopped = FirmwareRig.infusing(order());
        stopped.downstreamMmHg = 400;
        stopped.run(Duration.ofSeconds(2));
        stopped.downstreamMmHg = 20;
        stopped.restart(false, SECONDS);
        assertEquals(Phase.STOPPED, stopped.state.phase());
        assertTrue(stopped.alarms(AlarmRow.OCCLUSION_DOWNSTREAM), "nobody has acknowledged it");
    }

    @Test
    @Tag("REQ-105")
    void anAlarmThatWasSeenBeforeTheRestartEndsAfterIt() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.downstreamMmHg = 400;
        rig.ticks(4);
        rig.acknowledge();
        rig.downstreamMmHg = 20;
        rig.restart(false, SECONDS);
        rig.tick();

        assertFalse(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM));
        assertEquals(1, rig.all(Event.AlarmEnded.class).size());
    }

    @Test
    void aStoreThatCannotBeBelievedEndsThePrescription() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.state = Boot.from(
                rig.state.order(),
                LastKnown.of(Phase.INFUSING, rig.wallMs, false),
                rig.state.course(),
                rig.durable(),
                AlarmBoard.startingAt(9),
                BolusLog.EMPTY,
                0,
                false);
        rig.ticks(20);

        assertEquals(Phase.IDLE, rig.state.phase());
        assertFalse(rig.all(Event.PrescriptionEnded.class).getLast().complete());
        assertTrue(rig.alarms(AlarmRow.VOLUME_UNSURE));
        assertFalse(rig.alarms(AlarmRow.OVER_INFUSION));
    }

    @Test
    void aDamagedStoreIsTold() {
        FirmwareRig rig = new FirmwareRig();
        rig.state = Boot.from(
                Optional.empty(),
                LastKnown.of(Phase.IDLE, rig.wallMs, true),
                Course.NONE,
                Authority.NONE,
                AlarmBoard.startingAt(1),
                BolusLog.EMPTY,
                0,
                true);
        rig.ticks(2);
        assertTrue(rig.alarms(AlarmRow.VOLUME_UNSURE));
    }

    @Test
    void thePositionIsTrustedOnlyOnceWhatWasSettledIsDurable() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(100);
        rig.storeHangs = true;
        rig.restart(true, SECONDS);
        rig.ticks(50);
        assertFalse(rig.motor.sample().positionSurvived());

        rig.storeHangs = false;
        rig.ticks(50);
        assertTrue(rig.motor.sample().positionSurvived());
    }

    @Test
    @Tag("REQ-56")
    void aDoseIsNeverGivenTwiceHoweverThePowerFails() {
        FirmwareRig rig = FirmwareRig.infusing(
                OrderBuilder.intermittent("0.2", "600", Duration.ofMinutes(10), 4, new MissedDoseRule.Ask())
                        .resumingWithin(Duration.ofMinutes(5))
                        .highAlert());
        int cuts = 0;
        while (rig.state.phase() != Phase.COMPLETE) {
            rig.ticks(11);
            boolean inDose = rig.state.phase() == Phase.INFUSING;
            if (inDose && cuts++ % 3 == 0) {
                rig.restart(cuts % 2 == 0, Duration.ofSeconds(5));
            }
            if (rig.state.phase() == Phase.WAITING) {
                rig.run(Duration.ofSeconds(10));
            }
        }
        long ordered = 4 * 102_400;
        assertTrue(rig.motor.turned() <= ordered, () -> rig.motor.turned() + " of " + ordered);
        assertEquals(
                4,
                rig.all(Event.PartStarted.class).stream()
                        .filter(part -> part.dose() > 0)
                        .count());
    }

    @Test
    void aBubbleAtTheDetectorDuringARestartIsNotTakenForTheWholeInfusion() {
        FirmwareRig rig = FirmwareRig.infusing(order());
        rig.ticks(200);
        rig.airDetectorMv = 500;

        rig.restart(true, SECONDS);
        rig.ticks(4);

        assertFalse(rig.alarms(AlarmRow.AIR_SINGLE));
    }
}
