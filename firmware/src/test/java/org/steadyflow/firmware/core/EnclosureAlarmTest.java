package org.steadyflow.firmware.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.firmware.prescription.LineLimits;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/** Keys, set, heat, supply and supervision, each from both sides of its threshold. */
class EnclosureAlarmTest {
    private static FirmwareRig infusing() {
        return FirmwareRig.infusing(OrderBuilder.continuous("50", "120"));
    }

    private static FirmwareRig lifeSustaining() {
        return FirmwareRig.infusing(OrderBuilder.continuous("50", "120").lifeSustaining());
    }

    @Test
    @Tag("REQ-112")
    void aSetOutOfItsPlaceStopsAndNothingStartsUntilItIsBack() {
        FirmwareRig rig = infusing();
        rig.setSeated = false;
        assertEquals(MotorCommand.HOLD, rig.tick().command());
        assertTrue(rig.alarms(AlarmRow.SET_MISLOADED));
        rig.start();
        assertEquals(Phase.STOPPED, rig.state.phase());
        assertTrue(rig.all(Event.CommandRefused.class).getLast().reason().contains("not in its place"));

        rig.setSeated = true;
        rig.tick();
        rig.start();
        rig.ticks(5);

        assertTrue(rig.moves());
        assertFalse(rig.alarms(AlarmRow.SET_MISLOADED));
    }

