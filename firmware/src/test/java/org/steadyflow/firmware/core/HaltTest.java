package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.firmware.prescription.MissedDoseRule;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmBoard;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.firmware.safety.Clearing;
import org.steadyflow.firmware.therapy.BolusLog;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.telemetry.message.Event;

/** Every row of the alarm table in every phase: what it asks for happens on its tick, and nothing moves against it. */
@Tag("REQ-106")
class HaltTest {
    static Stream<Arguments> everyRowInEveryPhase() {
        return Arrays.stream(AlarmRow.values())
                .flatMap(row -> Arrays.stream(Phase.values()).map(phase -> Arguments.of(row, phase)));
    }

    private static FirmwareRig in(Phase phase) {
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
                rig.accept(OrderBuilder.continuous("5", "120"));
                yield rig;
            }
            case INFUSING -> FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
            case WAITING -> {
                FirmwareRig rig = FirmwareRig.infusing(
                        OrderBuilder.intermittent("0.1", "600", Duration.ofHours(1), 2, new MissedDoseRule.Skip()));
                rig.until(() -> rig.state.phase() == Phase.WAITING, "waiting");
                yield rig;
            }
            case PAUSED -> {
                FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
                rig.pause();
                yield rig;
            }
            case STOPPED -> {
                FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("5", "120"));
                rig.doorClosed = false;
                rig.tick();
                yield rig;
            }
            case COMPLETE -> {
                FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600"));
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
}
