package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.calibration.TypeEffects;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

class CompensationTest {
    private static final SetFactor OWN = new SetFactor("5e7", 950_000, 4_000);
    private static final int ROOM_MILLI_C = 31_000;
    private static final long ONE_ML = PumpSetup.CASSETTE.microstep().microstepsIn(Volume.ofMillilitres(1));

    private static PumpSetup pump(Optional<SetFactor> own) {
        return new PumpSetup(PumpSetup.CASSETTE, false, 1).with(Calibration.of(PumpSetup.CASSETTE, own));
    }

    private static FirmwareRig infusing(PumpSetup pump) {
        FirmwareRig rig = new FirmwareRig(pump);
        rig.boardMilliCelsius = ROOM_MILLI_C;
        rig.downstreamMmHg = 0;
        rig.accept(OrderBuilder.continuous("500", "120"));
        rig.start();
        rig.until(rig::moves, "moving");
        return rig;
    }

    private static int yieldOf(FirmwareRig rig) {
        return rig.state.shaft().scale().above();
    }

    private static List<Event.FlowCompensated> told(FirmwareRig rig) {
        return rig.all(Event.FlowCompensated.class);
    }

    /** 2 mL of fluid in a minute, whatever a turn gives. */
    private static long shaftInAMinute(FirmwareRig rig) {
        long before = rig.motor.shaft();
        rig.run(Duration.ofMinutes(1));
        return rig.motor.shaft() - before;
    }

