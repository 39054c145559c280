package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** A dose ends when its last step is made and the encoder agrees, no step earlier and none later. */
class DoseEndTest {
    private static final long ONE_ML_MICROSTEPS = 512_000;
    private static final long COUNT = MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    @ParameterizedTest
    @CsvSource({"1, 999", "1, 120", "0.5, 13.37", "0.1, 0.7", "0.1, 0.1", "0.123457, 7.1"})
    @Tag("REQ-05")
    void givesTheOrderedVolumeToOneMicrostep(String millilitres, String rate) {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous(millilitres, rate));

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        rig.run(Duration.ofSeconds(1));

        long orderedNl = Volume.ofMillilitres(new BigDecimal(millilitres)).nanolitres();
        assertEquals(orderedNl * 64 / 125, rig.motor.turned());
    }

    @Test
    @Tag("REQ-25")
    void takesTheTimeThatItsRateSays() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("2", "120"));
        long startedNs = rig.nowNs;

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long tookMs = (rig.nowNs - startedNs) / 1_000_000;
        assertTrue(tookMs >= 60_000 - 200 && tookMs <= 60_000 + 1_500, () -> tookMs + " ms");
    }

    @Test
    @Tag("REQ-92")
    void raisesInfusionCompleteWhenTheLastVolumeIsIn() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("1", "120"));

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        assertTrue(rig.motor.turned() >= ONE_ML_MICROSTEPS);
        rig.tick();

        assertTrue(rig.alarms(AlarmRow.INFUSION_COMPLETE));
        assertTrue(rig.all(Event.PrescriptionEnded.class).getFirst().complete());
    }

    @ParameterizedTest
    @CsvSource({"100, 120", "40, 120", "40, 0.1", "2000, 13.37", "5, 1"})
    @Tag("REQ-30")
    void makesLostStepsGoodAndIsNotCompleteBeforeThat(long lost, String rate) {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.11", rate));
        rig.until(() -> rig.motor.turned() > 50_000, "half");
        rig.motor.losesNext = lost;

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long missing = 56_320 - rig.motor.turned();
        assertTrue(missing >= 0 && missing <= 2 * COUNT, () -> missing + " missing");
    }

    @Test
    @Tag("REQ-30")
    void isNotCompleteWhenStepsWereLostAfterTheLastRenewal() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.11", "120"));
        rig.until(() -> rig.motor.turned() > 56_320 - 500, "nearly in");
        rig.motor.losesNext = 400;

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long missing = 56_320 - rig.motor.turned();
        assertTrue(missing >= 0 && missing <= 2 * COUNT, () -> missing + " missing");
    }

    @Test
    @Tag("REQ-48")
    void saysWhyItDoesNotEndWhereTheMotorJamsAtTheLastSteps() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.11", "120"));
        rig.until(() -> rig.motor.turned() > 56_320 - 3_000, "nearly in");
        rig.motor.jammed = true;

        rig.run(Duration.ofMinutes(1));

        assertTrue(
                rig.alarms(AlarmRow.UNDER_INFUSION_STALLED),
                () -> rig.state.progress() + " " + rig.state.safety().board());
        assertEquals(Phase.STOPPED, rig.state.phase());
        assertFalse(rig.alarms(AlarmCode.INFUSION_COMPLETE));
    }

    @Test
    void anEncoderThatSticksAtTheEndDrivesNoMoreThanAStallOn() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.11", "120"));
        rig.until(() -> rig.motor.turned() > 56_320 - 3_000, "nearly in");
        rig.motor.encoderStuckAt = rig.motor.sample().encoderMicrosteps();
        rig.pushed = 20_000;

        rig.run(Duration.ofMinutes(1));

        assertTrue(rig.alarms(AlarmRow.UNDER_INFUSION_STALLED));
        long beyond = rig.motor.turned() - 56_320;
        assertTrue(beyond < 5_120 + 900, () -> beyond + " microsteps beyond the order");
    }

    @Test
    void aContainerThatHoldsJustTheOrderIsNotEmptyBeforeItsEnd() {
        Container tight = new Container(Volume.ofMicrolitres(110), Volume.ZERO);
        for (int offset = 0; offset < 13; offset++) {
            FirmwareRig rig = new FirmwareRig();
            rig.motor.turnByHand(offset);
            rig.tick();
            rig.accept(OrderBuilder.continuous("0.11", "1").from(tight));
            rig.start();

            rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

            assertFalse(rig.alarms(AlarmCode.CONTAINER_EMPTY));
        }
    }

    @Test
    @Tag("REQ-05")
    void losesNothingBetweenDoses() {
        FirmwareRig rig = FirmwareRig.infusing(
                OrderBuilder.intermittent("0.1001", "600", Duration.ofMinutes(1), 30, new MissedDoseRule.Ask()));

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long ordered = 30 * 100_100L * 64 / 125;
        assertTrue(Math.abs(ordered - rig.motor.turned()) <= 1, () -> rig.motor.turned() + " of " + ordered);
    }

    /** Ends between two counts of the encoder, just a count of 13 after one, and on one with a fraction left over. */
    static Stream<Arguments> endsAndStepsLeft() {
        return Stream.of(123_457L, 97_682L, 123_438L)
                .flatMap(nl -> LongStream.of(0, 1, 2, 5, 11, 12, 13, 14, 15, 26, 27, 400)
                        .mapToObj(left -> Arguments.of(nl, left)));
    }

    @ParameterizedTest
    @MethodSource("endsAndStepsLeft")
    @Tag("REQ-32")
    void aDoseThatWasPausedAtItsLastStepsIsStillGivenToTheLast(long nanolitres, long left) {
        FirmwareRig rig = FirmwareRig.infusing(
                OrderBuilder.continuous(BigDecimal.valueOf(nanolitres, 6).toPlainString(), "1"));
        long ordered = nanolitres * 64 / 125;
        rig.until(() -> rig.motor.turned() >= ordered - left, "nearly in");
        if (rig.state.phase() == Phase.INFUSING) {
            rig.pause();
            rig.run(Duration.ofSeconds(3));
            rig.start();
        }

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        assertEquals(ordered, rig.motor.turned());
    }

    @ParameterizedTest
    @MethodSource("endsAndStepsLeft")
    @Tag("REQ-56")
    void aDoseThatWasKilledAtItsLastStepsIsStillGivenToTheCount(long nanolitres, long left) {
        FirmwareRig rig = FirmwareRig.infusing(
                OrderBuilder.continuous(BigDecimal.valueOf(nanolitres, 6).toPlainString(), "1")
                        .resumingWithin(Duration.ofMinutes(1)));
        long ordered = nanolitres * 64 / 125;
        rig.until(() -> rig.motor.turned() >= ordered - left, "nearly in");
        if (rig.state.phase() == Phase.INFUSING) {
            rig.restart(false, Duration.ofSeconds(1));
            // a note of where it stands takes the place of the last authority
            rig.pause();
            rig.run(Duration.ofSeconds(3));
            rig.start();
        }

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long missing = ordered - rig.motor.turned();
        assertTrue(missing >= 0 && missing <= COUNT, () -> missing + " missing");
    }

    @Test
    @Tag("REQ-05")
    void aPushAfterTheLastRenewalIsTakenOffTheRest() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.11", "12"));
        rig.until(() -> rig.durable().authorised() >= 56_320, "last renewal");
        rig.pushed = 4_000;
        rig.motor.turnByHand(4_000);

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long beyond = rig.motor.turned() - 56_320;
        assertTrue(beyond <= 0 && beyond >= -2 * COUNT, () -> beyond + " beyond the order");
    }
}
