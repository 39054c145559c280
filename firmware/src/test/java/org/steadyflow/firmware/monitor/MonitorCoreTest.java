package org.steadyflow.firmware.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.chip.Tmc5160Settings;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;
import org.steadyflow.hal.quantity.MicrostepVolume;

/** Each rule of the monitor, and that what it lets through is let through. */
class MonitorCoreTest {
    private static final long HOUR_MS = 3_600_000;

    @Test
    @Tag("REQ-151")
    void armsOnceItsOwnCutIsProved() {
        Bench bench = new Bench();
        bench.run(100);
        assertEquals(Mode.PROVING, bench.mode());
        bench.run(900);
        assertEquals(Mode.GUARDING, bench.mode());
        assertEquals(Act.KICK, bench.act);
        assertFalse(bench.buzzer);
    }

    @Test
    @Tag("REQ-151")
    void refusesToArmWithASwitchThatDoesNotOpen() {
        Bench bench = new Bench();
        bench.welded = true;
        bench.run(2_000);
        assertEquals(Mode.UNSOUND, bench.mode());
        assertEquals(Cause.RAIL_STAYS_UP, bench.cause());
        assertTrue(bench.buzzer);
    }

    @Test
    void refusesToArmWithASwitchThatDoesNotClose() {
        Bench bench = new Bench();
        bench.broken = true;
        bench.run(2_000);
        assertEquals(Cause.RAIL_STAYS_DOWN, bench.cause());
    }

