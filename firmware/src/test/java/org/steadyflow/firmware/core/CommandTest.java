package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.telemetry.message.Event;

/** What people may ask, and when. */
class CommandTest {
    private static final OrderBuilder ORDER =
            OrderBuilder.continuous("5", "120").keptOpen("1", "0.5");
    private static final Set<Phase> STOPPED_WITH_ORDER = EnumSet.of(Phase.READY, Phase.PAUSED, Phase.STOPPED);

    @Test
    @Tag("REQ-191")
    void whatTheMechanismCannotDeliverIsRefusedWithTheReasonAndChangesNothing() {
        FirmwareRig rig = new FirmwareRig(new PumpSetup(Mechanism.Syringe.ML_10, false, 1));
        PumpState before = rig.state;
        rig.tick(new Command.Accept(ORDER.make(), "nurse"));
        assertEquals(Phase.IDLE, rig.state.phase());
        assertEquals(before.order(), rig.state.order());
        assertEquals(
                List.of("container.volume: 9999 mL does not fit this pump's syringe-10, which holds 10 mL at most;"
                        + " write what it is filled with, or use a pump that takes this container"),
                rig.events.stream()
                        .map(event -> (Event.CommandRefused) event)
                        .map(Event.CommandRefused::reason)
                        .toList());
    }

    /** A rig in this phase, a tick before anything else happens. */
    private static FirmwareRig in(Phase phase) {
        FirmwareRig rig = new FirmwareRig();
        switch (phase) {
            case IDLE -> {}
            case READY -> rig.accept(ORDER);
            case INFUSING -> rig = FirmwareRig.infusing(ORDER);
            case WAITING -> {
                rig = FirmwareRig.infusing(
                        OrderBuilder.intermittent("0.1", "600", Duration.ofHours(1), 2, new MissedDoseRule.Ask()));
                FirmwareRig started = rig;
                rig.until(() -> started.state.phase() == Phase.WAITING, "waiting");
            }
            case PAUSED -> {
                rig = FirmwareRig.infusing(ORDER);
                rig.pause();
            }
            case STOPPED -> {
                rig = FirmwareRig.infusing(ORDER);
                rig.doorClosed = false;
                rig.ticks(2);
                rig.doorClosed = true;
                rig.ticks(2);
            }
            case COMPLETE -> {
                rig = FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600"));
                FirmwareRig started = rig;
                rig.until(() -> started.state.phase() == Phase.COMPLETE, "complete");
            }
            case RECOVERING -> {
                rig.state = Boot.from(
                        rig.state.order(),
                        LastKnown.of(Phase.IDLE, rig.wallMs, true),
                        Course.NONE,
                        rig.durable(),
                        rig.state.safety().board(),
                        BolusLog.EMPTY,
                        0,
                        false);
                rig.tick();
            }
        }
        assertEquals(phase, rig.state.phase());
        return rig;
    }

    private static Set<Phase> phasesOf(Command command) {
        return switch (command) {
            case Command.Accept _ -> EnumSet.of(Phase.IDLE, Phase.COMPLETE);
            case Command.Start _ -> STOPPED_WITH_ORDER;
            case Command.Pause _ -> EnumSet.of(Phase.INFUSING, Phase.WAITING);
            case Command.ContainerChanged _ -> EnumSet.of(Phase.READY, Phase.PAUSED, Phase.STOPPED, Phase.WAITING);
            case Command.End _ -> EnumSet.of(Phase.READY, Phase.PAUSED, Phase.STOPPED, Phase.WAITING, Phase.COMPLETE);
            // it is nothing but a refusal
            case Command.Rejected _ -> EnumSet.noneOf(Phase.class);
            // these orders have no dose on request, no other rate and no ramp
            case Command.RequestBolus _, Command.Titrate _, Command.RampDown _ -> EnumSet.noneOf(Phase.class);
            case Command.Acknowledge _, Command.PauseAudio _, Command.AlarmAccepted _, Command.PharmacyPresent _ ->
                EnumSet.allOf(Phase.class);
        };
    }

