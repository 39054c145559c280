package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.ContainerUse;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.Flush;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.SequencePart;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/** The drug library at the bedside: what it lets in, what it lets run, and what it remembers of the line. */
@Tag("REQ-20")
class LibraryTest {
    private static final String REASON = "Dr Adeyemi, by telephone";

    private static FirmwareRig rig(DrugLibrary library) {
        return new FirmwareRig(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.of(library)));
    }

    /** 1 mg/mL, so that mL/h are mg/h. */
    private static Drug drug(String name) {
        return new Drug(name, Optional.of(new Concentration(BigDecimal.ONE, AmountUnit.MILLIGRAM)));
    }

    private static OrderBuilder alpha(String millilitresPerHour) {
        return OrderBuilder.continuous("0.2", millilitresPerHour).of(drug("alpha"));
    }

    private static OrderBuilder titrated(String rate, String least, String most) {
        Titration titration = new Titration(flow(least), flow(most), Optional.empty());
        return OrderBuilder.of(new Regimen.Continuous(ml("5"), flow(rate), Optional.of(titration)))
                .of(drug("alpha"));
    }

    private static Volume ml(String millilitres) {
        return Volume.ofMillilitres(new BigDecimal(millilitres));
    }

    private static FlowRate flow(String perHour) {
        return FlowRate.ofMillilitresPerHour(new BigDecimal(perHour));
    }

    private static void accept(FirmwareRig rig, OrderBuilder order, String reason) {
        rig.tick(new Command.Accept(order.make(), FirmwareRig.NURSE, reason));
    }

    /** Why the newest tick refused what was asked; fails where it did not. */
    private static String refusal(FirmwareRig rig) {
        List<Event.CommandRefused> refused = rig.newEvents.stream()
                .filter(Event.CommandRefused.class::isInstance)
                .map(Event.CommandRefused.class::cast)
                .toList();
        assertEquals(1, refused.size(), rig.newEvents::toString);
        return refused.getFirst().reason();
    }

    private static FirmwareRig given(FirmwareRig rig, OrderBuilder order) {
        accept(rig, order, "");
        rig.start();
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        rig.acknowledge();
        rig.tick(new Command.End(FirmwareRig.NURSE));
        return rig;
    }

    /** Time passes in late ticks of a minute. */
    private static void minutes(FirmwareRig rig, int minutes) {
        for (int i = 0; i < minutes; i++) {
            rig.tickAfter(60_000_000_000L);
        }
    }

    @Test
    void whatIsInsideTheLimitsIsAcceptedAndTheJournalNamesTheLibrary() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("50"), "");
        assertEquals(Phase.READY, rig.state.phase());
        assertEquals(
                "Test library, version 1",
                rig.all(Event.PrescriptionAccepted.class).getFirst().library());
        assertEquals(List.of(), rig.all(Event.LimitOverridden.class));
    }

    @Test
    void aHardLimitIsNotPassedWithAnyReason() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("101"), REASON);
        assertEquals(
                "regimen.rate: The rate, 101 mg/h, is above the hard limit of alpha (adult), 100 mg/h;"
                        + " it cannot be given.",
                refusal(rig));
        assertEquals(Phase.IDLE, rig.state.phase());
        assertTrue(rig.state.order().isEmpty());
    }

    @Test
    @Tag("REQ-21")
    void aSoftLimitIsNotPassedWithoutAReason() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("100"), "  ");
        assertTrue(refusal(rig).startsWith("a reason is needed. regimen.rate: "), () -> refusal(rig));
        assertEquals(Phase.IDLE, rig.state.phase());
    }

    @Test
    @Tag("REQ-21")
    void eachSoftLimitThatIsPassedIsJournalledWithItsReasonAndItsPerson() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("100"), REASON);
        assertEquals(Phase.READY, rig.state.phase());
        assertEquals(
                List.of(new Event.LimitOverridden("regimen.rate", "100 mg/h", "50 mg/h", REASON, FirmwareRig.NURSE)),
                rig.all(Event.LimitOverridden.class));
        rig.start();
        assertEquals(Phase.INFUSING, rig.state.phase());
    }

    @Test
    void aDrugThatIsInNoEntryNeedsAReason() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, OrderBuilder.continuous("1", "60").of(drug("delta")), "");
        assertTrue(refusal(rig).contains("is not in the library"));
    }

    @Test
    void aPrescriptionCannotLeaveOutThatItsDrugSustainsLife() {
        FirmwareRig rig = rig(Libraries.usual());
        OrderBuilder order = OrderBuilder.continuous("1", "60").of(drug("gamma"));
        accept(rig, order, REASON);
        String why = refusal(rig);
        assertTrue(why.contains("life_sustaining: ") && why.contains("high_alert: "), why);
        accept(rig, order.lifeSustaining().highAlert().resumingWithin(Duration.ofMinutes(1)), REASON);
        assertTrue(refusal(rig).contains("after_power_loss.within: "));
        accept(
                rig,
                OrderBuilder.continuous("1", "60")
                        .of(drug("gamma"))
                        .lifeSustaining()
                        .highAlert(),
                "");
        assertEquals(Phase.READY, rig.state.phase());
    }

    @Test
    void aLibraryThatCameSinceIsAskedAgainAtTheStart() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("60"), REASON);
        rig.restartWith(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.of(Libraries.stricter())));
        rig.start();
        assertTrue(refusal(rig).contains("above the hard limit of alpha (adult), 55 mg/h"));
        assertEquals(Phase.READY, rig.state.phase());
    }

    @Test
    void itIsAskedAgainWhenAPausedInfusionGoesOn() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("60"), REASON);
        rig.start();
        rig.pause();
        rig.restartWith(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.of(Libraries.stricter())));
        rig.start();
        assertTrue(refusal(rig).contains("55 mg/h"));
        assertEquals(Phase.PAUSED, rig.state.phase());
    }

    @Test
    void nothingResumesByItselfPastAHardLimit() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("60").resumingWithin(Duration.ofMinutes(5)), REASON);
        rig.start();
        rig.tick();
        rig.restartWith(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.of(Libraries.usual())));
        assertEquals(Phase.INFUSING, rig.state.phase());
        rig.restartWith(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.of(Libraries.stricter())));
        assertEquals(Phase.PAUSED, rig.state.phase());
    }

    @Test
    void aTitrationStaysInsideTheHardLimitToo() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, titrated("60", "10", "101"), REASON);
        assertTrue(refusal(rig).contains("hard limit"), "the whole range is laid beside the limits");
        accept(rig, titrated("50", "10", "60"), REASON);
        rig.start();
        rig.until(rig::moves, "moving");
        rig.tick(new Command.Titrate(flow("55"), FirmwareRig.NURSE));
        assertEquals(1, rig.all(Event.RateChanged.class).size());
        rig.tick();
        rig.swap(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.of(Libraries.stricter())));
        rig.tick(new Command.Titrate(flow("56"), FirmwareRig.NURSE));
        assertTrue(refusal(rig).contains("56 mg/h, is above the hard limit"));
        assertEquals(1, rig.all(Event.RateChanged.class).size());
        rig.tick(new Command.Titrate(flow("54"), FirmwareRig.NURSE));
        assertEquals(2, rig.all(Event.RateChanged.class).size());
    }

    @Test
    void aDrugDoesNotFollowWhatItMustNotMeet() {
        FirmwareRig rig = given(
                rig(Libraries.usual()), OrderBuilder.continuous("0.2", "60").of(drug("beta")));
        accept(rig, alpha("50"), REASON);
        assertTrue(refusal(rig).contains("\"alpha\" must not meet \"beta\", which is still in this line"));
        assertEquals(Phase.IDLE, rig.state.phase());
    }

    @Test
    void aRestartForgetsNothingOfTheLine() {
        FirmwareRig rig = given(
                rig(Libraries.usual()), OrderBuilder.continuous("0.2", "60").of(drug("beta")));
        rig.restart(true, Duration.ofHours(1));
        accept(rig, alpha("50"), REASON);
        assertTrue(refusal(rig).contains("must not meet"));
    }

    @Test
    void aFlushBeforeTheDoseIsEnoughAndOneThatIsCutShortIsNot() {
        Flush flush = new Flush(ml("0.2"), flow("60"), "saline");
        OrderBuilder flushed = OrderBuilder.of(new Regimen.Intermittent(
                        ml("0.2"),
                        flow("50"),
                        new DoseTimes.Every(Duration.ofHours(12)),
                        2,
                        false,
                        new MissedDoseRule.Ask(),
                        ContainerUse.EACH_DOSE,
                        Optional.of(flush),
                        Optional.empty()))
                .of(drug("alpha"));
        FirmwareRig rig = given(
                rig(Libraries.usual()), OrderBuilder.continuous("0.2", "60").of(drug("beta")));
        accept(rig, flushed, "");
        rig.start();
        rig.run(Duration.ofSeconds(2));
        assertEquals(List.of("beta", "saline"), rig.state.line().history().names());
        rig.pause();
        rig.tick(new Command.End(FirmwareRig.NURSE));
        accept(rig, alpha("50"), "");
        assertTrue(refusal(rig).contains("must not meet"), "half a flush is none");
        accept(rig, flushed.numbered("RX-2"), "");
        rig.start();
        rig.until(() -> rig.state.phase() == Phase.WAITING, "flushed");
        assertEquals(List.of("saline"), rig.state.line().history().names());
        rig.start();
        rig.until(() -> rig.state.course().part() == 3, "dose given");
        assertEquals(List.of("saline", "alpha"), rig.state.line().history().names());
    }

    @Test
    void aSequenceIsLaidBesideItselfPartByPart() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, sequence("beta"), REASON);
        assertTrue(refusal(rig).contains("\"beta\" must not meet \"alpha\""));
        accept(rig, sequence("saline", "beta"), REASON);
        assertEquals(Phase.READY, rig.state.phase());
    }

    private static OrderBuilder sequence(String... after) {
        Container container = new Container(ml("2"), Volume.ZERO);
        List<SequencePart> parts = new ArrayList<>();
        parts.add(new SequencePart("alpha", Optional.empty(), container, ml("1"), flow("50"), Optional.empty()));
        for (String name : after) {
            Drug drug = name.equals("saline") ? new Drug(name, Optional.empty()) : drug(name);
            parts.add(new SequencePart(name, Optional.of(drug), container, ml("1"), flow("50"), Optional.empty()));
        }
        return OrderBuilder.of(new Regimen.Sequence(parts)).of(drug("alpha")).from(container);
    }

    @Test
    void aSetThatWasOutMayBeANewOneAndAPersonSaysSo() {
        FirmwareRig rig = given(
                rig(Libraries.usual()), OrderBuilder.continuous("0.2", "60").of(drug("beta")));
        rig.setSeated = false;
        rig.tick();
        rig.setSeated = true;
        rig.tick();
        accept(rig, alpha("50"), "");
        assertTrue(refusal(rig).contains("The set was out since: if it is a new one, say so as the reason."));
        accept(rig, alpha("50"), "new set");
        assertEquals(Phase.READY, rig.state.phase());
        assertEquals(List.of(), rig.state.line().history().names());
        assertEquals(1, rig.all(Event.LimitOverridden.class).size());
        assertEquals(
                List.of("RAN", "SET_OUT", "NEW_SET"),
                rig.all(Event.LineFilled.class).stream()
                        .map(Event.LineFilled::how)
                        .toList());
    }

    @Test
    void aContainerThatHangsTooLongIsToldAtTheMinute() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("50"), "");
        minutes(rig, 119);
        assertFalse(rig.alarms(AlarmRow.DRUG_EXPIRED));
        minutes(rig, 2);
        assertTrue(rig.alarms(AlarmRow.DRUG_EXPIRED));
        rig.tick(new Command.ContainerChanged(FirmwareRig.NURSE));
        rig.tick();
        assertFalse(rig.alarms(AlarmRow.DRUG_EXPIRED), "another container hangs");
        assertEquals(1_000_000, rig.all(Event.HangTimeUsed.class).getLast().usedPpm());
    }

    @Test
    void aWarmContainerKeepsForLess() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("50"), "");
        minutes(rig, 30);
        rig.boardMilliCelsius = 25_001;
        minutes(rig, 43);
        assertFalse(rig.alarms(AlarmRow.DRUG_EXPIRED), "30 of 120 minutes and 43 of 60");
        minutes(rig, 4);
        assertTrue(rig.alarms(AlarmRow.DRUG_EXPIRED));
    }

    @Test
    void timeWithoutPowerCountsAtTheFirstTemperatureThatIsMeasured() {
        FirmwareRig rig = rig(Libraries.usual());
        accept(rig, alpha("50"), "");
        minutes(rig, 10);
        rig.boardMilliCelsius = 30_000;
        rig.restart(true, Duration.ofMinutes(45));
        rig.ticks(2);
        assertFalse(rig.alarms(AlarmRow.DRUG_EXPIRED));
        minutes(rig, 6);
        assertTrue(rig.alarms(AlarmRow.DRUG_EXPIRED), "an hour has passed since it was hung, and it is warm");
    }

    @Test
    void aLibraryThatSaysSoStopsTheInfusionAtTheEndOfTheHangTime() {
        FirmwareRig rig = rig(Libraries.stopping());
        accept(rig, alpha("50"), "");
        minutes(rig, 121);
        assertTrue(rig.alarms(AlarmRow.DRUG_EXPIRED_STOP));
        rig.start();
        assertTrue(refusal(rig).startsWith("DRUG_EXPIRED holds"), () -> refusal(rig));
        rig.tick(new Command.ContainerChanged(FirmwareRig.NURSE));
        rig.tick();
        rig.start();
        assertEquals(Phase.INFUSING, rig.state.phase());
    }

    @Test
    void withoutALibraryNothingIsAsked() {
        FirmwareRig rig = new FirmwareRig();
        accept(rig, alpha("900"), "");
        assertEquals(Phase.READY, rig.state.phase());
        assertEquals("", rig.all(Event.PrescriptionAccepted.class).getFirst().library());
    }
}