    @Test
    void waitsWithItsProofWhileTheStopKeyIsHeld() {
        Bench bench = new Bench();
        bench.stopKey = true;
        bench.run(3_000);
        assertEquals(Mode.PROVING, bench.mode());
        bench.stopKey = false;
        bench.run(1_000);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    void letsTheOrderedFlowThrough() {
        Bench bench = Bench.armed();
        bench.flow(100, HOUR_MS / 20);
        assertEquals(Mode.GUARDING, bench.mode());
        assertEquals(7, bench.state.envelopeId());
    }

    @Test
    @Tag("REQ-150")
    void tripsOnceMoreThan50UlFlowedTooFast() {
        Bench bench = Bench.armed();
        bench.flow(150, 3_000);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(150, 700);
        assertEquals(Cause.RATE, bench.cause());
        assertEquals(Act.CUT, bench.act);
        assertTrue(bench.buzzer);
    }

    @Test
    @Tag("REQ-150")
    void aTripStaysUntilItIsAcknowledgedAndTheCutIsProvedAgain() {
        Bench bench = Bench.armed();
        bench.flow(1_000, 400);
        assertEquals(Cause.RATE, bench.cause());
        bench.run(20_000);
        assertEquals(Mode.TRIPPED, bench.mode());
        bench.toAcknowledge = true;
        bench.cycle();
        assertEquals(Mode.PROVING, bench.mode());
        bench.run(1_000);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    @Tag("REQ-150")
    void tripsBeyondTheVolume() {
        Bench bench = Bench.armed();
        bench.flow(100, HOUR_MS / 10);
        bench.flow(90, 1_500);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(90, 1_500);
        assertEquals(Cause.VOLUME, bench.cause());
    }

    @Test
    void tripsOnASecondDoseInsideTheLockout() {
        Bench bench = new Bench();
        bench.run(600);
        Envelope pca = new Envelope(
                7, Bench.ML, 1, 100 * Bench.ML, 50 * Bench.ML, Bench.ML, Bench.ML, 600_000, 10 * Bench.ML, 0);
        bench.toHand = Optional.of(pca);
        bench.run(1_500);
        bench.flow(100, 37_000);
        bench.flow(1, 300_000);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(100, 37_000);
        assertEquals(Cause.BOLUS, bench.cause());
    }

    @Test
    void tripsBeyondTheVolumeOfAnHour() {
        Bench bench = new Bench();
        bench.run(600);
        Envelope capped =
                new Envelope(7, Bench.ML, 1, 100 * Bench.ML, 50 * Bench.ML, 100 * Bench.ML, 0, 0, 2 * Bench.ML, 0);
        bench.toHand = Optional.of(capped);
        bench.run(1_500);
        for (int hour = 0; hour < 3; hour++) {
            bench.flow(100, 70_000);
            bench.run(HOUR_MS);
        }
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(100, 70_000);
        bench.run(HOUR_MS / 2);
        bench.flow(100, 5_000);
        assertEquals(Cause.HOUR, bench.cause());
    }

    @Test
    @Tag("REQ-150")
    void tripsBeyondTheGrantedAuthority() {
        Bench bench = Bench.armed();
        bench.authority = 2;
        bench.endNl = (long) bench.shaftNl + 100 * Bench.UL;
        bench.flow(100, 5_000);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(100, 1_000);
        assertEquals(Cause.AUTHORITY, bench.cause());
    }

    @Test
    void anAuthorityDoesNotGrowUnderItsOwnNumber() {
        Bench bench = Bench.armed();
        bench.authority = 2;
        bench.endNl = (long) bench.shaftNl + 100 * Bench.UL;
        bench.run(100);
        bench.endNl += Bench.ML;
        bench.flow(100, 6_000);
        assertEquals(Cause.AUTHORITY, bench.cause());
    }

    @Test
    @Tag("REQ-45")
    void tripsWhereTheShaftTurnsBackWithoutAuthority() {
        Bench bench = Bench.armed();
        bench.authority = 2;
        bench.floorNl = (long) bench.shaftNl;
        bench.flow(-100, 1_700);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(-100, 300);
        assertEquals(Cause.REVERSE, bench.cause());
    }

    @Test
    @Tag("REQ-45")
    void tripsBeyondTheReverseAllowanceWhateverControlGrants() {
        Bench bench = Bench.armed();
        bench.flow(-100, 73_000);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(-100, 1_500);
        assertEquals(Cause.REVERSE, bench.cause());
    }

    @Test
    void anAcknowledgedTurnBackIsNotHeldAgainstThePumpForEver() {
        Bench bench = Bench.armed();
        bench.flow(-100, 75_000);
        bench.toAcknowledge = true;
        bench.run(1_200);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    void tripsWhereTheShaftTurnsWithoutAnEnvelope() {
        Bench bench = new Bench();
        bench.run(1_200);
        bench.flow(5, 20_000);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(5, 20_000);
        assertEquals(Cause.NO_ENVELOPE, bench.cause());
    }

    @Test
    void tripsWhereItsSensorSeesNothing() {
        for (AngleStatus blind : new AngleStatus[] {AngleStatus.NO_MAGNET, AngleStatus.NO_ANSWER}) {
            Bench bench = Bench.armed();
            bench.angle = blind;
            bench.run(100);
            assertEquals(Mode.GUARDING, bench.mode());
            bench.run(40);
            assertEquals(Cause.ANGLE_LOST, bench.cause());
        }
    }

    @Test
    @Tag("REQ-151")
    void cutsWhereControlFallsSilentAndArmsAgainWhenItIsBack() {
        Bench bench = Bench.armed();
        bench.answers = false;
        bench.run(240);
        assertEquals(Act.KICK, bench.act);
        bench.run(60);
        assertEquals(Mode.WAITING, bench.mode());
        assertEquals(Act.CUT, bench.act);
        bench.run(1_000);
        assertTrue(bench.buzzer);
        bench.answers = true;
        bench.session++;
        bench.run(1_200);
        assertEquals(Mode.GUARDING, bench.mode());
        assertFalse(bench.buzzer);
    }

    @Test
    @Tag("REQ-358")
    void itsBuzzerIsHeardWithTheFirstProofAndWithNoOther() {
        Bench bench = new Bench();
        int heard = 0;
        for (int cycle = 0; cycle < 100; cycle++) {
            bench.cycle();
            heard += bench.buzzer ? 1 : 0;
        }
        assertEquals(Mode.GUARDING, bench.mode());
        assertTrue(heard >= 10 && heard <= 14, heard + " cycles");
        bench.session++;
        for (int cycle = 0; cycle < 100; cycle++) {
            bench.cycle();
            assertFalse(bench.buzzer);
        }
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    @Tag("REQ-358")
    void itsBuzzerSoundsWhileControlCallsAndNoLonger() {
        Bench bench = Bench.armed();
        bench.calls = true;
        bench.run(60);
        assertTrue(bench.buzzer);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.calls = false;
        bench.run(60);
        assertFalse(bench.buzzer);
        bench.calls = true;
        bench.run(60);
        bench.answers = false;
        bench.run(300);
        assertFalse(bench.buzzer, "who called is gone");
    }

    @Test
    @Tag("REQ-151")
    void aControlThatTakesOverWithoutASilenceIsNotGuardedWithoutAProof() {
        Bench bench = Bench.armed();
        bench.session++;
        bench.run(60);
        assertEquals(Mode.PROVING, bench.mode());
        bench.run(1_200);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    @Tag("REQ-151")
    void tripsOnAWrongAnswer() {
        Bench bench = Bench.armed();
        bench.lie = 1;
        bench.run(100);
        assertEquals(Cause.WRONG_ANSWER, bench.cause());
    }

    @Test
    @Tag("REQ-151")
    void tripsOnATickThatIsToldTwice() {
        Bench bench = Bench.armed();
        bench.tickStands = true;
        bench.run(200);
        assertEquals(Cause.WRONG_ANSWER, bench.cause());
    }

    @Test
    void tripsWhereTheTwoEncodersDisagree() {
        Bench bench = Bench.armed();
        bench.encoderOffNl = 100 * Bench.UL;
        bench.run(1_000);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.encoderOffNl = -160 * Bench.UL;
        bench.run(100);
        assertEquals(Cause.DISAGREES, bench.cause());
    }

    @Test
    @Tag("REQ-352")
    void whatTheEncodersDisagreeByAddsUpOverLateHeartbeats() {
        Bench bench = Bench.armed();
        for (int late = 0; late < 5; late++) {
            assertEquals(Mode.GUARDING, bench.mode(), () -> "off by " + bench.encoderOffNl);
            bench.encoderOffNl -= 30 * Bench.UL;
            bench.answers = false;
            bench.run(400);
            bench.answers = true;
            bench.run(1_500);
        }
        assertEquals(Cause.DISAGREES, bench.cause());
        bench.toAcknowledge = true;
        bench.run(1_500);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    /** Each control has its own coordinate: what is usual for one is not held against the next. */
    @Test
    @Tag("REQ-352")
    void whatTheEncodersDisagreeByAddsUpOverRestartsOfControl() {
        Bench bench = Bench.armed();
        for (int restart = 0; restart < 20; restart++) {
            restartControl(bench, 20 * Bench.UL);
        }
        assertEquals(Mode.GUARDING, bench.mode());
        for (int restart = 0; restart < 3; restart++) {
            assertEquals(Mode.GUARDING, bench.mode());
            restartControl(bench, 70 * Bench.UL);
        }
        assertEquals(Cause.DISAGREES, bench.cause());
    }

    private static void restartControl(Bench bench, long offNl) {
        bench.encoderOffNl += offNl;
        bench.run(200);
        bench.answers = false;
        bench.run(400);
        bench.answers = true;
        bench.session++;
        bench.run(1_500);
    }

    @Test
    @Tag("REQ-353")
    void noReadingsAreFurtherApartThanAThirdOfATurnOfTheFastestMotor() {
        for (Mechanism mechanism : Mechanism.all()) {
            MicrostepVolume step = mechanism.microstep();
            long perTurn = (long) Mechanism.MICROSTEPS_PER_TURN * mechanism.motorTurnsOfMagnet();
            long toleratedNs =
                    MonitorLimits.thirdOfATurnNs(Math.multiplyExact(step.nanolitres(), perTurn), step.microsteps());
            double turnsPerS = Tmc5160Settings.of(step).topMicrostepsPerS() / (double) perTurn;
            double turns = turnsPerS * Math.min(toleratedNs, MonitorLimits.AWAY_NS) / 1e9;
            assertTrue(turns < 0.334, () -> mechanism.label() + ": " + turns + " turns");
            assertTrue(toleratedNs > MonitorLimits.CYCLE_NS, mechanism::label);
        }
    }

    @Test
    @Tag("REQ-353")
    void aBlindMomentOfAFastMechanismCutsAndOfASlowOneDoesNot() {
        Bench cassette = Bench.armed();
        cassette.angle = AngleStatus.NO_ANSWER;
        cassette.run(80);
        assertEquals(Mode.GUARDING, cassette.mode());

        Bench syringe = armedSyringe();
        syringe.angle = AngleStatus.NO_ANSWER;
        syringe.run(40);
        assertEquals(Act.CUT, syringe.act);
        assertEquals(Mode.WAITING, syringe.mode());
        syringe.angle = AngleStatus.SEEN;
        syringe.run(1_500);
        assertEquals(Mode.GUARDING, syringe.mode());
        syringe.angle = AngleStatus.NO_MAGNET;
        syringe.run(140);
        assertEquals(Cause.ANGLE_LOST, syringe.cause());
    }

    @Test
    @Tag("REQ-353")
    void aMonitorThatWasAwayForAThirdOfATurnArmsAnew() {
        Bench cassette = Bench.armed();
        cassette.nowNs += 60 * Bench.MS;
        cassette.cycle();
        assertEquals(Mode.GUARDING, cassette.mode());

        Bench syringe = armedSyringe();
        syringe.nowNs += 60 * Bench.MS;
        syringe.cycle();
        assertEquals(Mode.WAITING, syringe.mode());
        syringe.run(1_500);
        assertEquals(Mode.GUARDING, syringe.mode());
    }

    /** The fastest mechanism: a turn of its magnet is 18 uL. */
    private static Bench armedSyringe() {
        Bench syringe = new Bench();
        syringe.turnNl = 17_945;
        syringe.run(600);
        syringe.toHand =
                Optional.of(new Envelope(7, 17_945, 1, 30 * Bench.ML, Bench.ML, 30 * Bench.ML, 0, 0, Bench.ML, 0));
        syringe.run(1_500);
        assertEquals(Mode.GUARDING, syringe.mode());
        return syringe;
    }

    @Test
    @Tag("REQ-351")
    void anAcknowledgementOfAnEarlierTripClearsNoOther() {
        Bench bench = Bench.armed();
        bench.flow(1_000, 400);
        int seen = bench.state.trips();
        assertEquals(Cause.RATE, bench.cause());
        bench.welded = true;
        bench.run(1_000);
        assertEquals(Cause.RAIL_STAYS_UP, bench.cause());
        bench.acknowledge(seen);
        assertEquals(Mode.UNSOUND, bench.mode());
        bench.welded = false;
        bench.run(10_000);
        bench.acknowledge(bench.state.trips());
        bench.run(1_200);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    void armsForNoOtherMechanism() {
        Bench bench = new Bench();
        bench.run(600);
        bench.toHand = Optional.of(new Envelope(7, 560_700, 1, 1, 1, 1, 0, 0, 1, 0));
        bench.run(3_000);
        assertNotEquals(Mode.GUARDING, bench.mode());
        assertEquals(Act.CUT, bench.act);
    }

    @Test
    void aCompensatedFlowIsCountedByTheYieldThatControlDeclares() {
        Bench bench = new Bench();
        bench.yield = 900_000;
        bench.run(600);
        bench.toHand = Optional.of(Bench.ENVELOPE);
        bench.run(1_500);
        bench.flow(100 / 0.9, HOUR_MS / 20);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    void noDeclaredYieldHidesMoreThanAQuarter() {
        Bench bench = new Bench();
        bench.yield = 10_000;
        bench.run(600);
        bench.toHand = Optional.of(Bench.ENVELOPE);
        bench.run(1_500);
        bench.flow(100 / 0.8, HOUR_MS / 60);
        assertEquals(Mode.GUARDING, bench.mode());
        bench.flow(100 / 0.8 * 1.1, HOUR_MS / 60);
        assertEquals(Cause.RATE, bench.cause());
    }

    @Test
    void aYieldThatLeapsWhileTheShaftTurnsIsFollowedSlowly() {
        Bench bench = Bench.armed();
        bench.flow(100, 2_000);
        bench.yield = 800_000;
        bench.flow(100, 1_000);
        int followed = bench.state.account().orElseThrow().yieldMillionths();
        assertTrue(followed >= 979_000 && followed < 990_000, () -> "yield " + followed);
    }

    @Test
    void takesNoEnvelopeWhileTheMotorTurns() {
        Bench bench = Bench.armed();
        bench.flow(100, 1_000);
        bench.toHand = Optional.of(new Envelope(8, Bench.ML, 1, 1, 1, 1, 0, 0, 1, 0));
        bench.flow(100, 20);
        assertEquals(Taking.TURNS, bench.taking);
        assertEquals(7, bench.state.envelopeId());
        bench.order = 8;
        bench.run(600);
        bench.toHand = Optional.of(new Envelope(8, Bench.ML, 1, 1, 1, 1, 0, 0, 1, 0));
        bench.cycle();
        assertEquals(Taking.TAKEN, bench.taking);
    }

    @Test
    @Tag("REQ-150")
    void theStopKeyIsAPauseAndNoTrip() {
        Bench bench = Bench.armed();
        bench.stopKey = true;
        bench.run(10_000);
        bench.stopKey = false;
        bench.run(40);
        assertEquals(Mode.GUARDING, bench.mode());
        assertTrue(bench.railUp());
    }

    @Test
    void aMonitorThatWasAwayArmsAnew() {
        Bench bench = Bench.armed();
        bench.nowNs += 300 * Bench.MS;
        bench.cycle();
        assertEquals(Mode.WAITING, bench.mode());
        bench.run(1_200);
        assertEquals(Mode.GUARDING, bench.mode());
    }

    @Test
    void aRailThatDoesNotFallAfterATripIsToldAsSuch() {
        Bench bench = Bench.armed();
        bench.welded = true;
        bench.flow(1_000, 1_500);
        assertEquals(Mode.UNSOUND, bench.mode());
        assertEquals(Cause.RAIL_STAYS_UP, bench.cause());
    }
}
