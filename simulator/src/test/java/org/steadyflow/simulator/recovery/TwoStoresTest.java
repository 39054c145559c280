package org.steadyflow.simulator.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.SimulatedFram;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** The whole firmware with both copies of its ledger, killed and cut off at any byte of either. */
@Tag("REQ-61")
class TwoStoresTest {
    private static final long COUNT = 13;
    private static final long DOSE_1_ML = PumpSetup.CASSETTE.microstep().microstepsIn(Volume.ofMillilitres(1));
    /** Two copies of a slot, and some of the next record. */
    private static final int BYTES_OF_A_RECORD = 260;
    /** Ten seconds. */
    private static final int HANGS = 200;

    @Test
    @Tag("REQ-54")
    void killedAtAnyWriteOfEitherStoreItKnowsWhereTheShaftIs() throws IOException {
        for (int seed = 1; seed <= 8; seed++) {
            PumpRig rig = PumpRig.withChip(seed, seed % 3);
            Random random = new Random(seed);
            rig.infuse(Orders.intermittent("0.5 mL", "300 mL/h", 2, Orders.BY_ITSELF));
            rig.ticks(5);
            for (int kill = 0; kill < 30; kill++) {
                dieAtAWrite(rig, random);
                rig.ticks(random.nextInt(3));
                dieAtAWriteOfTheStart(rig, random);
                restart(rig);
            }
            rig.until("over", () -> rig.phase() == Phase.COMPLETE || rig.phase() == Phase.IDLE, 3_000);
            assertTrue(Math.abs(rig.travel() - DOSE_1_ML) <= 1 + 2 * COUNT, rig.travel() + " with seed " + seed);
        }
    }

    @Test
    @Tag("REQ-53")
    void aPowerCutAtAnyByteOfTheChipLeavesAnIntervalThatHoldsTheTruth() throws IOException {
        PumpRig rig = PumpRig.withChip(2, 0);
        rig.infuse(Orders.continuous("300 mL/h", "400 mL", Orders.BY_ITSELF));
        for (int bytes = 0; bytes < BYTES_OF_A_RECORD; bytes++) {
            chip(rig).cutAfter(bytes);
            for (int tick = 0; tick < 60 && rig.isRunning(); tick++) {
                rig.tick();
            }
            assertFalse(rig.isRunning(), "no record was written");
            rig.cutPower();
            restart(rig);
            Event.Recovered last = rig.eventsOf(Event.Recovered.class).getLast();
            assertTrue(rig.travel() <= last.upperMicrosteps() + COUNT, "beyond, cut at byte " + bytes);
        }
    }

