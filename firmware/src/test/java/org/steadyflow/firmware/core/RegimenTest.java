package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.ContainerUse;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Flush;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.SequencePart;
import org.steadyflow.firmware.prescription.StartRule;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.StepEnd;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** Every regimen but the two plain ones, tick by tick: what people confirm, change and ask for. */
class RegimenTest {
    private static final double ML = PumpSetup.CASSETTE.microstep().microstepsIn(Volume.ofMillilitres(1));

    private static FlowRate mlPerH(int rate) {
        return FlowRate.ofMillilitresPerHour(rate);
    }

    private static Volume ml(int volume) {
        return Volume.ofMillilitres(volume);
    }

    /** What the shaft has given since acceptance. */
    private static double givenMl(FirmwareRig rig) {
        return rig.motor.turned() / ML;
    }

    private static FirmwareRig started(OrderBuilder order) {
        FirmwareRig rig = new FirmwareRig();
        rig.accept(order);
        rig.start();
        return rig;
    }

    private static Optional<String> prompt(FirmwareRig rig) {
        return rig.state.prompt();
    }

    private static Regimen.Stepped steps(boolean confirmed) {
        return new Regimen.Stepped(
                ml(3),
                List.of(
                        new Step(mlPerH(60), new StepEnd.After(Duration.ofMinutes(1)), false),
                        new Step(mlPerH(120), new StepEnd.Rest(), confirmed)),
                Optional.empty());
    }

    @Test
    @Tag("REQ-36")
    void aStepThatAsksWaitsWithoutFlowUntilAPersonConfirms() {
        FirmwareRig rig = started(OrderBuilder.of(steps(true)));
        rig.until(() -> prompt(rig).isPresent(), "asked");
        double before = givenMl(rig);

        rig.run(Duration.ofMinutes(10));

        assertEquals(1, before, 0.001);
        assertEquals(before, givenMl(rig), 0.001);
        assertTrue(rig.alarms(AlarmCode.NOT_STARTED), "somebody is missing");
        rig.start();
        assertEquals(Phase.INFUSING, rig.state.phase());
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        assertEquals(3, givenMl(rig), 0.001);
    }

    private static double minutesUntilNearEnd(OrderBuilder order) {
        FirmwareRig rig = started(order);
        return rig.ticksUntil(AlarmRow.NEAR_END) / (20 * 60.0);
    }

    /** An hour in all, of which the last step is ten minutes. */
    private static Regimen.Stepped anHour(boolean confirmed) {
        Step first = new Step(mlPerH(60), new StepEnd.After(Duration.ofMinutes(50)), false);
        return new Regimen.Stepped(
                ml(60), List.of(first, new Step(mlPerH(60), new StepEnd.Rest(), confirmed)), Optional.empty());
    }

    @Test
    @Tag("REQ-107")
    void theLastHalfHourCountsAllStepsThatFollow() {
        assertEquals(30, minutesUntilNearEnd(OrderBuilder.of(anHour(false))), 0.1);
        Regimen tapered =
                new Regimen.Tapered(ml(60), Duration.ofMinutes(60), Duration.ofMinutes(10), Duration.ofMinutes(10));
        assertEquals(30, minutesUntilNearEnd(OrderBuilder.of(tapered)), 0.1);
    }

    /** While a person must come first, nobody knows when the end is. */
    @Test
    @Tag("REQ-107")
    void aStepThatWaitsForAPersonPutsOffTheEnd() {
        FirmwareRig rig = started(OrderBuilder.of(anHour(true)));
        rig.until(() -> prompt(rig).isPresent(), "asked");
        assertFalse(rig.alarms(AlarmRow.NEAR_END));
        rig.start();
        assertEquals(5, rig.ticksUntil(AlarmRow.NEAR_END) / (20 * 60.0), 0.1, "half of the last ten minutes");
    }

    @Test
    @Tag("REQ-36")
    void stepsThatDoNotAskFollowEachOther() {
        FirmwareRig rig = started(OrderBuilder.of(steps(false)));

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        rig.tick();

        assertEquals(3, givenMl(rig), 0.001);
        assertEquals(
                1,
                rig.all(Event.AlarmRaised.class).stream()
                        .filter(alarm -> alarm.code() == AlarmCode.INFUSION_COMPLETE)
                        .count());
    }