    private static Stream<Command> commands() {
        String by = FirmwareRig.NURSE;
        return Stream.of(
                new Command.Accept(OrderBuilder.continuous("1", "60").make(), by),
                new Command.Start(by),
                new Command.Pause(by),
                new Command.Acknowledge(by),
                new Command.PauseAudio(by),
                new Command.ContainerChanged(by),
                new Command.End(by),
                new Command.RequestBolus(BolusLog.Kind.DEMAND, by),
                new Command.Titrate(FlowRate.ofMillilitresPerHour(60), by),
                new Command.RampDown(by),
                new Command.Rejected("accept", "it is not signed", by),
                new Command.AlarmAccepted(7, by),
                new Command.PharmacyPresent(by));
    }

    static Stream<Arguments> everyCommandInEveryPhase() {
        return commands().flatMap(command -> Arrays.stream(Phase.values()).map(phase -> Arguments.of(command, phase)));
    }

    @ParameterizedTest
    @MethodSource("everyCommandInEveryPhase")
    @Tag("REQ-126")
    void isObeyedInItsPhasesAndAnsweredWithAReasonInTheOthers(Command command, Phase phase) {
        FirmwareRig rig = in(phase);

        rig.tick(command);

        List<Event> refusals = rig.newEvents.stream()
                .filter(Event.CommandRefused.class::isInstance)
                .toList();
        boolean allowed = phasesOf(command).contains(phase);
        assertEquals(allowed, refusals.isEmpty(), () -> command + " in " + phase + ": " + rig.newEvents);
    }

    @ParameterizedTest
    @MethodSource("everyCommandInEveryPhase")
    @Tag("REQ-126")
    void changesNothingButTheJournalWhereItIsRefused(Command command, Phase phase) {
        if (phasesOf(command).contains(phase)) {
            return;
        }
        FirmwareRig asked = in(phase);
        FirmwareRig quiet = in(phase);

        asked.tick(command);
        quiet.tick();

        assertEquals(quiet.state.phase(), asked.state.phase());
        assertEquals(quiet.state.course(), asked.state.course());
        assertEquals(quiet.state.progress(), asked.state.progress());
        assertEquals(quiet.state.flags(), asked.state.flags());
        assertEquals(quiet.state.grants(), asked.state.grants());
        assertEquals(quiet.state.shaft(), asked.state.shaft());
        assertEquals(quiet.state.safety().board(), asked.state.safety().board());
        assertEquals(quiet.record().command(), asked.record().command());
        assertEquals(quiet.newEvents.size() + 1, asked.newEvents.size());
    }

    @Test
    @Tag("REQ-123")
    void theStopKeyHoldsTheMotorOnItsTickAndAsLongAsItIsHeld() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.stopKey = true;

        rig.tick();

