package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.StartRule;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.telemetry.message.Event;

/** A prescription is given once, and the windows of doses on request do not end with an order. */
class GivenOnceTest {
    private static final double ML = PumpSetup.CASSETTE.microstep().microstepsIn(Volume.ofMillilitres(1));
    private static final Drug MORPHINE = drug("morphine", AmountUnit.MILLIGRAM, 1);

    private static Drug drug(String name, AmountUnit unit, int perMl) {
        return new Drug(name, Optional.of(new Concentration(BigDecimal.valueOf(perMl), unit)));
    }

    /** 1 mL on request every 8 min, 2 mL at the start, 4 mL in four hours. */
    private static OrderBuilder morphine(String id) {
        return morphine(id, MORPHINE);
    }

    private static OrderBuilder morphine(String id, Drug drug) {
        Regimen.PatientControlled regimen = new Regimen.PatientControlled(
                Volume.ofMillilitres(50),
                FlowRate.ZERO,
                Volume.ofMillilitres(1),
                FlowRate.ofMillilitresPerHour(120),
                Duration.ofMinutes(8),
                Optional.empty(),
                Optional.of(Volume.ofMillilitres(4)),
                Volume.ofMillilitres(2),
                Volume.ZERO);
        return OrderBuilder.of(regimen).of(drug).numbered(id);
    }

    private static FirmwareRig started(OrderBuilder order) {
        FirmwareRig rig = new FirmwareRig();
        rig.accept(order);
        rig.start();
        return rig;
    }

    private static void end(FirmwareRig rig) {
        rig.pause();
        rig.tick(new Command.End(FirmwareRig.NURSE));
        assertEquals(Phase.IDLE, rig.state.phase());
    }

    private static void press(FirmwareRig rig) {
        rig.tick(new Command.RequestBolus(BolusLog.Kind.DEMAND, "patient"));
    }

    private static String refusal(FirmwareRig rig) {
        return rig.all(Event.CommandRefused.class).getLast().reason();
    }

    private static List<String> refusedDoses(FirmwareRig rig) {
        return rig.all(Event.BolusRefused.class).stream()
                .map(Event.BolusRefused::reason)
                .toList();
    }

    @Test
    @Tag("REQ-38")
    void whatWasStartedIsRefusedOnceItHasEndedAndTheSentenceSaysWhenAndWhatToDo() {
        FirmwareRig rig = started(OrderBuilder.continuous("5", "100"));
        rig.run(Duration.ofMinutes(2));
        end(rig);

        rig.accept(OrderBuilder.continuous("5", "100"));

        assertEquals(Phase.IDLE, rig.state.phase());
        assertEquals(
                "RX-1 was started on 2023-11-14 22:13 UTC and ended on 2023-11-14 22:15 UTC, and a prescription is given"
                        + " once; ask the pharmacy for a new one with an id of its own",
                refusal(rig));
        rig.accept(OrderBuilder.continuous("5", "100").numbered("RX-2"));
        assertEquals(Phase.READY, rig.state.phase());
    }

    @Test
    @Tag("REQ-38")
    void whatIsCompleteIsNotGivenAgain() {
        FirmwareRig rig = started(OrderBuilder.continuous("0.5", "600"));
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        rig.accept(OrderBuilder.continuous("0.5", "600"));
        assertTrue(refusal(rig).startsWith("RX-1 was started"), refusal(rig));
        rig.tick(new Command.End(FirmwareRig.NURSE));
        rig.accept(OrderBuilder.continuous("0.5", "600"));

        assertEquals(2, rig.all(Event.CommandRefused.class).size());
        assertEquals(0.5, rig.motor.turned() / ML, 0.001);
    }

