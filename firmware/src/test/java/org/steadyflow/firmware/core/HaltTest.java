package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Clearing;
import org.steadyflow.firmware.safety.TherapyChanges;
import org.steadyflow.firmware.safety.TherapyTraits;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.telemetry.message.Event;

/** Every row of the alarm table in every phase: what it asks for happens on its tick, and nothing moves against it. */
@Tag("REQ-106")
class HaltTest {
    private static final Set<AlarmRow> ALWAYS_OFF =
            EnumSet.of(AlarmRow.FREE_FLOW, AlarmRow.OVER_INFUSION, AlarmRow.MOTOR_FAULT, AlarmRow.MONITOR_TRIP);

    static Stream<Arguments> everyRowInEveryPhase() {
        return Arrays.stream(AlarmRow.values())
                .flatMap(row -> Arrays.stream(Phase.values()).map(phase -> Arguments.of(row, phase)));
    }

    private static FirmwareRig in(Phase phase) {
        return in(phase, UnaryOperator.identity());
    }

    private static FirmwareRig in(Phase phase, UnaryOperator<OrderBuilder> therapy) {
        return switch (phase) {
            case RECOVERING -> {
                FirmwareRig rig = new FirmwareRig();
                rig.state = Boot.from(
                        rig.state.order(),
                        LastKnown.of(Phase.IDLE, rig.wallMs, true),
                        Course.NONE,
                        Authority.NONE,
                        AlarmBoard.startingAt(1),
                        BolusLog.EMPTY,
                        0,
                        false);
                yield rig;
            }
            case IDLE -> new FirmwareRig();
            case READY -> {
                FirmwareRig rig = new FirmwareRig();
                rig.accept(therapy.apply(OrderBuilder.continuous("5", "120")));
                yield rig;
            }
            case INFUSING -> FirmwareRig.infusing(therapy.apply(OrderBuilder.continuous("5", "120")));
            case WAITING -> {
                FirmwareRig rig = FirmwareRig.infusing(therapy.apply(
                        OrderBuilder.intermittent("0.1", "600", Duration.ofHours(1), 2, new MissedDoseRule.Skip())));
                rig.until(() -> rig.state.phase() == Phase.WAITING, "waiting");
                yield rig;
            }
            case PAUSED -> {
                FirmwareRig rig = FirmwareRig.infusing(therapy.apply(OrderBuilder.continuous("5", "120")));
                rig.pause();
                yield rig;
            }
            case STOPPED -> {
                FirmwareRig rig = FirmwareRig.infusing(therapy.apply(OrderBuilder.continuous("5", "120")));
                rig.doorClosed = false;
                rig.tick();
                yield rig;
            }
            case COMPLETE -> {
                FirmwareRig rig = FirmwareRig.infusing(therapy.apply(OrderBuilder.continuous("0.1", "600")));
                rig.until(() -> rig.state.phase() == Phase.COMPLETE, "complete");
                yield rig;
            }
        };
    }

    /** This row stands on the list and waits for a person, beside what is there. */
    private static void raise(FirmwareRig rig, AlarmRow row) {
        AlarmBoard board = rig.state.safety().board();
        List<Alarm> alarms = new ArrayList<>(board.alarms());
        alarms.removeIf(alarm -> alarm.row() == row);
        alarms.add(new Alarm(row, 99, rig.nowNs, false, false, "", ""));
        rig.state = rig.state.withSafety(
                rig.state.safety().withBoard(AlarmBoard.restored(100, alarms, AlarmBoard.NO_PAUSE)));
    }

    @ParameterizedTest
    @MethodSource("everyRowInEveryPhase")
    void theActionOfTheRowIsTheMotorsCommand(AlarmRow row, Phase phase) {
        FirmwareRig rig = in(phase);
        boolean wasRunning = rig.state.phase().isRunning();
        boolean doorIsOpen = !rig.doorClosed;
        rig.events.clear();
        raise(rig, row);

        MotorCommand command = rig.tick().command();

        switch (row.action()) {
            case CONTINUE, KEEP_OPEN -> {
                assertEquals(phase == Phase.INFUSING, command instanceof MotorCommand.MoveTo);
                assertEquals(phase, rig.state.phase());
            }
            case STOP -> assertEquals(MotorCommand.HOLD, command);
            case POWER_OFF -> assertEquals(MotorCommand.OFF, command);
        }
        boolean stops = row.action().stops();
        assertEquals(stops && wasRunning, rig.all(Event.InfusionStopped.class).size() == 1);
        assertEquals(stops && wasRunning, rig.state.phase() == Phase.STOPPED && !doorIsOpen);
    }

    @ParameterizedTest
    @MethodSource("everyRowInEveryPhase")
    void noStartMovesTheMotorWhileTheRowAsksForAStop(AlarmRow row, Phase phase) {
        FirmwareRig rig = in(phase);
        rig.doorClosed = true;
        raise(rig, row);

        for (int i = 0; i < 20; i++) {
            rig.startKey = i % 4 == 0;
            rig.tick(new Command.Start(FirmwareRig.NURSE));
            boolean holdsOn = row.action().stops() && row.clearing() != Clearing.STARTED;
            assertFalse(holdsOn && rig.moves());
            assertTrue(!holdsOn || !rig.state.phase().isRunning());
        }
    }

    private enum Therapy {
        USUAL,
        LIFE_SUSTAINING,
        SUBCUTANEOUS,
        LIFE_SUSTAINING_SUBCUTANEOUS;

        OrderBuilder of(OrderBuilder order) {
            return switch (this) {
                case USUAL -> order;
                case LIFE_SUSTAINING -> order.lifeSustaining();
                case SUBCUTANEOUS -> order.by(Route.SUBCUTANEOUS);
                case LIFE_SUSTAINING_SUBCUTANEOUS -> order.lifeSustaining().by(Route.SUBCUTANEOUS);
            };
        }

        TherapyTraits traits() {
            boolean lifeSustaining = this == LIFE_SUSTAINING || this == LIFE_SUSTAINING_SUBCUTANEOUS;
            return new TherapyTraits(lifeSustaining, this == USUAL || this == LIFE_SUSTAINING, false);
        }
    }

    static Stream<Arguments> everyTherapyAndPhase() {
        return Arrays.stream(Therapy.values())
                .flatMap(therapy -> Arrays.stream(Phase.values()).map(phase -> Arguments.of(therapy, phase)));
    }

    /** Every row in this therapy and phase: what stands in its place decides, and what always stops does. */
    @ParameterizedTest
    @MethodSource("everyTherapyAndPhase")
    @Tag("REQ-82")
    void whatATherapyMakesOfARowIsWhatTheMotorDoes(Therapy therapy, Phase phase) {
        FirmwareRig rig = in(phase, therapy::of);
        PumpState before = rig.state;
        for (AlarmRow row : AlarmRow.values()) {
            Optional<AlarmRow> changed = TherapyChanges.of(row, therapy.traits());
            rig.state = before;
            changed.ifPresent(now -> raise(rig, now));
            MotorCommand command = rig.tick().command();
            boolean stops = changed.map(now -> now.action().stops()).orElse(false);
            assertTrue(!stops || !(command instanceof MotorCommand.MoveTo), () -> row + " moves the motor");
            assertTrue(!stops || !rig.state.phase().isRunning(), () -> row + " does not stop");
            if (ALWAYS_OFF.contains(row)) {
                assertEquals(MotorCommand.OFF, command, row::name);
            }
        }
    }
}