        assertEquals(MotorCommand.HOLD, rig.record().command());
        assertEquals(Phase.PAUSED, rig.state.phase());
        rig.tick(new Command.Start(FirmwareRig.NURSE));
        assertEquals(Phase.PAUSED, rig.state.phase());
        assertEquals(
                "the stop key is held",
                rig.all(Event.CommandRefused.class).getLast().reason());
        rig.stopKey = false;
        rig.start();
        assertEquals(Phase.INFUSING, rig.state.phase());
    }

    @Test
    void theStartKeyStartsOnceWhenItIsPressed() {
        FirmwareRig rig = in(Phase.READY);
        rig.startKey = true;
        rig.ticks(5);
        rig.pause();
        rig.ticks(5);

        assertEquals(1, rig.all(Event.InfusionStarted.class).size());
        assertEquals(Phase.PAUSED, rig.state.phase());
    }

    @Test
    void aPauseStopsTheMotorOnItsTick() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);

        rig.pause();

        assertEquals(MotorCommand.HOLD, rig.record().command());
        long stoodAt = rig.motor.turned();
        rig.run(Duration.ofSeconds(5));
        assertEquals(stoodAt, rig.motor.turned());
    }

    @Test
    @Tag("REQ-32")
    void afterAPauseExactlyTheRestIsGiven() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("1", "120"));
        for (int i = 0; i < 8; i++) {
            rig.ticks(31 + i);
            rig.pause();
            rig.ticks(17 * i);
            rig.start();
        }

        rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");

        assertEquals(512_000, rig.motor.turned());
    }

    @Test
    @Tag("REQ-90")
    void startNeedsAClosedDoor() {
        FirmwareRig rig = in(Phase.READY);
        rig.doorClosed = false;

        rig.start();

        assertEquals(Phase.READY, rig.state.phase());
        assertEquals("the door is open; close it first", refusal(rig));
    }

    @Test
    @Tag("REQ-105")
    void startNeedsEveryStopAcknowledgedAndItsCauseGone() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.downstreamMmHg = 400;
        rig.ticks(4);
        rig.start();
        assertEquals("OCCLUSION_DOWNSTREAM holds; remove its cause and acknowledge it", refusal(rig));
        rig.acknowledge();
        rig.start();
        assertEquals("OCCLUSION_DOWNSTREAM holds; remove its cause", refusal(rig));
        rig.downstreamMmHg = 20;
        rig.run(Duration.ofSeconds(1));
        rig.start();
        assertEquals(Phase.INFUSING, rig.state.phase());
    }

    @Test
    @Tag("REQ-105")
    void startNeedsAnAcknowledgementAlsoWhenTheCauseIsGone() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.downstreamMmHg = 400;
        rig.ticks(4);
        rig.downstreamMmHg = 20;
        rig.ticks(4);

        rig.start();

        assertEquals(Phase.STOPPED, rig.state.phase());
        assertEquals("OCCLUSION_DOWNSTREAM is not acknowledged", refusal(rig));
    }

    @Test
    void aSecondStopBehindASeenOneStillKeepsItFromStarting() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.motor.driverFault = true;
        rig.downstreamMmHg = 400;
        rig.ticks(4);
        rig.motor.driverFault = false;
        rig.ticks(4);

        rig.tick(new Command.Acknowledge(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));

        assertEquals(Phase.STOPPED, rig.state.phase());
        assertEquals("OCCLUSION_DOWNSTREAM holds; remove its cause", refusal(rig));
    }

    @Test
    void aRefusedStartAcknowledgesNothing() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.doorClosed = false;
        rig.ticks(3);
        rig.start();
        assertFalse(rig.state.safety().board().alarms().getFirst().acknowledged());

        rig.doorClosed = true;
        rig.ticks(2);
        assertTrue(rig.alarms(AlarmRow.DOOR_OPEN));
        rig.start();

        assertFalse(rig.alarms(AlarmRow.DOOR_OPEN));
        assertEquals(Phase.INFUSING, rig.state.phase());
    }

    @Test
    @Tag("REQ-17")
    void acceptKeepsThePrescriptionWhole() {
        FirmwareRig rig = in(Phase.IDLE);
        Order order = ORDER.make();

        rig.tick(new Command.Accept(order, FirmwareRig.NURSE));

        Event.PrescriptionAccepted accepted =
                rig.all(Event.PrescriptionAccepted.class).getFirst();
        assertEquals(order.text(), accepted.text());
        assertEquals(order.sha256(), accepted.sha256());
        assertEquals(FirmwareRig.NURSE, accepted.by());
        assertTrue(rig.record().wanted().isPresent(), "the ledger is told which prescription it counts for");
    }

    @Test
    void theSamePrescriptionAcceptedAgainHasAnotherTag() {
        FirmwareRig rig = in(Phase.IDLE);
        Order order = ORDER.make();
        rig.tick(new Command.Accept(order, FirmwareRig.NURSE));
        long first = rig.state.order().orElseThrow().tag();
        rig.tick(new Command.End(FirmwareRig.NURSE));

        rig.tick(new Command.Accept(order, FirmwareRig.NURSE));

        assertFalse(first == rig.state.order().orElseThrow().tag());
    }

    @Test
    void aChangedContainerIsCountedFromWhereTheShaftStands() {
        FirmwareRig rig = in(Phase.PAUSED);
        rig.run(Duration.ofSeconds(2));

        rig.tick(new Command.ContainerChanged(FirmwareRig.NURSE));

        long shaft = rig.state.course().containerStart();
        assertTrue(rig.motor.shaft() - shaft >= 0 && rig.motor.shaft() - shaft < 13);
        assertEquals(shaft, rig.all(Event.ContainerChanged.class).getFirst().lowerMicrosteps());
    }

    @Test
    void theContainerIsNotChangedWhileTheKeepOpenFlowRuns() {
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600").keptOpen("10", "0.01"));
        rig.until(() -> rig.state.phase() == Phase.WAITING, "kept open");
        rig.tick(new Command.ContainerChanged(FirmwareRig.NURSE));
        assertEquals("pause the infusion first", refusal(rig));

        rig.run(Duration.ofSeconds(10));
        rig.events.clear();
        rig.tick(new Command.ContainerChanged(FirmwareRig.NURSE));

        assertEquals(List.of(), rig.all(Event.CommandRefused.class));
    }

    @Test
    void endSaysWhetherAllOfItWasGiven() {
        FirmwareRig early = in(Phase.PAUSED);
        early.tick(new Command.End(FirmwareRig.NURSE));
        FirmwareRig late =
                FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600").keptOpen("1", "0.5"));
        late.until(() -> late.state.phase() == Phase.WAITING, "kept open");
        late.tick(new Command.End(FirmwareRig.NURSE));

        assertFalse(early.all(Event.PrescriptionEnded.class).getFirst().complete());
        assertTrue(late.all(Event.PrescriptionEnded.class).getFirst().complete());
        assertEquals(MotorCommand.HOLD, late.record().command());
    }

    @Test
    @Tag("REQ-134")
    void anAcceptanceFromAfarSilencesAndClearsNothing() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        FirmwareRig other = FirmwareRig.infusing(ORDER);
        rig.downstreamMmHg = 400;
        other.downstreamMmHg = 400;
        rig.ticks(4);
        other.ticks(4);
        long alarm = rig.state.safety().board().alarms().getFirst().number();

        rig.tick(new Command.AlarmAccepted(alarm, "pharmacist"));
        other.tick();

        for (int i = 0; i < 200; i++) {
            assertEquals(other.record().signal(), rig.record().signal());
            assertEquals(other.record().command(), rig.record().command());
            rig.tick();
            other.tick();
        }
        assertEquals(
                "pharmacist", rig.state.safety().board().alarms().getFirst().acceptedBy());
        assertEquals(1, rig.all(Event.AlarmAccepted.class).size());
    }

    @Test
    void anAcceptanceIsJournalledOnce() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);
        rig.downstreamMmHg = 400;
        rig.ticks(4);
        long alarm = rig.state.safety().board().alarms().getFirst().number();

        rig.tick(new Command.AlarmAccepted(alarm, "first"), new Command.AlarmAccepted(alarm, "second"));

        assertEquals(
                List.of("first"),
                rig.all(Event.AlarmAccepted.class).stream()
                        .map(Event.AlarmAccepted::by)
                        .toList());
    }

    @Test
    void anAcknowledgementDoesNotSwallowWhatNobodyWasShown() {
        FirmwareRig complete = FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600"));
        complete.until(() -> complete.state.phase() == Phase.COMPLETE, "complete");
        complete.acknowledge();
        complete.tick();
        assertTrue(complete.alarms(AlarmRow.INFUSION_COMPLETE));

        FirmwareRig jumped = FirmwareRig.infusing(ORDER);
        jumped.wallPasses(Duration.ofHours(1));
        jumped.acknowledge();
        jumped.tick();
        assertTrue(jumped.alarms(AlarmRow.CLOCK_UNSURE));
    }

    @Test
    void aPauseAndAStartInOneTickLoseNoEvent() {
        FirmwareRig rig = FirmwareRig.infusing(ORDER);

        rig.tick(new Command.Pause(FirmwareRig.NURSE), new Command.Start(FirmwareRig.NURSE));

        assertEquals(Phase.INFUSING, rig.state.phase());
        assertEquals(1, rig.all(Event.InfusionPaused.class).size());
        assertEquals(2, rig.all(Event.InfusionStarted.class).size());
    }

    @Test
    void aPauseOnTheTickInWhichThePartWouldEndEndsItAfterTheStart() {
        FirmwareRig probe =
                FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600").keptOpen("1", "0.5"));
        int ticks = 0;
        while (probe.state.phase() == Phase.INFUSING) {
            probe.tick();
            ticks++;
        }
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600").keptOpen("1", "0.5"));
        rig.ticks(ticks - 1);
        rig.pause();
        rig.ticks(5);
        assertEquals(Phase.PAUSED, rig.state.phase());

        rig.start();

        assertEquals(Phase.WAITING, rig.state.phase());
        assertEquals(1, rig.all(Event.PartEnded.class).size());
    }

    @Test
    void nothingIsDoneForNoCommand() {
        FirmwareRig rig = in(Phase.IDLE);
        PumpState before = rig.state;

        rig.tick();

        assertSame(before.order(), rig.state.order());
        assertEquals(List.of(), rig.newEvents);
    }

    private static String refusal(FirmwareRig rig) {
        return rig.all(Event.CommandRefused.class).getLast().reason();
    }
}