    @Test
    @Tag("REQ-36")
    void aRampDownThatIsAskedForTakesItsWholeTimeFromTheRateOfThatMoment() {
        Regimen tapered =
                new Regimen.Tapered(ml(40), Duration.ofMinutes(30), Duration.ofMinutes(5), Duration.ofMinutes(5));
        FirmwareRig rig = started(OrderBuilder.of(tapered).keptOpen("1", "0.5"));
        rig.run(Duration.ofMinutes(10));
        double before = givenMl(rig);
        FlowRate plateau = tapered.rate();

        rig.tick(new Command.RampDown(FirmwareRig.NURSE));
        long beganNs = rig.nowNs;
        rig.run(Duration.ofMinutes(1));
        rig.tick(new Command.RampDown(FirmwareRig.NURSE));
        assertEquals(1, rig.all(Event.CommandRefused.class).size(), "there is one ramp down");
        rig.until(() -> rig.state.phase() == Phase.COMPLETE || rig.state.phase() == Phase.WAITING, "all in");

        assertEquals(300, (rig.nowNs - beganNs) / 1e9, 3);
        double ramp = plateau.volumeIn(Duration.ofMinutes(5)).nanolitres() / 2e6;
        assertEquals(before + ramp, givenMl(rig), 0.05);
        assertEquals(1, rig.all(Event.RampDownBegun.class).size());
    }

    @Test
    @Tag("REQ-36")
    void anotherRateInsideTheTitrationGivesTheRestOfTheSameVolume() {
        Regimen regimen = new Regimen.Continuous(
                ml(4), mlPerH(60), Optional.of(new Titration(mlPerH(30), mlPerH(240), Optional.of(mlPerH(60)))));
        FirmwareRig rig = started(OrderBuilder.of(regimen));
        rig.run(Duration.ofMinutes(2));

        rig.tick(new Command.Titrate(mlPerH(121), FirmwareRig.NURSE));
        assertTrue(rig.newEvents.toString().contains("one change is at most 60 mL/h"), rig.newEvents::toString);
        rig.tick(new Command.Titrate(mlPerH(300), FirmwareRig.NURSE));
        assertTrue(rig.newEvents.toString().contains("from 30 mL/h to 240 mL/h"), rig.newEvents::toString);
        rig.tick(new Command.Titrate(mlPerH(120), FirmwareRig.NURSE));
        double before = givenMl(rig);
        rig.run(Duration.ofMinutes(1));

        assertEquals(2, givenMl(rig) - before, 0.05, "less than a second goes by between the two");
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        assertEquals(4, givenMl(rig), 0.001);
    }

    /** 1 mL on request every 8 min, a cap that leaves room for three of them, 2 mL for a clinician. */
    private static Regimen.PatientControlled controlled(int basal, int loading) {
        return controlled(basal, loading, 4 * basal + 3);
    }

    private static Regimen.PatientControlled controlled(int basal, int loading, int capMl) {
        return new Regimen.PatientControlled(
                ml(50),
                basal == 0 ? FlowRate.ZERO : mlPerH(basal),
                ml(1),
                mlPerH(120),
                Duration.ofMinutes(8),
                Optional.empty(),
                Optional.of(ml(capMl)),
                ml(loading),
                ml(2));
    }

    private static void press(FirmwareRig rig) {
        rig.tick(new Command.RequestBolus(BolusLog.Kind.DEMAND, "patient"));
    }

