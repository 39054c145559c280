package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.telemetry.message.Event;

/** What was not given in time is not given faster later: the infusion ends later, and the journal says by how much. */
@Tag("REQ-28")
class ShortfallTest {
    private static final long MS = 1_000_000;
    private static final long TICK_MICROSTEPS = 853;

    private static long droppedMs(FirmwareRig rig) {
        return rig.all(Event.ShortfallDropped.class).stream()
                .mapToLong(Event.ShortfallDropped::droppedMs)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40, 400})
    void afterAStallOfTheStoreTheMotorIsNeverToldToGoFurtherAheadThanTwoTicksAndTheLookAhead(int ticks) {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.run(Duration.ofSeconds(10));
        rig.storeHangs = true;
        rig.ticks(ticks + 40);
        rig.storeHangs = false;

        for (int i = 0; i < 400; i++) {
            rig.tick();
            if (rig.record().command() instanceof MotorCommand.MoveTo move) {
                long ahead = move.targetMicrosteps() - rig.motor.sample().encoderMicrosteps();
                assertTrue(ahead <= TICK_MICROSTEPS * 9 / 2 + 30, () -> ahead + " microsteps ahead");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"120, 100", "13.37, 900", "600, 100"})
    void oneStallIsJournalledOnceWithAllThatItCost(String rate, int ticks) {
        FirmwareRig stalled = FirmwareRig.infusing(OrderBuilder.continuous("2", rate));
        FirmwareRig healthy = FirmwareRig.infusing(OrderBuilder.continuous("2", rate));
        stalled.run(Duration.ofSeconds(3));
        stalled.storeHangs = true;
        stalled.ticks(ticks);
        stalled.storeHangs = false;
        stalled.until(() -> stalled.state.phase() == Phase.COMPLETE, "complete");
        healthy.until(() -> healthy.state.phase() == Phase.COMPLETE, "complete");

        long lateMs = (stalled.nowNs - healthy.nowNs) / MS;
        long dropped = droppedMs(stalled);

        assertEquals(1, stalled.all(Event.ShortfallDropped.class).size());
        assertEquals(List.of(), healthy.all(Event.ShortfallDropped.class));
        assertTrue(Math.abs(lateMs - dropped) <= 200, () -> lateMs + " ms late, " + dropped + " ms journalled");
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "101, 1", "140, 40", "151, 51", "1000, 900", "20000, 19900"})
    void aLateTickCountsAsTwoAtMostAndTheRestIsJournalled(long stepMs, long droppedMs) {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.run(Duration.ofSeconds(5));
        long before = rig.state.progress().dueNl();

        rig.tickAfter(stepMs * MS);
        long counted = rig.state.progress().dueNl() - before;
        rig.ticks(3);

        assertTrue(counted <= 3_334, () -> counted + " nL are more than two ticks of flow");
        assertEquals(droppedMs, droppedMs(rig));
        assertEquals(
                droppedMs == 0 ? 0 : 1, rig.all(Event.ShortfallDropped.class).size());
    }

    @Test
    void theSumOfManySmallDropsIsRight() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.run(Duration.ofSeconds(2));

        for (int i = 0; i < 100; i++) {
            rig.tickAfter(100 * MS + 300_000);
            rig.ticks(2);
        }

        assertEquals(30, droppedMs(rig));
    }

    @Test
    void aDropIsJournalledAlsoWhenAPauseFollowsIt() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        rig.run(Duration.ofSeconds(2));

        rig.tickAfter(600 * MS);
        rig.pause();
        rig.tick(new Command.End(FirmwareRig.NURSE));

        assertEquals(500, droppedMs(rig));
    }

    @Test
    void aHealthyInfusionDropsNothing() {
        for (String rate : List.of("0.1", "1", "13.37", "250", "999")) {
            FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("50", rate));
            rig.run(Duration.ofMinutes(2));
            assertEquals(List.of(), rig.all(Event.ShortfallDropped.class), rate);
        }
    }

    @Test
    void timeSpentStoppedIsNotAShortfall() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("1", "120"));
        rig.run(Duration.ofSeconds(5));
        rig.pause();
        rig.run(Duration.ofMinutes(5));
        rig.start();

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        assertEquals(List.of(), rig.all(Event.ShortfallDropped.class));
        assertEquals(512_000, rig.motor.turned());
    }
}