    @Test
    @Tag("REQ-230")
    void theMotorTurnsMoreWhereATurnGivesLess() {
        FirmwareRig rig = infusing(pump(Optional.empty()));
        rig.downstreamMmHg = 100;
        rig.run(Duration.ofMinutes(3));
        assertEquals(960_000, yieldOf(rig), 300);
        assertEquals(2 * ONE_ML / 0.96, (double) shaftInAMinute(rig), 500);
        rig.downstreamMmHg = -100;
        rig.run(Duration.ofMinutes(3));
        assertEquals(2 * ONE_ML / 1.04, (double) shaftInAMinute(rig), 500);
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-230")
    void aPumpThatIsToldNothingGivesItsNominalVolume() {
        FirmwareRig rig = infusing(new PumpSetup(PumpSetup.CASSETTE, false, 1));
        rig.downstreamMmHg = 200;
        rig.boardMilliCelsius = 0;
        rig.run(Duration.ofMinutes(5));
        assertEquals(Scale.NOMINAL, yieldOf(rig));
        assertEquals(List.of(), told(rig));
    }

    /** Only a record makes a yield: without one the motor stands at the end of the last authority. */
    @Test
    @Tag("REQ-231")
    void aYieldBeginsWithItsDurableRecordAndNotBefore() {
        FirmwareRig rig = infusing(pump(Optional.empty()));
        rig.downstreamMmHg = 100;
        rig.run(Duration.ofSeconds(70));
        rig.grantDelayTicks = 10;
        Scale before = rig.state.shaft().scale();
        rig.until(() -> !rig.state.grants().asked().scale().equals(before), "asked for another yield");
        for (int tick = 0; tick < 9; tick++) {
            assertEquals(before, rig.state.shaft().scale());
            rig.tick();
        }
        rig.until(() -> !rig.state.shaft().scale().equals(before), "the yield is in force");
        assertEquals(rig.durable().scale(), rig.state.shaft().scale());
    }

    /** The bend lies ahead of the shaft when its record becomes durable: nothing that was told of travel changes. */
    @Test
    @Tag("REQ-231")
    void noTravelThatWasToldEverChanges() {
        FirmwareRig rig = infusing(pump(Optional.empty()));
        rig.grantDelayTicks = 3;
        long changes = 0;
        for (int tick = 0; tick < 20 * 60 * 10; tick++) {
            rig.downstreamMmHg = tick / 1_200 % 2 == 0 ? 200 : 20;
            Scale before = rig.state.shaft().scale();
            long shaft = rig.motor.shaft();
            rig.tick();
            Scale after = rig.state.shaft().scale();
            changes += before.equals(after) ? 0 : 1;
            assertEquals(before.travelAt(shaft), after.travelAt(shaft));
        }
        assertTrue(changes > 5, changes + " changes");
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-230")
    void aDifferenceThatNoBalanceSeesIsLeft() {
        FirmwareRig rig = infusing(pump(Optional.empty()));
        rig.run(Duration.ofMinutes(2));
        Scale before = rig.state.shaft().scale();
        rig.downstreamMmHg = 2;
        rig.run(Duration.ofMinutes(5));
        assertEquals(before, rig.state.shaft().scale());
    }

    @Test
    @Tag("REQ-230")
    void aSetThatTiresIsTurnedMoreAndTheJournalSaysSo() {
        FirmwareRig rig = infusing(pump(Optional.empty()));
        rig.run(Duration.ofMinutes(130));
        Event.FlowCompensated last = told(rig).getLast();
        assertEquals(7_200.0, (double) last.turnedS(), 5);
        assertEquals(2, told(rig).size(), "once an hour");
        assertEquals(1_000_000 - 60_000 * 130 / (48 * 60), yieldOf(rig), 1_100);
    }

    @Test
    @Tag("REQ-230")
    void aYieldThatIsAnotherByAHundredthIsToldAtMostOnceAMinute() {
        FirmwareRig rig = infusing(pump(Optional.empty()));
        int minutes = 12;
        for (int minute = 0; minute < minutes; minute++) {
            rig.downstreamMmHg = minute % 4 < 2 ? 200 : 0;
            rig.run(Duration.ofMinutes(1));
        }
        assertTrue(told(rig).size() >= 3, "" + told(rig));
        assertTrue(told(rig).size() <= minutes, "" + told(rig));
        assertTrue(told(rig).stream().anyMatch(line -> Math.abs(line.yieldPpm() - 920_000) < 2_000));
    }

    @Test
    @Tag("REQ-230")
    void aFaultySensorMovesNothing() {
        FirmwareRig rig = new FirmwareRig(pump(Optional.empty()));
        rig.boardMilliCelsius = ROOM_MILLI_C;
        rig.downstreamMmHg = 0;
        rig.accept(OrderBuilder.continuous("500", "120").lifeSustaining());
        rig.start();
        rig.run(Duration.ofMinutes(3));
        Scale before = rig.state.shaft().scale();
        rig.boardMilliCelsius = -40_000;
        rig.run(Duration.ofMinutes(5));
        assertTrue(rig.moves(), "a spare sensor of a life-sustaining infusion stops nothing");
        assertEquals(before.above(), yieldOf(rig), 2 * AuthorityDesk.LEAST_CHANGE_PPM);
    }

    @Test
    @Tag("REQ-232")
    void theSetsOwnFactorHoldsFromTheFirstDropAndIsTold() {
        FirmwareRig rig = infusing(pump(Optional.of(OWN)));
        rig.run(Duration.ofMinutes(1));
        assertEquals(950_000, yieldOf(rig), 1_000);
        Event.FlowCompensated first = told(rig).getFirst();
        assertEquals(OWN.id(), first.calibration());
        assertTrue(first.calibrationHolds());
    }

    @Test
    @Tag("REQ-232")
    void aSetThatWasTakenOutComesBackAsAnother() {
        FirmwareRig rig = infusing(pump(Optional.of(OWN)));
        rig.run(Duration.ofMinutes(10));
        rig.setSeated = false;
        rig.until(() -> !rig.moves(), "stopped");
        Event.FlowCompensated last = told(rig).getLast();
        assertFalse(last.calibrationHolds());
        assertEquals(0, last.turnedS());
        rig.setSeated = true;
        rig.ticks(40);
        rig.acknowledge();
        rig.start();
        rig.run(Duration.ofMinutes(2));
        assertEquals(Scale.NOMINAL, yieldOf(rig), 1_000);
    }

    /** The journal's line about the set is all that a start knows of it. */
    @Test
    @Tag("REQ-232")
    void aStartKnowsThatTheFactorsSetIsOut() {
        SetUse ended = SetUse.restored(950_000, 0, OWN.id(), false);
        SetUse holds = SetUse.restored(950_000, 3_600, OWN.id(), true);
        FirmwareRig rig = new FirmwareRig(pump(Optional.of(OWN)));
        Compensation compensation =
                new Compensation(pump(Optional.of(OWN)).calibration(), new Parts(PumpSetup.CASSETTE.microstep()));
        PumpState idle = rig.state;
        assertEquals(
                1_000_000, compensation.wantedYield(idle.withLine(idle.line().used(ended))));
        assertEquals(
                950_000 * 0.99875,
                compensation.wantedYield(idle.withLine(idle.line().used(holds))),
                1);
    }

    @ParameterizedTest
    @Tag("REQ-231")
    @ValueSource(booleans = {true, false})
    void aRestartGoesOnByTheYieldOfTheLedger(boolean powerLost) {
        FirmwareRig rig = infusing(pump(Optional.empty()));
        rig.downstreamMmHg = 200;
        rig.run(Duration.ofMinutes(4));
        int before = yieldOf(rig);
        assertNotEquals(Scale.NOMINAL, before);
        rig.restart(powerLost, Duration.ofSeconds(5));
        assertEquals(before, yieldOf(rig));
        assertEquals(before, rig.durable().scale().above());
    }

    /** Half of it at another yield: the order gets its volume of fluid, not of turns. */
    @Test
    @Tag("REQ-231")
    void theOrderIsCompleteWhenItsFluidIsIn() {
        Calibration tiring =
                new Calibration(new TypeEffects(0, 0, 0, 0, 200_000, Duration.ofMinutes(4)), Optional.empty());
        FirmwareRig rig = new FirmwareRig(new PumpSetup(new Mechanism.Cassette(), false, 1).with(tiring));
        rig.accept(OrderBuilder.continuous("10", "120"));
        rig.start();
        double given = 0;
        long shaft = rig.motor.shaft();
        while (rig.state.phase() != Phase.COMPLETE) {
            Scale scale = rig.durable().scale();
            rig.tick();
            long now = rig.motor.shaft();
            long bend = Math.clamp(scale.anchor(), shaft, now);
            given += ((bend - shaft) * (double) scale.below() + (now - bend) * (double) scale.above()) / 1e6;
            shaft = now;
        }
        assertEquals(10.0 * ONE_ML, given, 30);
        assertTrue(rig.motor.shaft() > 11 * ONE_ML, "turned more");
    }
}
