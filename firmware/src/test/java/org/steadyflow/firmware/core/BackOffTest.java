package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.StepEnd;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/**
 * After an occlusion: how far the motor turns back, what it needs before and what ends it, and what becomes of the
 * dose. The rig checks at every tick that it turns back only by durable reverse authority, with all closed.
 */
@Tag("REQ-109")
@Tag("REQ-45")
class BackOffTest {
    private static final long STIFF_NL = 1_300;
    private static final long SOFT_NL = 5_000;
    private static final int LEVEL_MMHG = 20;
    private static final int PA = 133;
    private static final OrderBuilder ORDER = OrderBuilder.continuous("5", "120");

    /** Infuses well for half a minute, then the line closes, and the alarm comes. */
    private static FirmwareRig occluded(long nanolitresPerMmHg) {
        return occluded(FirmwareRig.infusing(ORDER), nanolitresPerMmHg);
    }

    private static FirmwareRig occluded(FirmwareRig rig, long nanolitresPerMmHg) {
        rig.run(Duration.ofSeconds(30));
        rig.closeLine(nanolitresPerMmHg);
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);
        return rig;
    }

    private static FirmwareRig turningBack(long nanolitresPerMmHg) {
        FirmwareRig rig = occluded(nanolitresPerMmHg);
        rig.until(rig::moves, "turning back");
        return rig;
    }

    private static Event.BackedOff backedOff(FirmwareRig rig) {
        rig.until(() -> !rig.all(Event.BackedOff.class).isEmpty(), "backed off");
        return rig.all(Event.BackedOff.class).getFirst();
    }

    private static String ended(FirmwareRig rig) {
        return backedOff(rig).ended();
    }

    private static void assertNeverMovesAgain(FirmwareRig rig) {
        for (int i = 0; i < 30 * FirmwareRig.TICKS_PER_S; i++) {
            rig.tick();
            assertFalse(rig.moves(), () -> "moves by " + rig.durable());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {500, STIFF_NL, 2_500, SOFT_NL})
    void turnsBackUntilTheLineIsTwentyMmHgAboveItsLevelAndStaysAboveThat(long nanolitresPerMmHg) {
        FirmwareRig rig = turningBack(nanolitresPerMmHg);
        long before = rig.motor.turned();

        Event.BackedOff told = backedOff(rig);

        assertEquals("RELIEVED", told.ended());
        int leftMmHg = rig.downstreamPa() / PA;
        assertTrue(leftMmHg <= LEVEL_MMHG + 20 && leftMmHg > LEVEL_MMHG + 8, leftMmHg + " mmHg are left");
        assertTrue(Math.abs(before - rig.motor.turned() - told.backMicrosteps()) <= 14, told::toString);
        assertTrue(Math.abs(told.beforeMmhg() - 300) <= 6, told::toString);
        assertNeverMovesAgain(rig);
    }

    /** A restart forgets the level, and the first second of a closed line's flow is no patient's pressure. */
    @Test
    void aLineThatWasClosedFromTheStartIsTakenForTheHighestPatientsPressure() {
        FirmwareRig rig = new FirmwareRig();
        rig.downstreamMmHg = 200;
        rig.accept(ORDER);
        rig.start();
        rig.closeLine(STIFF_NL);
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);
        rig.events.clear();
        rig.until(() -> !rig.all(Event.BackOffBegun.class).isEmpty(), "begun");

        assertEquals(80, rig.all(Event.BackOffBegun.class).getFirst().untilMmhg());
    }

    @Test
    void theJournalHasItsBeginningBeforeItsAuthorityAndTheLedgerTheLowerPlaceAfterIt() {
        FirmwareRig rig = occluded(STIFF_NL);
        rig.until(() -> rig.record().wanted().stream().anyMatch(wanted -> wanted.reverse() > 0), "asked");
        Authority asked = rig.record().wanted().orElseThrow();
        Event.BackOffBegun begun = rig.all(Event.BackOffBegun.class).getFirst();
        assertTrue(rig.newEvents.contains(begun));
        assertEquals(asked.settled(), begun.lowerMicrosteps());
        assertEquals(asked.reverse(), begun.reverseMicrosteps());

        Event.BackedOff told = backedOff(rig);
        rig.ticks(3);

        assertEquals(0, rig.durable().reverse());
        assertEquals(told.lowerMicrosteps(), rig.durable().settled());
        assertFalse(rig.durable().allowsFlow());
        assertTrue(rig.durable().settled() < asked.settled());
    }

    @Test
    void doesNotTurnBackBeforeTheAuthorityIsDurableAndNotWhenThatComesTooLate() {
        FirmwareRig rig = occluded(STIFF_NL);
        rig.storeHangs = true;
        rig.run(Duration.ofSeconds(4));
        assertFalse(rig.moves());
        rig.run(Duration.ofSeconds(3));
        assertEquals("NOT_GRANTED", ended(rig));

        rig.storeHangs = false;
        assertNeverMovesAgain(rig);

        assertEquals(0, rig.durable().reverse());
        assertEquals(0, backedOff(rig).backMicrosteps());
    }

    @Test
    void stopsOnTheTickThatReadsLessThanTheLevel() {
        FirmwareRig rig = turningBack(SOFT_NL);
        rig.openLine();
        rig.downstreamMmHg = LEVEL_MMHG - 2;

        assertEquals(MotorCommand.HOLD, rig.tick().command());
        assertEquals("BELOW_LEVEL", ended(rig));
        assertNeverMovesAgain(rig);
    }

    @Test
    @Tag("REQ-84")
    void oneLowSampleAboveTheLevelEndsNothing() {
        FirmwareRig rig = turningBack(SOFT_NL);
        rig.openLine();
        rig.downstreamMmHg = LEVEL_MMHG + 10;
        rig.tick();
        assertTrue(rig.moves());

        assertEquals(MotorCommand.HOLD, rig.tick().command());
        assertEquals("RELIEVED", ended(rig));
    }

    @Test
    void takesBackNoMoreThanTwoMillilitres() {
        LineLimits limits = new LineLimits(Pressure.ofMmHg(900), Volume.ofMicrolitres(100), Volume.ofMillilitres(1));
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("20", "600").within(limits));
        occluded(rig, SOFT_NL);

        Event.BackedOff told = backedOff(rig);

        assertTrue(List.of("VOLUME_USED", "TIME_USED").contains(told.ended()), told::toString);
        assertTrue(told.backNl() <= 2_000_000 && told.backNl() > 1_950_000, told::toString);
    }

    @Test
    void takesNoLongerThanFifteenSeconds() {
        FirmwareRig rig = new FirmwareRig(new PumpSetup(Mechanism.Syringe.ML_10, false, 1));
        LineLimits limits = new LineLimits(Pressure.ofMmHg(900), Volume.ofMicrolitres(100), Volume.ofMillilitres(1));
        rig.accept(OrderBuilder.continuous("9", "240")
                .within(limits)
                .from(new Container(Volume.ofMillilitres(10), Volume.ZERO)));
        rig.start();
        rig.run(Duration.ofSeconds(30));
        rig.downstreamMmHg = 950;
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);
        rig.until(rig::moves, "turning back");
        int ticks = 0;
        while (rig.moves()) {
            // falls as a line would that is softer than any
            rig.downstreamMmHg -= ticks % 2;
            rig.tick();
            ticks++;
        }

        assertEquals("TIME_USED", ended(rig));
        int late = ticks - 15 * FirmwareRig.TICKS_PER_S;
        assertTrue(Math.abs(late) <= 1, ticks + " ticks");
    }

    @Test
    @Tag("REQ-46")
    void aPressureThatDoesNotFallIsNotTheLinesOwnAndLittleIsTaken() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.run(Duration.ofSeconds(30));
        rig.downstreamMmHg = 400;
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);

        Event.BackedOff told = backedOff(rig);

        assertEquals("PRESSURE_STAYS", told.ended());
        assertTrue(told.backNl() < 230_000, told::toString);
    }

    static Stream<Arguments> whatForbidsIt() {
        return Stream.of(
                forbids("the door opens", rig -> rig.doorClosed = false),
                forbids("the set is out", rig -> rig.setSeated = false),
                forbids("the stop key is held", rig -> rig.stopKey = true),
                forbids("the sensor is out of range", rig -> {
                    rig.openLine();
                    rig.downstreamMmHg = 1_600;
                }),
                forbids("the driver reports a fault", rig -> rig.motor.driverFault = true),
                forbids("air comes", rig -> rig.airDetectorMv = -1));
    }

    private static Arguments forbids(String what, Consumer<FirmwareRig> happens) {
        return Arguments.of(what, happens);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatForbidsIt")
    void endsAtOnceAndForGoodWhen(String what, Consumer<FirmwareRig> happens) {
        FirmwareRig rig = turningBack(SOFT_NL);
        rig.ticks(10);
        happens.accept(rig);

        int ticks = 0;
        while (rig.moves()) {
            rig.tick();
            ticks++;
        }

        // the detector's own fault needs two of three samples
        assertTrue(ticks <= 2, what + " after " + ticks + " ticks");
        assertNeverMovesAgain(rig);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatForbidsIt")
    void doesNotBeginWhen(String what, Consumer<FirmwareRig> happens) {
        FirmwareRig rig = occluded(STIFF_NL);
        happens.accept(rig);

        assertNeverMovesAgain(rig);
        assertEquals(List.of(), rig.all(Event.BackedOff.class), what);
    }

    @Test
    void aSensorThatSaysTheSameForASecondEndsIt() {
        FirmwareRig rig = turningBack(SOFT_NL);
        int frozenMmHg = rig.downstreamPa() / PA;
        rig.openLine();
        rig.downstreamMmHg = frozenMmHg;
        rig.sensorsTremble = false;

        rig.ticks(21);

        assertFalse(rig.moves());
        assertEquals("FORBIDDEN", ended(rig));
    }

    @Test
    void aShaftThatDoesNotFollowEndsItAndIsNoOverInfusion() {
        FirmwareRig rig = turningBack(SOFT_NL);
        rig.motor.jammed = true;

        rig.ticks(4);

        assertFalse(rig.moves());
        assertEquals("MOTOR_STANDS", ended(rig));
        rig.run(Duration.ofSeconds(20));
        assertFalse(rig.alarms(AlarmRow.OVER_INFUSION));
        assertFalse(rig.alarms(AlarmRow.MOTOR_FAULT));
    }

    @Test
    void aPersonWhoPausesEndsIt() {
        FirmwareRig rig = turningBack(SOFT_NL);
        rig.pause();

        assertFalse(rig.moves());
        assertEquals("STOPPED", ended(rig));
        assertNeverMovesAgain(rig);
    }

    @Test
    void neverTurnsBackForAnUpstreamOcclusion() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.run(Duration.ofSeconds(30));
        rig.upstreamMmHg = -300;
        rig.ticksUntil(AlarmRow.OCCLUSION_UPSTREAM);

        assertNeverMovesAgain(rig);
        assertEquals(List.of(), rig.all(Event.BackOffBegun.class));
    }

    @Test
    void neverTurnsBackWhereNoFlowWasStopped() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.run(Duration.ofSeconds(30));
        rig.pause();
        rig.downstreamMmHg = 400;
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);

        assertNeverMovesAgain(rig);
        assertEquals(List.of(), rig.all(Event.BackOffBegun.class));
    }

    @Test
    @Tag("REQ-105")
    void theAlarmsCauseHoldsUntilAPersonHasSeenItAndThenAStartGoesOn() {
        FirmwareRig rig = occluded(STIFF_NL);
        backedOff(rig);
        rig.run(Duration.ofSeconds(10));
        assertEquals(List.of(), rig.all(Event.AlarmCauseGone.class));
        rig.start();
        assertEquals(Phase.STOPPED, rig.state.phase());

        rig.openLine();
        rig.tick(new Command.Acknowledge(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));

        assertEquals(Phase.INFUSING, rig.state.phase());
        assertEquals(1, rig.all(Event.AlarmCauseGone.class).size());
        rig.tick();
        rig.assertQuiet();
    }

    @Test
    void nothingElseIsObeyedWhileItIsUnderWay() {
        FirmwareRig rig = turningBack(SOFT_NL);
        rig.tick(
                new Command.End(FirmwareRig.NURSE),
                new Command.ContainerChanged(FirmwareRig.NURSE),
                new Command.Start(FirmwareRig.NURSE));

        assertEquals(3, rig.all(Event.CommandRefused.class).size());
        assertTrue(rig.moves());
    }

    @Test
    @Tag("REQ-05")
    @Tag("REQ-28")
    void whatWasTakenBackIsGivenAtTheOrderedRateAndTheDoseIsExact() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
        for (int i = 0; i < 3; i++) {
            rig.events.clear();
            occluded(rig, STIFF_NL);
            backedOff(rig);
            rig.openLine();
            rig.tick(new Command.Acknowledge(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));
            long before = rig.motor.turned();
            rig.run(Duration.ofSeconds(10));
            long given = rig.motor.turned() - before;
            // 120 mL/h is 17,067 microsteps a second; the look-ahead and two carried ticks come on top
            assertTrue(given <= 174_500, given + " microsteps in 10 s");
        }
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long beyond = rig.motor.turned() - 2_560_000;
        assertTrue(beyond <= 0 && beyond >= -26, beyond + " microsteps beyond the order");
        assertEquals(List.of(), rig.all(Event.ShortfallDropped.class));
    }

    /** 1 mL at 120 mL/h, then 2 mL at 240. */
    private static Regimen.Stepped twoSteps() {
        Step first = new Step(FlowRate.ofMillilitresPerHour(120), new StepEnd.Given(Volume.ofMillilitres(1)), false);
        Step rest = new Step(FlowRate.ofMillilitresPerHour(240), new StepEnd.Rest(), false);
        return new Regimen.Stepped(Volume.ofMillilitres(3), List.of(first, rest), Optional.empty());
    }

    /** The rate is changed a moment before the alarm: most of what is taken back belongs to the part before. */
    @Test
    @Tag("REQ-05")
    void whatWasTakenBackOfThePartBeforeIsGivenWithThisOne() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.of(twoSteps()));
        rig.until(() -> rig.state.course().part() == 1, "the second step");
        rig.closeLine(STIFF_NL);
        rig.downstreamMmHg = 292;
        rig.ticksUntil(AlarmRow.OCCLUSION_DOWNSTREAM);
        backedOff(rig);
        long owed = rig.state.course().partStart() - rig.state.shaft().lower(rig.motor.sample());
        assertTrue(owed > 100_000, owed + " microsteps are owed");

        rig.openLine();
        rig.downstreamMmHg = LEVEL_MMHG;
        rig.tick(new Command.Acknowledge(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));
        long before = rig.motor.turned();
        rig.run(Duration.ofSeconds(2));
        long given = rig.motor.turned() - before;
        assertTrue(given <= 2 * 34_134 + 4 * 1_707, given + " microsteps in 2 s at 240 mL/h");
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        long beyond = rig.motor.turned() - 3 * 512_000;
        assertTrue(beyond <= 0 && beyond >= -26, beyond + " microsteps beyond the order");
    }

    /** Killed, or cut, at each tick from the alarm to the end of the back-off and a second beyond. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("REQ-53")
    @Tag("REQ-56")
    void stoppedAtAnyTickTheTruthIsInsideTheRecordAndItIsNotRepeated(boolean powerLost) {
        for (int after = 0; after < 90; after++) {
            FirmwareRig rig = occluded(FirmwareRig.infusing(ORDER.resumingWithin(Duration.ofMinutes(1))), STIFF_NL);
            rig.ticks(after);
            long reverse = rig.durable().reverse();

            rig.restart(powerLost, Duration.ofSeconds(5));

            long truth = rig.motor.turned();
            long lower = rig.state.shaft().lower(rig.motor.sample());
            long upper = rig.state.shaft().upper(rig.motor.sample());
            assertTrue(lower <= truth && truth <= upper, truth + " is outside " + lower + " to " + upper);
            if (reverse > 0 || !powerLost) {
                assertEquals(powerLost, rig.state.flags().volumeUnsure(), "stopped after " + after + " ticks");
            }
            long most = powerLost ? reverse + 60_000 : 13;
            assertTrue(upper - lower <= most, upper - lower + " microsteps wide");
            assertNeverTurnsBackAgain(rig, truth);
        }
    }

    private static void assertNeverTurnsBackAgain(FirmwareRig rig, long truth) {
        rig.run(Duration.ofSeconds(8));
        assertTrue(rig.motor.turned() >= truth, "turned back again");
        assertEquals(Phase.STOPPED, rig.state.phase());
        assertEquals(0, rig.durable().reverse());
        assertFalse(rig.alarms(AlarmRow.MOTOR_FAULT));
    }
}
