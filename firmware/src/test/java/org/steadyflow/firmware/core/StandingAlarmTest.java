package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.telemetry.message.Event;

/** People, clocks, stores and pharmacy: each alarm from both sides of its time. */
@Tag("REQ-81")
class StandingAlarmTest {
    /** 120 mL/h: 100 uL pass in 3 s. */
    private static final OrderBuilder ORDER = OrderBuilder.continuous("50", "120");

    private static FirmwareRig infusing() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.run(Duration.ofSeconds(2));
        return rig;
    }

    // people and clocks

    @Test
    @Tag("REQ-96")
    void aPauseOfTenMinutesIsTooLong() {
        FirmwareRig rig = infusing();
        rig.pause();
        int ticks = rig.ticksUntil(AlarmRow.PAUSED_TOO_LONG);
        assertTrue(ticks > 600 * 20 && ticks <= 600 * 20 + 2, ticks + " ticks");
        rig.start();
        rig.tick();
        assertFalse(rig.alarms(AlarmRow.PAUSED_TOO_LONG));
    }

    @Test
    @Tag("REQ-96")
    void aPauseOfALifeSustainingDrugIsTooLongAfterAMinute() {
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("5", "120").lifeSustaining());
        rig.pause();
        int ticks = rig.ticksUntil(AlarmRow.PAUSED_TOO_LONG_LIFE_SUSTAINING);
        assertTrue(ticks > 60 * 20 && ticks <= 60 * 20 + 2, ticks + " ticks");
    }

    @Test
    @Tag("REQ-96")
    void aStopWhoseAlarmIsOverIsAPauseThatCanBeTooLong() {
        FirmwareRig rig = infusing();
        rig.downstreamMmHg = 400;
        rig.ticks(3);
        rig.run(Duration.ofMinutes(11));
        assertFalse(rig.alarms(AlarmRow.PAUSED_TOO_LONG), "the alarm itself reminds");

        rig.downstreamMmHg = 20;
        rig.acknowledge();
        rig.ticks(3);

        assertTrue(rig.alarms(AlarmRow.PAUSED_TOO_LONG));
    }

    @Test
    @Tag("REQ-97")
    void aPrescriptionThatIsNotStartedForFiveMinutesIsTold() {
        FirmwareRig rig = new FirmwareRig();
        rig.accept(ORDER);
        int ticks = rig.ticksUntil(AlarmRow.NOT_STARTED);
        assertTrue(ticks > 300 * 20 && ticks <= 300 * 20 + 2, ticks + " ticks");
        rig.start();
        rig.tick();
        assertFalse(rig.alarms(AlarmRow.NOT_STARTED));
    }

    @Test
    @Tag("REQ-98")
    void aWallClockThatJumpsIsUnsureAndTheInfusionGoesOn() {
        FirmwareRig steady = infusing();
        steady.wallMs += 1_999;
        steady.ticks(5);
        steady.assertQuiet();

        FirmwareRig rig = infusing();
        rig.wallMs -= 2_001;
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.CLOCK_UNSURE));
        assertTrue(rig.moves());
        rig.acknowledge();
        assertFalse(rig.alarms(AlarmRow.CLOCK_UNSURE));
    }

    @Test
    @Tag("REQ-100")
    void aTickThatIsTwoPeriodsLateIsTold() {
        FirmwareRig rig = infusing();
        rig.tickAfter(149_000_000L);
        rig.assertQuiet();
        rig.ticks(20);
        rig.tickAfter(150_000_000L);
        assertTrue(rig.alarms(AlarmRow.TICK_LATE));
        assertTrue(rig.moves());

        rig.run(Duration.ofSeconds(11));
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-100")
    void threeLateTicksInAMinuteLatch() {
        FirmwareRig rig = infusing();
        for (int i = 0; i < 3; i++) {
            rig.tickAfter(200_000_000L);
            rig.run(Duration.ofSeconds(20));
        }
        assertTrue(rig.alarms(AlarmRow.TICK_LATE_AGAIN));
        rig.run(Duration.ofMinutes(3));
        assertTrue(rig.alarms(AlarmRow.TICK_LATE_AGAIN));
        rig.acknowledge();
        rig.tick();
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-100")
    void threeLateTicksInMoreThanAMinuteDoNot() {
        FirmwareRig rig = infusing();
        for (int i = 0; i < 5; i++) {
            rig.tickAfter(200_000_000L);
            rig.run(Duration.ofSeconds(31));
        }
        assertFalse(rig.alarms(AlarmRow.TICK_LATE_AGAIN));
    }

    // stores and pharmacy

    @Test
    @Tag("REQ-99")
    void aCommitThatTakesTwoSecondsIsTold() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "1"));
        rig.until(() -> rig.record().wanted().isPresent(), "renewal");
        rig.storeHangs = true;
        rig.ticks(40);
        rig.assertQuiet();
        rig.ticks(2);
        assertTrue(rig.alarms(AlarmRow.JOURNAL_LATE));
        assertTrue(rig.moves());
        rig.storeHangs = false;
        rig.ticks(3);
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-99")
    void aFailedStoreIsToldAndIsHighWhenTheAuthorityRunsOut() {
        FirmwareRig rig = infusing();
        rig.storeFailed = true;
        rig.storeHangs = true;
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.JOURNAL_LATE));
        rig.run(Duration.ofSeconds(5));
        assertTrue(rig.alarms(AlarmRow.JOURNAL_AUTHORITY_USED_UP));
        assertFalse(rig.moves());
    }

    @Test
    @Tag("REQ-102")
    void thePharmacyIsMissedAfterTwoMinutesAndMoreAfterFifteen() {
        FirmwareRig rig = new FirmwareRig(true);
        rig.tick(new Command.PharmacyPresent("pharmacy"));
        int low = rig.ticksUntil(AlarmRow.PHARMACY_UNREACHABLE);
        assertTrue(low > 120 * 20 && low <= 120 * 20 + 2, low + " ticks");
        int medium = low + rig.ticksUntil(AlarmRow.PHARMACY_UNREACHABLE_LONG);
        assertTrue(medium > 900 * 20 && medium <= 900 * 20 + 2, medium + " ticks");
        assertFalse(rig.alarms(AlarmRow.PHARMACY_UNREACHABLE));

        rig.tick(new Command.PharmacyPresent("pharmacy"));
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-131")
    void whatTheLinkCarriesMovesNothing() {
        FirmwareRig linked = FirmwareRig.infusing(ORDER);
        FirmwareRig alone = FirmwareRig.infusing(ORDER);
        for (int i = 0; i < 2_000; i++) {
            linked.downstreamMmHg = i > 1_500 ? 400 : 20;
            alone.downstreamMmHg = linked.downstreamMmHg;
            linked.tick(new Command.PharmacyPresent("pharmacy"), new Command.AlarmAccepted(i % 5, "pharmacist"));
            alone.tick();
            assertEquals(alone.record().command(), linked.record().command());
        }
    }

    @Test
    @Tag("REQ-114")
    void aQuietInfusionRaisesNothing() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("100", "60"));
        rig.run(Duration.ofMinutes(40));
        rig.assertQuiet();
        assertEquals(0, rig.all(Event.AlarmRaised.class).size());
    }
}