    @Test
    @Tag("REQ-112")
    void aStopKeyHeldForMoreThanAMinuteIsToldAndIgnoredUntilItIsReleased() {
        FirmwareRig rig = infusing();
        rig.stopKey = true;
        rig.ticks(1_200);
        assertFalse(rig.alarms(AlarmRow.STUCK_KEY));
        rig.start();
        assertEquals(Phase.PAUSED, rig.state.phase(), "a key that is held counts");
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.STUCK_KEY));

        rig.start();
        rig.ticks(5);
        assertTrue(rig.moves(), "a key that is stuck does not");

        rig.stopKey = false;
        rig.tick();
        assertFalse(rig.alarms(AlarmRow.STUCK_KEY));
        rig.stopKey = true;
        rig.tick();
        assertEquals(Phase.PAUSED, rig.state.phase(), "pressed again it counts again");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("REQ-112")
    void aStartOrDoseKeyHeldForMoreThanAMinuteIsTold(boolean isDose) {
        FirmwareRig rig = infusing();
        rig.startKey = !isDose;
        rig.doseKey = isDose;
        rig.ticks(1_201);
        assertFalse(rig.alarms(AlarmRow.STUCK_KEY));
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.STUCK_KEY));
        assertTrue(rig.moves());
    }

    @ParameterizedTest
    @CsvSource({"55000, false", "55001, true", "85000, true"})
    @Tag("REQ-112")
    void aBoardAboveItsLimitStopsInTwoOfThreeSamples(int milliCelsius, boolean tooHot) {
        FirmwareRig rig = infusing();
        rig.boardMilliCelsius = milliCelsius;
        rig.tick();
        assertTrue(rig.moves(), "one sample decides nothing");
        rig.tick();
        assertEquals(tooHot, rig.alarms(AlarmRow.OVER_TEMPERATURE));
        assertEquals(!tooHot, rig.moves());
    }

    @Test
    @Tag("REQ-112")
    void heatHoldsUntilTheBoardHasCooledByFiveDegrees() {
        FirmwareRig rig = infusing();
        rig.boardMilliCelsius = 56_000;
        rig.ticks(2);
        rig.boardMilliCelsius = 50_000;
        rig.ticks(3);
        rig.acknowledge();
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.OVER_TEMPERATURE));
        rig.boardMilliCelsius = 49_999;
        rig.ticks(3);
        assertFalse(rig.alarms(AlarmRow.OVER_TEMPERATURE));
    }

    @Test
    @Tag("REQ-112")
    void aThermometerThatCannotBeTrueIsNotHeat() {
        FirmwareRig rig = infusing();
        rig.boardMilliCelsius = 150_000;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.SENSOR_FAULT_SPARE));
        assertFalse(rig.alarms(AlarmRow.OVER_TEMPERATURE));
    }

    /** A full battery lasts eight hours: 63 of 1,000 are 30.2 minutes, 11 are 5.3. */
    @ParameterizedTest
    @CsvSource({"63, false, false", "62, true, false", "11, true, false", "10, false, true", "0, false, true"})
    @Tag("REQ-111")
    void theBatteryWarnsAtThirtyMinutesAndStopsAtFive(int permille, boolean low, boolean depleted) {
        FirmwareRig rig = infusing();
        rig.mains = false;
        rig.chargePermille = permille;
        rig.tick();
        rig.assertQuiet();
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.MAINS_LOST));
        assertEquals(low, rig.alarms(AlarmRow.BATTERY_LOW));
        assertEquals(depleted, rig.alarms(AlarmRow.BATTERY_DEPLETED));
        assertEquals(!depleted, rig.moves());
    }

    @Test
    @Tag("REQ-111")
    void anAgedBatteryIsFoundByItsFall() {
        FirmwareRig rig = infusing();
        rig.mains = false;
        rig.chargePermille = 520;
        rig.run(Duration.ofSeconds(60));
        rig.chargePermille = 501;
        rig.tick();
        assertFalse(rig.alarms(AlarmRow.BATTERY_LOW), "19 of 1,000 say nothing yet");
        rig.chargePermille = 500;
        rig.tick();
        assertTrue(rig.alarms(AlarmRow.BATTERY_LOW), "20 in a minute leave 25 minutes");
    }

    @Test
    @Tag("REQ-111")
    void theMainsEndEveryAlarmOfTheBatteryAndAPersonStartsAgain() {
        FirmwareRig rig = infusing();
        rig.mains = false;
        rig.chargePermille = 5;
        rig.ticks(3);
        rig.start();
        assertFalse(rig.moves(), "not on the last of the battery");
        rig.mains = true;
        rig.ticks(3);
        assertFalse(rig.alarms(AlarmRow.MAINS_LOST));
        assertTrue(rig.alarms(AlarmRow.BATTERY_DEPLETED), "nobody has seen that it stopped");
        rig.start();
        rig.ticks(5);
        assertTrue(rig.moves());
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-111")
    void aGaugeThatCannotBeTrueIsTheGaugesFault() {
        FirmwareRig rig = infusing();
        rig.mains = false;
        rig.chargePermille = -1;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.SENSOR_FAULT_SPARE));
        assertFalse(rig.alarms(AlarmCode.BATTERY_DEPLETED));
    }

    @Test
    @Tag("REQ-112")
    void aMonitorThatTrippedCutsThePowerAndLatches() {
        FirmwareRig rig = infusing();
        rig.supervision = new Supervision(true, false, false);
        assertEquals(MotorCommand.OFF, rig.tick().command());
        rig.supervision = Supervision.QUIET;
        rig.ticks(3);
        rig.start();
        assertFalse(rig.moves());
        rig.acknowledge();
        rig.start();
        rig.ticks(5);
        assertTrue(rig.moves());
    }

    @Test
    @Tag("REQ-112")
    void aStopKeyIsAPauseAndNoTripOfTheMonitor() {
        FirmwareRig rig = infusing();
        rig.stopKey = true;
        rig.ticks(3);
        assertEquals(Phase.PAUSED, rig.state.phase());
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-112")
    void nothingIsInfusedWhileTheSelfTestFails() {
        FirmwareRig rig = new FirmwareRig();
        rig.supervision = new Supervision(false, true, false);
        rig.accept(OrderBuilder.continuous("5", "120"));
        rig.acknowledge();
        rig.start();
        rig.ticks(5);
        assertEquals(Phase.READY, rig.state.phase());
        assertTrue(rig.alarms(AlarmRow.SELF_TEST_FAILED));
    }

    @Test
    @Tag("REQ-362")
    void aPartThatAnInfusionGoesOnWithoutIsToldByNameAndStopsNothing() {
        FirmwareRig rig = infusing();
        rig.supervision = broken(BoardFault.CYAN_LAMP, BoardFault.DOSE_KEY_LINE);
        rig.ticks(3);
        assertTrue(rig.moves());
        assertEquals(
                List.of("the cyan lamp does not light; the dose key's line cannot be read"),
                rig.state.safety().board().alarms().stream().map(Alarm::detail).toList());
        rig.supervision = Supervision.QUIET;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.SELF_TEST_SPARE), "until a person has seen it");
        rig.acknowledge();
        rig.tick();
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-362")
    void withoutItsRedLampOrItsSounderAPumpStops() {
        for (BoardFault fault : List.of(BoardFault.RED_LAMP, BoardFault.SOUNDER)) {
            FirmwareRig rig = infusing();
            rig.supervision = broken(fault);
            rig.ticks(3);
            assertFalse(rig.moves());
            assertEquals(
                    List.of(fault.words()),
                    rig.state.safety().board().alarms().stream()
                            .map(Alarm::detail)
                            .toList());
        }
    }

    /** Its reading is then held by rule, and a pump that would not feel a finger does not run. */
    @Test
    @Tag("REQ-362")
    void aStopKeyWhoseLineCannotBeReadStopsForAsLongAsThatLasts() {
        FirmwareRig rig = infusing();
        rig.stopKey = true;
        rig.supervision = broken(BoardFault.STOP_KEY_LINE);
        rig.ticks(1_300);
        rig.start();
        rig.ticks(5);
        assertFalse(rig.moves());
        assertEquals(Phase.PAUSED, rig.state.phase());
        rig.stopKey = false;
        rig.supervision = Supervision.QUIET;
        rig.ticks(3);
        rig.acknowledge();
        rig.start();
        rig.ticks(5);
        assertTrue(rig.moves());
    }

    private static Supervision broken(BoardFault... faults) {
        return new Supervision(false, false, false, Guard.NONE, Set.of(faults));
    }

    @Test
    @Tag("REQ-112")
    void aLockOpenedWithoutItsKeyIsToldUntilAPersonHasSeenIt() {
        FirmwareRig rig = infusing();
        rig.supervision = new Supervision(false, false, true);
        rig.tick();
        rig.supervision = Supervision.QUIET;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.TAMPER));
        assertTrue(rig.moves());
        rig.acknowledge();
        rig.tick();
        rig.assertQuiet();
    }

    @Test
    @Tag("REQ-82")
    void oneFailedSensorDoesNotStopALifeSustainingDrugAndTwoDo() {
        FirmwareRig rig = lifeSustaining();
        rig.downstreamMmHg = 1_600;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.SENSOR_FAULT_SPARE_LIFE_SUSTAINING));
        assertFalse(rig.alarms(AlarmRow.OCCLUSION_DOWNSTREAM), "what cannot be true is no pressure");
        assertTrue(rig.moves());
        rig.chargePermille = -1;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.SENSOR_FAULT));
        assertFalse(rig.moves());
    }

    @Test
    @Tag("REQ-82")
    void aFailedAirDetectorStopsALifeSustainingDrugToo() {
        FirmwareRig rig = lifeSustaining();
        rig.airDetectorMv = 3_300;
        rig.ticks(3);
        assertTrue(rig.alarms(AlarmRow.SENSOR_FAULT));
        assertFalse(rig.moves());
    }

    @Test
    @Tag("REQ-107")
    void theLastHalfHourIsTold() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("10", "10"));
        int ticks = rig.ticksUntil(AlarmRow.NEAR_END);
        assertEquals(30, ticks / (20 * 60.0), 0.05);
        assertTrue(rig.moves());
    }

    @ParameterizedTest
    @CsvSource({"1", "10", "24"})
    @Tag("REQ-107")
    void thePrescriptionSaysHowLongBeforeItsEnd(int minutes) {
        LineLimits usual = LineLimits.USUAL;
        LineLimits limits = new LineLimits(
                usual.downstreamOcclusion(),
                usual.singleBubble(),
                usual.airIn15Min(),
                false,
                Duration.ofMinutes(minutes));
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("10", "12").within(limits));
        int ticks = rig.ticksUntil(AlarmRow.NEAR_END);
        assertEquals(50 - minutes, ticks / (20 * 60.0), 0.05);
    }

    @Test
    @Tag("REQ-107")
    void ofAShortInfusionTheLastHalfIsTold() {
        FirmwareRig rig = FirmwareRig.infusing(OrderBuilder.continuous("1", "10"));
        int ticks = rig.ticksUntil(AlarmRow.NEAR_END);
        assertEquals(3, ticks / (20 * 60.0), 0.05);
    }

    @Test
    @Tag("REQ-107")
    void theEndOfAKeepOpenFlowThatNobodyHasSeenToIsToldInTime() {
        FirmwareRig rig =
                FirmwareRig.infusing(OrderBuilder.continuous("0.1", "600").keptOpen("5", "1"));
        rig.until(() -> rig.alarms(AlarmRow.KVO_RUNNING), "keep-open flow");
        int ticks = rig.ticksUntil(AlarmRow.KEEP_OPEN_ENDING);
        assertEquals(7, ticks / (20 * 60.0), 0.05, "1 mL at 5 mL/h lasts 12 min");
    }
}