    @Test
    @Tag("REQ-38")
    void whatWasNeverStartedMayBeAcceptedAgain() {
        FirmwareRig rig = new FirmwareRig();
        for (int i = 0; i < 3; i++) {
            rig.accept(OrderBuilder.continuous("1", "60"));
            rig.tick(new Command.End(FirmwareRig.NURSE));
        }
        rig.accept(OrderBuilder.continuous("1", "60"));
        rig.start();
        rig.until(rig::moves, "moving");
        assertEquals(List.of(), rig.all(Event.CommandRefused.class));
    }

    /** Nothing has moved yet, but a person has set it going: the next one must not give it beside this. */
    @Test
    @Tag("REQ-38")
    void aStartThatIsStillToComeUsesItUp() {
        OrderBuilder later = OrderBuilder.continuous("1", "60").starting(new StartRule.After(Duration.ofHours(1)));
        FirmwareRig rig = started(later);
        rig.run(Duration.ofSeconds(5));
        end(rig);
        rig.accept(later);
        assertEquals(Phase.IDLE, rig.state.phase());
    }

    @Test
    @Tag("REQ-38")
    void aPauseAndAStartAreNoEnd() {
        FirmwareRig rig = started(OrderBuilder.continuous("1", "600"));
        rig.run(Duration.ofSeconds(2));
        rig.pause();
        rig.start();
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        assertEquals(List.of(), rig.all(Event.CommandRefused.class));
    }

    @Test
    @Tag("REQ-38")
    void itForgetsTheOldestOfMoreThanItKeeps() {
        Past past = Past.NONE;
        for (int i = 0; i <= Past.USED_MOST; i++) {
            past = past.started("hash " + i, i, i).started("hash " + i, i + 1, i + 1);
        }
        assertEquals(Past.USED_MOST, past.used().size());
        assertTrue(past.usedBy("hash 0").isEmpty());
        assertEquals(1, past.usedBy("hash 1").orElseThrow().startedWallMs());
    }

    /** The monitor may lose its envelope in the middle: what was started must not have to end for that. */
    @Test
    @Tag("REQ-38")
    @Tag("REQ-357")
    void aPausedPrescriptionIsConfirmedAgainForTheMonitorAloneAndNothingElseChanges() {
        FirmwareRig rig = started(OrderBuilder.continuous("5", "100"));
        rig.run(Duration.ofSeconds(10));
        rig.pause();
        rig.accept(OrderBuilder.continuous("5", "100"));
        assertEquals("this prescription stands already", refusal(rig));

        rig.supervision = new Supervision(false, false, false, new Guard(true, 1, false, false));
        rig.start();
        assertEquals(
                "the monitor has no envelope of this prescription; confirm it again with its envelope", refusal(rig));
        Course before = rig.state.course();
        rig.accept(OrderBuilder.continuous("5", "100"));

        assertEquals(2, rig.all(Event.CommandRefused.class).size());
        assertEquals(1, rig.all(Event.PrescriptionAccepted.class).size());
        assertEquals(Phase.PAUSED, rig.state.phase());
        assertEquals(before, rig.state.course());
        rig.accept(OrderBuilder.continuous("6", "100"));
        assertEquals(3, rig.all(Event.CommandRefused.class).size(), "another one is another one");
    }

    @Test
    @Tag("REQ-38")
    @Tag("REQ-39")
    void anEndAndAnAcceptanceStartNoLockoutAndNoCapAnew() {
        FirmwareRig rig = started(morphine("RX-1"));
        rig.run(Duration.ofMinutes(2));
        press(rig);
        assertEquals(List.of("LOCKOUT"), refusedDoses(rig));
        end(rig);
        rig.accept(morphine("RX-1"));
        assertEquals(Phase.IDLE, rig.state.phase(), "the same file");

        rig.accept(morphine("RX-2"));
        rig.start();
        rig.run(Duration.ofMinutes(2));
        press(rig);

        assertEquals(List.of("LOCKOUT", "LOCKOUT"), refusedDoses(rig));
        assertEquals(4, rig.motor.turned() / ML, 0.001, "two loading doses");
        end(rig);
        rig.accept(morphine("RX-3"));
        rig.start();
        rig.run(Duration.ofMinutes(20));
        press(rig);
        assertEquals(List.of("LOCKOUT", "LOCKOUT", "CAP_PER_4_HOURS", "CAP_PER_4_HOURS"), refusedDoses(rig));
        assertEquals(4, rig.motor.turned() / ML, 0.001, "no third loading dose, and none on request");
    }

