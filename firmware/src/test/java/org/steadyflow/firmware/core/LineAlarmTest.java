package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/**
 * Pressure, air, door and container: each alarm from both sides of its threshold, and the tick on which the motor
 * obeys.
 */
@Tag("REQ-81")
class LineAlarmTest {
    private static final int AIR_MV = 60;
    private static final int EDGE_OF_AIR_MV = 1_100;
    /** 120 mL/h: 100 uL pass in 3 s. */
    private static final OrderBuilder ORDER = OrderBuilder.continuous("50", "120");

    private static FirmwareRig infusing() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.run(Duration.ofSeconds(2));
        return rig;
    }

    // pressure downstream

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 900})
    @Tag("REQ-83")
    @Tag("REQ-84")
    void occlusionDownstreamHoldsTheMotorOnTheSecondOfTwoSamplesOverTheLimit(int limitMmHg) {
        LineLimits limits =
                new LineLimits(Pressure.ofMmHg(limitMmHg), Volume.ofMicrolitres(100), Volume.ofMillilitres(1));
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("50", "120").within(limits));
        // a sensor hides up to 5 mmHg: it trips so much below, so that the true pressure is not above the limit
        rig.downstreamMmHg = limitMmHg - 6;
        rig.run(Duration.ofSeconds(10));
        assertFalse(rig.alarms(AlarmCode.OCCLUSION_DOWNSTREAM));

        rig.downstreamMmHg = limitMmHg - 4;
        rig.tick();
        assertTrue(rig.moves());
        rig.tick();

        assertEquals(MotorCommand.HOLD, rig.record().command());
        assertTrue(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM));
        assertEquals(Phase.STOPPED, rig.state.phase());
        assertEquals(
                AlarmCode.OCCLUSION_DOWNSTREAM,
                rig.all(Event.InfusionStopped.class).getFirst().cause());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    @Tag("REQ-83")
    void occlusionDownstreamTakesThreeTicksAtTheMostWithOneSampleThatMissesIt(int missed) {
        FirmwareRig rig = infusing();
        int ticks = 0;
        do {
            rig.downstreamMmHg = ticks == missed ? 20 : 310;
            rig.tick();
            ticks++;
        } while (rig.moves());

        assertTrue(ticks <= 3, ticks + " ticks");
    }

    @Test
    @Tag("REQ-83")
    void oneSampleOverTheLimitInThreeIsNoOcclusion() {
        FirmwareRig rig = infusing();
        for (int i = 0; i < 300; i++) {
            rig.downstreamMmHg = i % 3 == 0 ? 890 : 20;
            rig.tick();
        }
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-105")
    void occlusionDownstreamHoldsUntilHalfTheLimitAndAPersonHasSeenIt() {
        FirmwareRig rig = infusing();
        rig.downstreamMmHg = 400;
        rig.ticks(3);
        rig.acknowledge();
        rig.run(Duration.ofSeconds(20));
        rig.downstreamMmHg = 160;
        rig.ticks(10);
        assertTrue(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM));

        rig.downstreamMmHg = 140;
        rig.tick();

        assertFalse(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM));
    }

    // pressure upstream

    @Test
    @Tag("REQ-85")
    void occlusionUpstreamIsA150mmHgFallForTenSeconds() {
        FirmwareRig rig = infusing();
        rig.upstreamMmHg = 40 - 149;
        rig.run(Duration.ofSeconds(30));
        rig.assertQuiet();

        rig.upstreamMmHg = 40 - 152;
        int ticks = rig.ticksUntil(AlarmRow.OCCLUSION_UPSTREAM);

        assertTrue(ticks >= 200 && ticks <= 203, ticks + " ticks");
        assertEquals(MotorCommand.HOLD, rig.record().command());
    }

    @Test
    @Tag("REQ-85")
    void occlusionUpstreamCountsItsTenSecondsAnewWhenPressureComesBack() {
        FirmwareRig rig = infusing();
        for (int i = 0; i < 10; i++) {
            rig.upstreamMmHg = -150;
            rig.ticks(195);
            rig.upstreamMmHg = 40;
            rig.ticks(3);
        }
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-85")
    void theBaselineIsTakenAgainAfterAnIdleHour() {
        FirmwareRig rig = infusing();
        rig.pause();
        rig.upstreamMmHg = -130;
        for (int i = 0; i < 61 * 60; i++) {
            rig.tickAfter(1_000_000_000L);
        }
        rig.start();
        rig.run(Duration.ofMinutes(1));

        assertFalse(rig.alarms(AlarmCode.OCCLUSION_UPSTREAM));
        rig.upstreamMmHg = -130 - 152;
        rig.run(Duration.ofSeconds(11));
        assertTrue(rig.alarms(AlarmCode.OCCLUSION_UPSTREAM));
    }

    @Test
    @Tag("REQ-85")
    void theBaselineIsKeptOverAShortPause() {
        FirmwareRig rig = infusing();
        rig.pause();
        for (int i = 0; i < 20 * 60; i++) {
            rig.tickAfter(1_000_000_000L);
        }
        rig.upstreamMmHg = 40 - 152;
        rig.start();

        rig.run(Duration.ofSeconds(11));

        assertTrue(rig.alarms(AlarmCode.OCCLUSION_UPSTREAM));
    }

    // air

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 500})
    @Tag("REQ-86")
    void haltsOnTheTickInWhichTheBubbleIsOverItsLimit(int limitUl) {
        LineLimits limits =
                new LineLimits(Pressure.ofMmHg(300), Volume.ofMicrolitres(limitUl), Volume.ofMillilitres(5));
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("50", "120").within(limits));
        rig.run(Duration.ofSeconds(2));
        long begin = rig.motor.turned();
        rig.airDetectorMv = AIR_MV;

        rig.ticksUntil(AlarmRow.AIR_SINGLE);

        long passedNl = (rig.motor.turned() - begin) * 125 / 64;
        long tickNl = 120_000_000L / 3_600 / 20;
        // a roller that gives a quarter more than its nominal volume has then let the limit pass, and no more
        long tripNl = limitUl * 750L + tickNl;
        assertTrue(passedNl > tripNl - 2 * tickNl, () -> passedNl + " nL: too early");
        assertTrue(passedNl <= tripNl + tickNl + 2, () -> passedNl + " nL: too late");
        assertEquals(MotorCommand.HOLD, rig.record().command());
    }

    @Test
    @Tag("REQ-86")
    void aBubbleJustUnderTheLimitPasses() {
        FirmwareRig rig = infusing();
        long begin = rig.motor.turned();
        rig.airDetectorMv = AIR_MV;
        rig.until(() -> (rig.motor.turned() - begin) * 125 / 64 > 72_000, "72 uL");
        rig.airDetectorMv = EDGE_OF_AIR_MV;
        rig.run(Duration.ofSeconds(10));
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-86")
    void aMixtureCountsAsAir() {
        FirmwareRig rig = infusing();
        rig.airDetectorMv = EDGE_OF_AIR_MV - 1;
        rig.run(Duration.ofSeconds(4));
        assertTrue(rig.alarms(AlarmRow.AIR_SINGLE));
    }

    @Test
    @Tag("REQ-86")
    void airInALineThatStandsIsNoBubbleThatPasses() {
        FirmwareRig rig = infusing();
        rig.pause();
        rig.airDetectorMv = AIR_MV;
        rig.run(Duration.ofMinutes(1));
        assertFalse(rig.alarms(AlarmRow.AIR_SINGLE));
    }

    @Test
    @Tag("REQ-105")
    void airIsOverOnlyWhenTheSetWasOpenedAndAPersonHasSeenIt() {
        FirmwareRig rig = infusing();
        rig.airDetectorMv = AIR_MV;
        rig.ticksUntil(AlarmRow.AIR_SINGLE);
        rig.airDetectorMv = 1_800;
        rig.acknowledge();
        rig.ticks(20);
        assertTrue(rig.alarms(AlarmRow.AIR_SINGLE));

        rig.doorClosed = false;
        rig.ticks(20);
        rig.doorClosed = true;
        rig.tick();

        assertFalse(rig.alarms(AlarmRow.AIR_SINGLE));
    }

    @Test
    @Tag("REQ-87")
    void manySmallBubblesAddUpOverAQuarterOfAnHour() {
        FirmwareRig rig = infusing();
        double airUl = bubblesUntil(rig, AlarmRow.AIR_ACCUMULATED, 40, 20);
        assertTrue(airUl > 950 && airUl < 1_050, airUl + " uL");
        assertEquals(MotorCommand.HOLD, rig.record().command());
        assertFalse(rig.alarms(AlarmRow.AIR_SINGLE));
    }

    @Test
    @Tag("REQ-87")
    void bubblesThatAreOlderThanAQuarterOfAnHourDoNotCount() {
        // 33 uL every 41 s: 750 uL in any quarter of an hour, 3.3 mL in all
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("500", "120"));
        for (int i = 0; i < 100; i++) {
            rig.airDetectorMv = AIR_MV;
            rig.ticks(20);
            rig.airDetectorMv = 1_800;
            rig.ticks(800);
        }
        rig.assertQuiet();
    }

    /** Bubbles of some ticks between liquid of some ticks; how much air had passed at the alarm, microlitres. */
    private static double bubblesUntil(FirmwareRig rig, AlarmRow row, int airTicks, int liquidTicks) {
        long air = 0;
        int tick = 0;
        while (!rig.alarms(row)) {
            long before = rig.motor.turned();
            boolean isAir = tick++ % (airTicks + liquidTicks) < airTicks;
            rig.airDetectorMv = isAir ? AIR_MV : 1_800;
            rig.tick();
            air += isAir ? rig.motor.turned() - before : 0;
            assertTrue(tick < 20_000, "no alarm");
        }
        return air * 125.0 / 64 / 1_000;
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    @Tag("REQ-82")
    void airRulesAreOffOnlyWhereTheRouteTakesAirWithoutHarm(Route route) {
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("50", "120").by(route));
        rig.airDetectorMv = AIR_MV;
        rig.run(Duration.ofSeconds(10));

        boolean venous =
                switch (route) {
                    case INTRAVENOUS_PERIPHERAL, INTRAVENOUS_CENTRAL -> true;
                    case SUBCUTANEOUS, EPIDURAL, ENTERAL -> false;
                };
        assertEquals(venous, rig.alarms(AlarmRow.AIR_SINGLE));
    }

    // switches and container

    @Test
    @Tag("REQ-90")
    void haltsOnTheTickThatSeesTheDoorOpen() {
        FirmwareRig rig = infusing();
        rig.doorClosed = false;
        rig.tick();
        assertEquals(MotorCommand.HOLD, rig.record().command());
        assertTrue(rig.alarms(AlarmRow.DOOR_OPEN));
    }

    @Test
    @Tag("REQ-90")
    void anOpenDoorIsNoAlarmWhileNothingIsToFlow() {
        FirmwareRig rig = infusing();
        rig.pause();
        rig.ticks(3);
        rig.doorClosed = false;
        rig.run(Duration.ofSeconds(5));
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-91")
    void theContainerIsEmptyWhenAirComesAndThePressureOfItsHeadIsGone() {
        FirmwareRig rig = infusing();
        rig.run(Duration.ofSeconds(3));
        rig.airDetectorMv = AIR_MV;
        rig.upstreamMmHg = 40 - 29;
        rig.ticks(20);
        rig.assertQuiet();

        rig.upstreamMmHg = 40 - 31;
        rig.tick();
        assertTrue(rig.moves());
        rig.tick();

        assertEquals(MotorCommand.HOLD, rig.record().command());
        assertTrue(rig.alarms(AlarmRow.CONTAINER_EMPTY));
    }

    /** Gas that was dissolved comes out in small bubbles, whatever hangs at whichever height. */
    @Test
    @Tag("REQ-91")
    @Tag("REQ-114")
    void aSmallBubbleInALoweredContainerIsNoEmptyOne() {
        FirmwareRig rig = infusing();
        rig.run(Duration.ofSeconds(3));
        rig.upstreamMmHg = 0;
        rig.airDetectorMv = AIR_MV;
        rig.ticks(12);
        rig.airDetectorMv = 1_800;
        rig.run(Duration.ofSeconds(5));
        rig.assertQuiet();
    }

    /** At another flow the line itself takes another part of the head. */
    @Test
    @Tag("REQ-91")
    void theHeadThatTheLineTakesIsNoEmptyContainer() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("50", "600"));
        rig.ticks(10);
        rig.upstreamMmHg = 40 - 76;
        rig.run(Duration.ofSeconds(5));
        rig.airDetectorMv = AIR_MV;
        rig.ticks(5);
        assertFalse(rig.alarms(AlarmRow.CONTAINER_EMPTY));
        rig.upstreamMmHg = 40 - 76 - 31;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.CONTAINER_EMPTY));
    }

    @Test
    @Tag("REQ-91")
    void aNewContainerEndsTheAlarmOfTheOldOne() {
        FirmwareRig rig = infusing();
        rig.run(Duration.ofSeconds(3));
        rig.upstreamMmHg = 0;
        rig.airDetectorMv = AIR_MV;
        rig.ticks(20);
        rig.acknowledge();
        rig.airDetectorMv = 1_800;
        rig.upstreamMmHg = 40;
        rig.ticks(10);
        assertTrue(rig.alarms(AlarmRow.CONTAINER_EMPTY));

        rig.tick(new Command.ContainerChanged(FirmwareRig.NURSE));

        assertFalse(rig.alarms(AlarmRow.CONTAINER_EMPTY));
        rig.start();
        assertEquals(Phase.INFUSING, rig.state.phase());
    }
}