    @Test
    @Tag("REQ-60")
    void aDiskThatHangsHoldsUpNoFlowWhileTheChipWorks() throws IOException {
        PumpRig rig = PumpRig.withChip(4, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(40);
        rig.diskTakes(HANGS);
        long before = rig.travel();
        rig.ticks(HANGS);
        long tenSeconds = DOSE_1_ML * 300 * 10 / 3_600;
        assertTrue(
                rig.travel() - before >= tenSeconds - tenSeconds / 50, (rig.travel() - before) + " of " + tenSeconds);
        assertFalse(raised(rig, AlarmCode.JOURNAL_FAULT), "this recorder does not say how late the disk is");

        rig.cutPower();
        restart(rig);
        Event.Recovered last = rig.eventsOf(Event.Recovered.class).getLast();
        assertTrue(rig.travel() >= last.lowerMicrosteps() && rig.travel() <= last.upperMicrosteps(), "" + last);
    }

    /** The line of the pause hangs in the disk when the supply fails; the chip knows that there is one. */
    @Test
    @Tag("REQ-57")
    void aPauseThatTheJournalLostIsNotUndone() throws IOException {
        PumpRig rig = PumpRig.withChip(6, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(40);
        rig.diskTakes(HANGS);
        rig.command(new Command.Pause("nurse"));
        rig.ticks(60);
        rig.cutPower();
        rig.diskTakes(0);
        rig.start();
        rig.ticks(60);
        assertEquals(Phase.PAUSED, rig.phase());
        assertTrue(raised(rig, AlarmCode.VOLUME_UNSURE));
        rig.kill();
        rig.start();
        rig.ticks(60);
        assertEquals(Phase.PAUSED, rig.phase(), "nor by the next start");
    }

    @Test
    void anOrderThatIsNotInTheJournalIsNotInTheChip() throws IOException {
        PumpRig rig = PumpRig.withChip(8, HANGS);
        rig.start();
        rig.until("idle", () -> rig.phase() == Phase.IDLE, 100);
        rig.command(new Command.Accept(Orders.order(Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF)), "nurse"));
        rig.command(new Command.Start("nurse"));
        rig.ticks(HANGS - 10);
        assertEquals(0, rig.onDisk().number());
        assertEquals(0, rig.travel());
    }

    /** The card was changed: no order is known, and the bound of the old one is kept until it is back. */
    @Test
    @Tag("REQ-101")
    void aNewCardHasNoOrderAndTheOldOneBringsItBack() throws IOException {
        PumpRig rig = PumpRig.withChip(10, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(100);
        long given = rig.travel();
        rig.cutPower();
        rig.stopComparing();
        CrashDisk.Card card = rig.disk.takeCard();
        rig.start();
        rig.ticks(100);
        assertEquals(Phase.IDLE, rig.phase());
        assertTrue(raised(rig, AlarmCode.VOLUME_UNSURE));
        rig.cutPower();
        rig.disk.putCard(card);
        rig.start();
        rig.ticks(60);
        Event.Recovered last = rig.eventsOf(Event.Recovered.class).getLast();
        assertTrue(last.lowerMicrosteps() <= given + COUNT && given <= last.upperMicrosteps() + COUNT, "" + last);
    }

    /**
     * The card turned read-only, mains failed and came back: the journal tells the order, the chip where the shaft is.
     */
    @Test
    @Tag("REQ-63")
    void aCardThatCanOnlyBeReadLetsTheInfusionGoOnWithItsAlarm() throws IOException {
        PumpRig rig = PumpRig.withChip(22, 0);
        rig.infuse(Orders.continuous("300 mL/h", "4 mL", Orders.BY_ITSELF));
        rig.ticks(60);
        rig.disk.setReadOnly(true);
        rig.ticks(60);
        rig.cutPower();
        rig.events.clear();
        restart(rig);
        rig.ticks(20);
        assertEquals(Phase.INFUSING, rig.phase());
        assertTrue(raised(rig, AlarmCode.JOURNAL_FAULT));
        rig.until("complete", () -> rig.phase() == Phase.COMPLETE, 2_000);
        assertTrue(Math.abs(rig.travel() - 4 * DOSE_1_ML) <= lost(rig) + 1 + 2 * COUNT, "" + rig.travel());
        rig.command(new Command.Accept(Orders.order(Orders.continuous("300 mL/h", "2 mL", Orders.BY_ITSELF)), "nurse"));
        rig.ticks(5);
        assertEquals(Phase.COMPLETE, rig.phase(), "nothing new while no line is kept");
    }

    /** What a cut cost: the interval that the settling could not close. */
    private static long lost(PumpRig rig) {
        Event.Recovered last = rig.eventsOf(Event.Recovered.class).getLast();
        return last.upperMicrosteps() - last.lowerMicrosteps();
    }

    /** Neither line is in the journal; the chip's mark says that there was one. */
    @Test
    @Tag("REQ-57")
    @Tag("REQ-63")
    void aPauseOnACardThatCanOnlyBeReadIsNotUndoneByAnyLaterStart() throws IOException {
        PumpRig rig = PumpRig.withChip(24, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(60);
        rig.disk.setReadOnly(true);
        rig.cutPower();
        restart(rig);
        rig.ticks(20);
        rig.command(new Command.Pause("nurse"));
        rig.ticks(60);
        for (int start = 0; start < 3; start++) {
            rig.cutPower();
            rig.start();
            rig.ticks(60);
            assertEquals(Phase.PAUSED, rig.phase(), "start " + start);
        }
        rig.disk.setReadOnly(false);
        rig.cutPower();
        rig.start();
        rig.ticks(60);
        assertEquals(Phase.PAUSED, rig.phase(), "nor with a disk that takes lines again");
        assertTrue(raised(rig, AlarmCode.VOLUME_UNSURE));
    }

    /** What such a card shows may be in the system's memory alone, and a chip that is dead keeps nothing. */
    @Test
    @Tag("REQ-63")
    void aCardThatCanOnlyBeReadAndADeadChipMoveNothing() throws IOException {
        PumpRig rig = PumpRig.withChip(26, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(60);
        rig.cutPower();
        rig.disk.setReadOnly(true);
        chip(rig).setDead(true);
        long stands = rig.travel();
        rig.start();
        rig.ticks(100);
        assertEquals(stands, rig.travel());
        assertTrue(raised(rig, AlarmCode.JOURNAL_FAULT));
    }

    /** The other chip may have had one record more than the file: the interval is wider by one authority. */
    @Test
    @Tag("REQ-101")
    void aChipThatWasChangedStopsTheTherapyAndWidensTheInterval() throws IOException {
        PumpRig rig = PumpRig.withChip(12, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(40);
        // the file hangs a moment: the chip alone has the newest record
        rig.diskTakes(HANGS);
        rig.ticks(15);
        rig.cutPower();
        rig.stopComparing();
        long stands = rig.travel();
        chip(rig).replace();
        rig.diskTakes(0);
        rig.start();
        rig.ticks(60);
        assertEquals(Phase.PAUSED, rig.phase());
        assertTrue(raised(rig, AlarmCode.VOLUME_UNSURE));
        Event.Recovered last = rig.eventsOf(Event.Recovered.class).getLast();
        assertTrue(stands <= last.upperMicrosteps(), stands + " is beyond " + last);
    }

    @Test
    void aDeadChipLeavesTheTherapyToTheFileAndIsTold() throws IOException {
        PumpRig rig = PumpRig.withChip(14, 0);
        rig.infuse(Orders.continuous("300 mL/h", "4 mL", Orders.BY_ITSELF));
        rig.ticks(40);
        chip(rig).setDead(true);
        rig.ticks(60);
        assertTrue(raised(rig, AlarmCode.JOURNAL_FAULT));
        rig.until("complete", () -> rig.phase() == Phase.COMPLETE, 2_000);
        assertTrue(Math.abs(rig.travel() - 4 * DOSE_1_ML) <= 1 + COUNT, "" + rig.travel());
    }

    /** The chip acknowledges each byte and keeps none. */
    @Test
    void aWriteProtectedChipIsFoundOut() throws IOException {
        PumpRig rig = PumpRig.withChip(16, 0);
        rig.infuse(Orders.continuous("300 mL/h", "4 mL", Orders.BY_ITSELF));
        chip(rig).setWriteProtected(true);
        rig.ticks(60);
        assertTrue(raised(rig, AlarmCode.JOURNAL_FAULT));
        assertEquals(Phase.INFUSING, rig.phase());
    }

    @Test
    @Tag("REQ-62")
    void theThirdStartInTenMinutesWaitsForAPerson() throws IOException {
        PumpRig rig = PumpRig.withChip(18, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(20);
        startAgain(rig);
        assertEquals(Phase.INFUSING, rig.phase(), "the second goes on");
        startAgain(rig);
        assertEquals(Phase.PAUSED, rig.phase());
        assertTrue(raised(rig, AlarmCode.SELF_TEST_FAILED));
        rig.command(new Command.Acknowledge("nurse"));
        rig.tick();
        rig.command(new Command.Start("nurse"));
        rig.ticks(5);
        assertEquals(Phase.INFUSING, rig.phase());
    }

    /** A supply that comes and goes before the journal has a line of the start. */
    @Test
    @Tag("REQ-62")
    void aStartThatDoesNotLiveToWriteItsJournalCounts() throws IOException {
        PumpRig rig = PumpRig.withChip(20, 0);
        rig.infuse(Orders.continuous("300 mL/h", "20 mL", Orders.BY_ITSELF));
        rig.ticks(20);
        rig.kill();
        rig.disk.crashAfter(1);
        assertFalse(rig.start());
        startAgain(rig);
        assertEquals(Phase.PAUSED, rig.phase());
    }

    private static void startAgain(PumpRig rig) throws IOException {
        rig.kill();
        rig.start();
        rig.until("settled", () -> rig.phase() != Phase.RECOVERING, 100);
        rig.ticks(5);
    }

    private static void dieAtAWrite(PumpRig rig, Random random) {
        if (random.nextBoolean()) {
            rig.disk.crashAfter(1 + random.nextInt(12));
        } else {
            chip(rig).cutAfter(random.nextInt(4 * BYTES_OF_A_RECORD));
        }
        for (int tick = 0; tick < 60 && rig.isRunning(); tick++) {
            rig.tick();
        }
        rig.kill();
    }

    private static void dieAtAWriteOfTheStart(PumpRig rig, Random random) throws IOException {
        if (random.nextBoolean()) {
            rig.disk.crashAfter(1 + random.nextInt(6));
        } else {
            chip(rig).cutAfter(random.nextInt(2 * BYTES_OF_A_RECORD));
        }
        rig.start();
        rig.ticks(random.nextInt(8));
        rig.kill();
    }

    private static void restart(PumpRig rig) throws IOException {
        rig.start();
        rig.until("settled", () -> rig.phase() != Phase.RECOVERING, 100);
        rig.seeToRestarts();
        rig.seeToLostLines();
    }

    private static boolean raised(PumpRig rig, AlarmCode code) {
        List<Event.AlarmRaised> all = rig.eventsOf(Event.AlarmRaised.class);
        return all.stream().anyMatch(alarm -> alarm.code() == code);
    }

    private static SimulatedFram chip(PumpRig rig) {
        return rig.chip.orElseThrow();
    }
}