    @Test
    @Tag("REQ-33")
    void aDoseOnRequestIsGivenAtOnceAndTheNextOneOnlyAfterTheLockout() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(0, 0)));
        press(rig);
        rig.run(Duration.ofMinutes(1));

        press(rig);

        assertEquals(1, givenMl(rig), 0.001);
        Event.BolusRefused refused = rig.all(Event.BolusRefused.class).getFirst();
        assertEquals("LOCKOUT", refused.reason());
        assertEquals(2, refused.attempts());
        rig.run(Duration.ofMinutes(8));
        press(rig);
        rig.run(Duration.ofMinutes(1));
        assertEquals(2, givenMl(rig), 0.001);
    }

    @Test
    @Tag("REQ-340")
    void theDoseKeyAsksOnceHoweverLongItIsHeld() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(0, 0)));
        rig.doseKey = true;
        rig.run(Duration.ofMinutes(12));
        assertEquals(1, givenMl(rig), 0.001);
        assertEquals(1, rig.all(Event.BolusGranted.class).size());
        assertEquals(List.of(), rig.all(Event.BolusRefused.class));
        rig.doseKey = false;
        rig.tick();
        rig.doseKey = true;
        rig.run(Duration.ofMinutes(1));
        assertEquals(2, givenMl(rig), 0.001);
        assertEquals("dose key", rig.all(Event.BolusGranted.class).getLast().by());
    }

    @Test
    @Tag("REQ-340")
    void theDoseKeyDoesNothingWhileTheStopKeyIsHeldAndNothingWithoutSuchAnOrder() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(0, 0)));
        rig.stopKey = true;
        rig.tick();
        rig.doseKey = true;
        rig.run(Duration.ofMinutes(1));
        assertEquals(0, givenMl(rig), 0.001);
        assertEquals(List.of(), rig.all(Event.BolusGranted.class));
        FirmwareRig other = started(OrderBuilder.continuous("1", "120"));
        other.doseKey = true;
        other.tick();
        assertEquals(
                "the prescription has no such dose",
                other.all(Event.CommandRefused.class).getLast().reason());
    }

    @Test
    @Tag("REQ-34")
    void theCapRefusesWhatTheLockoutWouldAllowAndSaysSo() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(2, 0)));
        for (int i = 0; i < 5; i++) {
            press(rig);
            rig.run(Duration.ofMinutes(9));
        }

        assertEquals(3, rig.all(Event.BolusGranted.class).size());
        assertEquals(
                List.of("CAP_PER_4_HOURS", "CAP_PER_4_HOURS"),
                rig.all(Event.BolusRefused.class).stream()
                        .map(Event.BolusRefused::reason)
                        .toList());
        assertTrue(rig.alarms(AlarmCode.DOSE_LIMIT));
        assertEquals(3 + 2 * 0.75, givenMl(rig), 0.02, "three doses, and a basal flow that never stopped");
    }

    @Test
    @Tag("REQ-33")
    void theLoadingDoseComesFirstAndOnce() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(2, 2)));
        rig.run(Duration.ofMinutes(2));

        assertEquals(2 + 2 / 30.0, givenMl(rig), 0.02);
        assertEquals("LOADING", rig.all(Event.BolusGranted.class).getFirst().kind());
        rig.run(Duration.ofMinutes(30));
        assertEquals(1, rig.all(Event.BolusGranted.class).size());
    }

    @Test
    @Tag("REQ-35")
    void aDoseThatIsStoppedIsNeverFinished() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(0, 0)));
        press(rig);
        rig.run(Duration.ofSeconds(10));
        rig.pause();
        rig.run(Duration.ofSeconds(5));
        double stopped = givenMl(rig);

        rig.start();
        rig.run(Duration.ofMinutes(5));

        assertTrue(stopped > 0.2 && stopped < 0.5, stopped + " mL");
        assertEquals(stopped, givenMl(rig), 0.001);
        press(rig);
        assertEquals("LOCKOUT", rig.all(Event.BolusRefused.class).getFirst().reason(), "it counts in full");
    }

    @Test
    @Tag("REQ-35")
    void aDoseThatLosesItsPowerIsNeverFinishedAndItsLockoutGoesOn() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(0, 0)).resumingWithin(Duration.ofMinutes(30)));
        press(rig);
        rig.run(Duration.ofSeconds(10));

        rig.restart(false, Duration.ofMinutes(20));
        double stopped = givenMl(rig);
        rig.run(Duration.ofMinutes(5));
        press(rig);

        assertEquals(stopped, givenMl(rig), 0.001);
        assertEquals("LOCKOUT", rig.all(Event.BolusRefused.class).getFirst().reason(), "time without power counts not");
        rig.run(Duration.ofMinutes(3));
        press(rig);
        assertEquals(2, rig.all(Event.BolusGranted.class).size());
    }

    @Test
    @Tag("REQ-33")
    void nothingIsGivenOnRequestWhileThePumpIsPausedOrADoseRuns() {
        FirmwareRig rig = started(OrderBuilder.of(controlled(0, 0, 20)));
        rig.pause();
        press(rig);
        assertEquals(1, rig.all(Event.CommandRefused.class).size());
        rig.start();
        rig.tick(new Command.RequestBolus(BolusLog.Kind.CLINICIAN, FirmwareRig.NURSE));
        rig.tick(new Command.RequestBolus(BolusLog.Kind.CLINICIAN, FirmwareRig.NURSE));

        assertEquals("RUNNING", rig.all(Event.BolusRefused.class).getFirst().reason());
        rig.run(Duration.ofMinutes(3));
        assertEquals(2, givenMl(rig), 0.001);
    }

    @Test
    @Tag("REQ-36")
    void aSequenceWaitsForEachContainerAndCountsItAnew() {
        Regimen sequence = new Regimen.Sequence(List.of(part("saline", 1), part("drug", 2), part("saline after", 1)));
        FirmwareRig rig = started(OrderBuilder.of(sequence).from(new Container(ml(1), Volume.ZERO)));
        for (int i = 0; i < 2; i++) {
            rig.until(() -> prompt(rig).isPresent(), "asked");
            rig.start();
        }
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        assertEquals(4, givenMl(rig), 0.001);
        assertEquals(2, rig.all(Event.ContainerChanged.class).size());
        assertFalse(rig.all(Event.AlarmRaised.class).toString().contains("CONTAINER_EMPTY"));
    }

    private static SequencePart part(String name, int volume) {
        return new SequencePart(
                name,
                Optional.empty(),
                new Container(ml(volume), Volume.ZERO),
                ml(volume),
                mlPerH(240),
                Optional.empty());
    }

    private static Regimen hungDoses(DoseTimes times, MissedDoseRule missed) {
        return new Regimen.Intermittent(
                ml(1),
                mlPerH(240),
                times,
                2,
                false,
                missed,
                ContainerUse.EACH_DOSE,
                Optional.empty(),
                Optional.of(new Flush(ml(1), mlPerH(240), "saline")));
    }

    @Test
    @Tag("REQ-27")
    void aDoseThatAPersonHangsWaitsForThatPersonAndIsLeftOutWhenNobodyComesInTime() {
        Regimen doses = hungDoses(
                new DoseTimes.Every(Duration.ofMinutes(30)), new MissedDoseRule.GiveLate(Duration.ofMinutes(20)));
        FirmwareRig rig = started(OrderBuilder.of(doses));
        rig.until(() -> prompt(rig).isPresent(), "asked for the flush");
        assertEquals("Hang saline.", prompt(rig).orElseThrow());
        rig.start();
        rig.until(() -> prompt(rig).isPresent(), "asked for dose 2");
        assertEquals(2, givenMl(rig), 0.001);

        rig.run(Duration.ofMinutes(21));

        assertEquals("SKIP", rig.all(Event.DoseMissed.class).getFirst().decision());
        assertEquals(2, givenMl(rig), 0.001, "neither the dose nor its flush");
        assertEquals(Phase.COMPLETE, rig.state.phase());
    }

    @Test
    @Tag("REQ-27")
    void aDoseByTheClockIsNotGivenHardOnTheHeelsOfALateOne() {
        DoseTimes daily = new DoseTimes.Daily(List.of(LocalTime.of(10, 14), LocalTime.of(22, 14)), ZoneOffset.UTC);
        Regimen doses = new Regimen.Intermittent(
                ml(1),
                mlPerH(240),
                daily,
                3,
                false,
                new MissedDoseRule.GiveLate(Duration.ofHours(12)),
                ContainerUse.ONE,
                Optional.empty(),
                Optional.empty());
        FirmwareRig rig = new FirmwareRig();
        long offMs = rig.wallMs - Instant.parse("2023-11-14T22:13:20Z").toEpochMilli();
        assertTrue(Math.abs(offMs) < 5_000, "just before a dose");
        rig.accept(OrderBuilder.of(doses).resumingWithin(Duration.ofHours(24)));
        rig.start();
        rig.ticks(2);

        rig.restart(false, Duration.ofMinutes(11 * 60 + 30));
        rig.until(() -> rig.all(Event.PartEnded.class).size() >= 2, "the first dose, late");
        rig.restart(false, Duration.ofMinutes(60));
        rig.run(Duration.ofMinutes(5));

        assertEquals(1, givenMl(rig), 0.001, rig.events::toString);
        assertEquals(
                List.of("GIVE_LATE", "SKIP"),
                rig.all(Event.DoseMissed.class).stream()
                        .map(Event.DoseMissed::decision)
                        .toList());
    }

    @Test
    @Tag("REQ-25")
    void aDelayedStartGivesNothingBeforeItsTime() {
        FirmwareRig rig =
                started(OrderBuilder.continuous("1", "240").starting(new StartRule.After(Duration.ofMinutes(20))));
        rig.run(Duration.ofMinutes(19));
        assertEquals(0, givenMl(rig), 0.001);

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        assertEquals(1, givenMl(rig), 0.001);
    }

    @Test
    @Tag("REQ-25")
    void anObservationRunsOutAfterTheEnd() {
        FirmwareRig rig = started(OrderBuilder.continuous("1", "240").observedFor(Duration.ofMinutes(10)));
        rig.until(() -> rig.alarms(AlarmRow.INFUSION_COMPLETE), "all in");
        rig.run(Duration.ofMinutes(9));
        assertEquals(Phase.WAITING, rig.state.phase());

        rig.run(Duration.ofMinutes(2));

        assertEquals(Phase.COMPLETE, rig.state.phase());
    }

    @Test
    @Tag("REQ-25")
    void whatGoesOnAfterTheEndGoesOnAtTheSameRate() {
        FirmwareRig rig = started(OrderBuilder.continuous("1", "240")
                .from(new Container(ml(3), Volume.ZERO))
                .goingOn());
        rig.until(() -> rig.alarms(AlarmRow.INFUSION_COMPLETE), "all in");
        double before = givenMl(rig);

        rig.run(Duration.ofSeconds(15));

        assertEquals(1, givenMl(rig) - before, 0.05);
    }
}