    /** What was given is counted as drug: of a container twice as strong half the volume is as much. */
    @Test
    @Tag("REQ-39")
    void aWindowCountsDrugAndNotVolume() {
        FirmwareRig rig = started(morphine("RX-1", drug("MORPHine", AmountUnit.MICROGRAM, 1_500)));
        rig.run(Duration.ofMinutes(2));
        end(rig);
        rig.accept(morphine("RX-2"));
        rig.start();
        rig.run(Duration.ofMinutes(2));
        assertEquals(List.of("CAP_PER_4_HOURS"), refusedDoses(rig), "2 mL of 1.5 mg/mL are 3 of 4 mL");
        rig.run(Duration.ofMinutes(8));
        press(rig);
        rig.run(Duration.ofMinutes(1));
        assertEquals(3, rig.motor.turned() / ML, 0.001, "and one more fits");
        rig.run(Duration.ofMinutes(9));
        press(rig);
        assertEquals(2, refusedDoses(rig).size());
    }

    @Test
    @Tag("REQ-39")
    void anotherDrugBetweenAndARestartForgetNoDoseAndFourHoursDo() {
        FirmwareRig rig = started(morphine("RX-1"));
        rig.run(Duration.ofMinutes(2));
        end(rig);
        rig.accept(OrderBuilder.continuous("0.5", "600").numbered("RX-2"));
        rig.start();
        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
        rig.restart(true, Duration.ofHours(5));
        rig.accept(morphine("RX-3"));
        rig.start();
        rig.run(Duration.ofMinutes(1));
        press(rig);
        assertEquals(List.of("LOCKOUT"), refusedDoses(rig), "without power no window gets shorter");
        rig.run(Duration.ofMinutes(10));
        press(rig);
        assertEquals("CAP_PER_4_HOURS", refusedDoses(rig).getLast());
        rig.run(Duration.ofHours(4));
        press(rig);
        assertEquals(2, refusedDoses(rig).size());
    }

    @Test
    @Tag("REQ-39")
    void whatCannotBeCountedIsRefusedUntilNothingIsLeftToCount() {
        FirmwareRig rig = started(morphine("RX-1"));
        rig.run(Duration.ofMinutes(2));
        end(rig);
        rig.accept(morphine("RX-2", new Drug("morphine", Optional.empty())));
        assertEquals(
                "doses of morphine in the last 4 h cannot be counted against its caps: drug.concentration is missing, or"
                        + " is in another unit than theirs; ask the pharmacy for a prescription that has it",
                refusal(rig));
        rig.accept(morphine("RX-3", drug("morphine", AmountUnit.UNITS, 1)));
        assertEquals(Phase.IDLE, rig.state.phase());
        rig.accept(morphine("RX-4", new Drug("HYDROmorphone", Optional.empty())));
        assertEquals(Phase.READY, rig.state.phase(), "another drug is the prescriber's to weigh");
        rig.tick(new Command.End(FirmwareRig.NURSE));
        rig.run(Duration.ofMinutes(241));
        rig.accept(morphine("RX-2", new Drug("morphine", Optional.empty())));
        assertEquals(Phase.READY, rig.state.phase());
    }

    @Test
    @Tag("REQ-39")
    void ofThatWhichWasAcceptedAndNeverStartedNothingCounts() {
        FirmwareRig rig = new FirmwareRig();
        rig.accept(morphine("RX-1"));
        rig.tick(new Command.End(FirmwareRig.NURSE));
        assertTrue(rig.state.past().given().isEmpty());
        assertFalse(rig.state.past().usedBy("").isPresent());
    }
}
