package org.steadyflow.simulator.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** The whole firmware, killed and cut off again and again in virtual time. */
@Tag("REQ-53")
class RecoveryTest {
    private static final long COUNT = 13;
    /** The most that a count is in travel of a shaft that gives 1.07 of its nominal volume, and a fraction. */
    private static final long MOST_COUNT = 15;
    /** One second at 300 mL/h. */
    private static final long AUTHORITY = PumpSetup.CASSETTE.microstep().microstepsIn(new Volume(83_334));

    private static final long DOSE_2_ML = PumpSetup.CASSETTE.microstep().microstepsIn(Volume.ofMillilitres(2));

    @Test
    @Tag("REQ-54")
    @Tag("REQ-56")
    void killedAtAnyInstantItGivesTheDoseOnceAndKnowsIt() throws IOException {
        for (int seed = 1; seed <= 10; seed++) {
            PumpRig rig = new PumpRig(seed, seed % 3);
            Random random = new Random(seed);
            rig.infuse(Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF));
            int kills = 0;
            while (rig.eventsOf(Event.PrescriptionEnded.class).isEmpty()) {
                rig.ticks(1 + random.nextInt(25));
                rig.kill();
                kills++;
                rig.ticks(random.nextInt(4));
                restart(rig, random);
            }
            rig.ticks(10);
            assertTrue(kills > 10, kills + " kills");
            assertGiven(DOSE_2_ML, rig, 1 + COUNT);
            for (Event.Recovered recovered : rig.eventsOf(Event.Recovered.class)) {
                long width = recovered.upperMicrosteps() - recovered.lowerMicrosteps();
                assertTrue(width >= COUNT && width <= MOST_COUNT, width + " microsteps");
            }
        }
    }

    @Test
    @Tag("REQ-54")
    void killedAtAnyWriteItKnowsWhereTheShaftIs() throws IOException {
        for (int seed = 1; seed <= 10; seed++) {
            PumpRig rig = new PumpRig(seed, 0);
            Random random = new Random(seed);
            rig.infuse(Orders.intermittent("0.5 mL", "300 mL/h", 2, Orders.BY_ITSELF));
            for (int kill = 0; kill < 40; kill++) {
                rig.disk.crashAfter(1 + random.nextInt(12));
                for (int tick = 0; tick < 60 && rig.isRunning(); tick++) {
                    rig.tick();
                }
                rig.kill();
                rig.ticks(random.nextInt(3));
                rig.disk.crashAfter(1 + random.nextInt(6));
                rig.start();
                rig.ticks(random.nextInt(8));
                rig.kill();
                restart(rig, random);
            }
            rig.until("over", () -> rig.phase() == Phase.COMPLETE || rig.phase() == Phase.IDLE, 3_000);
            assertGiven(DOSE_2_ML / 2, rig, 1 + 2 * COUNT);
        }
    }

    @Test
    @Tag("REQ-55")
    @Tag("REQ-101")
    void eachPowerCutWidensTheIntervalByOneAuthorityAtMostAndAnAlarmSaysSo() throws IOException {
        for (int seed = 1; seed <= 30; seed++) {
            PumpRig rig = new PumpRig(seed, seed % 3);
            Random random = new Random(seed);
            rig.infuse(Orders.continuous("300 mL/h", "4 mL", Orders.BY_ITSELF));
            for (int cut = 1; cut <= 10; cut++) {
                rig.ticks(1 + random.nextInt(60));
                rig.cutPower();
                restart(rig, random);
                if (random.nextBoolean()) {
                    rig.ticks(random.nextInt(10));
                    rig.kill();
                    restart(rig, random);
                }
                List<Event.Recovered> recoveries = rig.eventsOf(Event.Recovered.class);
                if (!recoveries.isEmpty()) {
                    Event.Recovered last = recoveries.getLast();
                    long width = last.upperMicrosteps() - last.lowerMicrosteps();
                    assertTrue(width <= cut * (AUTHORITY + MOST_COUNT) + MOST_COUNT, width + " after " + cut + " cuts");
                    assertTrue(last.unsettledStops() <= cut);
                }
            }
            assertTrue(
                    rig.eventsOf(Event.AlarmRaised.class).stream()
                            .anyMatch(raised -> raised.code() == AlarmCode.VOLUME_UNSURE),
                    "seed " + seed);
            rig.until("over", () -> rig.phase() == Phase.COMPLETE || rig.phase() == Phase.IDLE, 3_000);
            rig.ticks(40);
            Authority last = rig.onDisk();
            assertTrue(rig.travel() >= 2 * DOSE_2_ML - COUNT - 1, "completes on the lower end, seed " + seed);
            assertTrue(rig.travel() <= 2 * DOSE_2_ML + last.width() + COUNT, "seed " + seed);
        }
    }

    /** The record of a standing shaft leaves room for an encoder count; the motor must not use it. */
    @Test
    @Tag("REQ-50")
    void nothingMovesBeforeTheStartIsDurable() throws IOException {
        PumpRig rig = new PumpRig(9, 5);
        rig.accept(Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF));
        rig.ticks(10);
        rig.command(new Command.Start("nurse"));
        rig.ticks(5);
        assertEquals(0, rig.travel());
        rig.kill();
        rig.start();
        rig.until("ready", () -> rig.phase() == Phase.READY, 100);
    }

    /** Each cut finds the anchor where the one before left it; only the width is new, and a kill must not lose it. */
    @Test
    @Tag("REQ-55")
    void killsBetweenCutsInARowDoNotNarrowTheInterval() throws IOException {
        PumpRig rig = new PumpRig(1, 0);
        rig.infuse(Orders.continuous("30 mL/h", "4 mL", Orders.BY_PERSON));
        for (int cut = 0; cut < 5; cut++) {
            // nearly half an authority, which is when the next one is asked for
            rig.ticks(55);
            rig.cutPower();
            startPaused(rig);
            rig.kill();
            startPaused(rig);
            Event.Recovered last = rig.eventsOf(Event.Recovered.class).getLast();
            assertTrue(rig.travel() <= last.upperMicrosteps(), rig.travel() + " is beyond " + last);
            rig.command(new Command.Start("test"));
        }
    }

    /** A shorted driver turns the shaft whatever it is told: what it gives is not settled before it has given it. */
    @Test
    @Tag("REQ-54")
    void nothingIsSettledWhileTheShaftTurns() throws IOException {
        PumpRig rig = new PumpRig(2, 0);
        rig.infuse(Orders.continuous("300 mL/h", "4 mL", Orders.BY_ITSELF));
        rig.ticks(40);
        rig.kill();
        rig.stopComparing();
        rig.world.runAway();
        rig.start();
        rig.ticks(40);
        assertEquals(Phase.RECOVERING, rig.phase());
        assertEquals(List.of(), rig.eventsOf(Event.Recovered.class));
    }

    @Test
    @Tag("REQ-57")
    void whatARestartLeftToAPersonTheNextRestartLeavesToAPerson() throws IOException {
        PumpRig rig = new PumpRig(3, 0);
        rig.infuse(Orders.continuous("300 mL/h", "4 mL", Orders.BY_ITSELF));
        rig.ticks(40);
        rig.kill();
        rig.world.openDoor();
        startPaused(rig);
        rig.kill();
        rig.world.closeDoor();
        startPaused(rig);
    }

    @Test
    @Tag("REQ-57")
    void aDoseThatWaitsForAPersonStaysPausedHoweverOftenItRestarts() throws IOException {
        PumpRig rig = new PumpRig(3, 0);
        rig.infuse(Orders.intermittent("0.5 mL", "300 mL/h", 2, Orders.BY_PERSON));
        rig.ticks(40);
        for (int restart = 0; restart < 3; restart++) {
            rig.kill();
            rig.start();
            rig.ticks(100);
            assertEquals(Phase.PAUSED, rig.phase());
        }
        long before = rig.travel();
        rig.command(new Command.Acknowledge("nurse"));
        rig.tick();
        rig.command(new Command.Start("nurse"));
        rig.ticks(40);
        assertTrue(rig.travel() > before);
    }

    @Test
    @Tag("REQ-57")
    void aSecondRestartDoesNotShortenTheOutageOfTheFirst() throws IOException {
        for (int ticksOfFirst : new int[] {0, 2, 100}) {
            PumpRig rig = new PumpRig(4, 0);
            rig.infuse(Orders.continuous("300 mL/h", "4 mL", Orders.BY_ITSELF));
            rig.ticks(40);
            rig.kill();
            rig.world.jumpClock(3_600_000);
            rig.start();
            rig.ticks(ticksOfFirst);
            rig.kill();
            rig.start();
            rig.ticks(100);
            assertEquals(Phase.PAUSED, rig.phase(), "an hour is more than the rule allows");
        }
    }

    @Test
    @Tag("REQ-50")
    void theSameUnderAnotherNumberIsAnotherOrder() throws IOException {
        PumpRig rig = new PumpRig(5, 0);
        String file = Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF);
        rig.infuse(file);
        rig.until("complete", () -> rig.phase() == Phase.COMPLETE, 2_000);
        rig.command(new Command.End("test"));
        rig.ticks(40);
        rig.kill();
        rig.accept(Orders.anew(file));
        rig.command(new Command.Start("test"));
        rig.ticks(60);
        rig.kill();
        restart(rig, new Random(5));
        rig.until("complete", () -> rig.phase() == Phase.COMPLETE, 2_000);
        assertGiven(DOSE_2_ML, rig, 1 + COUNT);
    }

    /** Accepted and started in one tick, on the heels of one like it: the old record must not cover the new one. */
    @Test
    @Tag("REQ-50")
    void anOldRecordOfTheOrderBeforeAuthorisesNothing() throws IOException {
        PumpRig rig = new PumpRig(6, 3);
        String file = Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF);
        rig.infuse(file);
        rig.until("complete", () -> rig.phase() == Phase.COMPLETE, 2_000);
        rig.ticks(40);
        long before = rig.travel();
        rig.command(new Command.End("test"));
        rig.command(new Command.Accept(Orders.order(Orders.anew(file)), "test"));
        rig.command(new Command.Start("test"));
        Authority old = rig.onDisk();
        rig.until(
                "a record of the second",
                () -> rig.onDisk().number() != old.number() || rig.travel() > before + 20,
                100);
        assertTrue(rig.travel() <= before + 20, "moved " + (rig.travel() - before) + " on an old record");
    }

    /** Steps that the driver counted and the shaft did not make are forgotten with the driver's count. */
    @Test
    void afterTheStageWasOffLostStepsAreNotMadeUpTwice() throws IOException {
        PumpRig rig = new PumpRig(7, 0);
        rig.infuse(Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF));
        rig.world.dropSteps(0.05);
        rig.ticks(200);
        rig.world.dropSteps(0);
        rig.world.setDriverFault(true);
        rig.until("stopped", () -> rig.phase() == Phase.STOPPED, 20);
        rig.ticks(40);
        rig.world.setDriverFault(false);
        rig.ticks(10);
        rig.command(new Command.Acknowledge("nurse"));
        rig.tick();
        rig.command(new Command.Start("nurse"));
        rig.until("complete", () -> rig.phase() == Phase.COMPLETE, 2_000);
        rig.ticks(20);
        assertGiven(DOSE_2_ML, rig, 1 + COUNT);
    }

    @Test
    @Tag("REQ-59")
    void aFullDiskStopsNothingWhileTheSegmentsLast() throws IOException {
        PumpRig rig = new PumpRig(8, 0);
        rig.infuse(Orders.continuous("300 mL/h", "500 mL", Orders.BY_ITSELF));
        rig.disk.setFull(true);
        rig.ticks(200);
        assertEquals(Phase.INFUSING, rig.phase());
        assertFalse(rig.eventsOf(Event.AlarmRaised.class).stream().anyMatch(a -> a.code() == AlarmCode.JOURNAL_FAULT));
    }

    private static void assertGiven(long expected, PumpRig rig, long tolerance) {
        assertTrue(
                Math.abs(rig.travel() - expected) <= tolerance,
                () -> rig.travel() + " microsteps were given, " + expected + " prescribed");
    }

    private static void startPaused(PumpRig rig) throws IOException {
        rig.start();
        rig.until("paused", () -> rig.phase() == Phase.PAUSED, 100);
        rig.ticks(10);
        assertEquals(Phase.PAUSED, rig.phase());
    }

    private static void restart(PumpRig rig, Random random) throws IOException {
        rig.disk.noCrash();
        rig.start();
        rig.until("settled", () -> rig.phase() != Phase.RECOVERING, 100);
        rig.seeToRestarts();
        assertTrue(rig.isRunning(), () -> "" + random);
    }
}
