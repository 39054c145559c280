package org.steadyflow.simulator.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardReading;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.chip.ChipFault;
import org.steadyflow.hal.chip.Tmc5160;
import org.steadyflow.hal.chip.Tmc5160Settings;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.simulator.chips.BusFault;
import org.steadyflow.simulator.chips.BusFaults;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** What single chips do by their data sheets, seen from the pump's side of the board. */
class ChipFaultsTest {
    private static final long TICK_NS = 50_000_000L;
    private static final int SECOND = 20;
    private static final int FAR = 100_000;
    private static final int LAMP_RED = 9;
    private static final int SOUNDER = 13;
    /** Read DRV_STATUS, node 1. */
    private static final byte[] ASK_DRV_STATUS = {0x05, 0x01, 0x6F, 0x32};

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard chips = EmulatedBoard.withoutMonitor(SharedWorld.of(world), 1);
    private final TestLines lines = new TestLines(chips);
    private final BusFaults bus = chips.busFaults(EmulatedBoard.CONTROL_BUS);

    @ParameterizedTest
    @CsvSource({"16, 8, 9, 4", "60, 30, 31, 15", "40, 20, 24, 11"})
    @Tag("REQ-336")
    void theMotorRunsAndHoldsWithTheCurrentsOfItsFile(int run, int hold, int running, int holding) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "examples", "boards", "reference.json"))
                .replace("\"run_current_percent\": 16", "\"run_current_percent\": " + run)
                .replace("\"hold_current_percent\": 8", "\"hold_current_percent\": " + hold);
        BoardReading reading = BoardFileReader.read(text.getBytes(StandardCharsets.UTF_8));
        PumpBoard board =
                open(assertInstanceOf(BoardReading.Accepted.class, reading).board());
        tick(board, MotorCommand.HOLD);
        assertEquals(holding, actualCurrent());
        long here = tick(board, MotorCommand.HOLD).motor().driveMicrosteps();
        tick(board, new MotorCommand.MoveTo(here + FAR, 1_000));
        assertEquals(running, actualCurrent());
    }

    /** CS_ACTUAL: bits 16 to 20 of DRV_STATUS. */
    private int actualCurrent() {
        byte[] back = new byte[12];
        assertTrue(chips.directMotorLine().exchange(ASK_DRV_STATUS, back, 1).isOk());
        return back[8] & 0x1F;
    }

    @Test
    @Tag("REQ-337")
    void aCellThatIsNearlyEmptyIsToldWhateverItsGaugeCounts() throws IOException {
        PumpBoard board = open();
        int counted = pass(board, 2 * SECOND).power().chargePermille();
        assertTrue(counted > 900);
        chips.sagCell(1.2);
        assertEquals(60, pass(board, 2 * SECOND).power().chargePermille());
        chips.sagCell(0.85);
        assertEquals(60, pass(board, 2 * SECOND).power().chargePermille(), "hardly above its threshold");
        chips.sagCell(0);
        assertEquals(counted, pass(board, 2 * SECOND).power().chargePermille(), 5);
        pass(board, SECOND);
        assertEquals(0, gaugeStatus(), "and the alert can come again");
    }

    @Test
    @Tag("REQ-337")
    void aGaugeThatWasResetGetsItsAlertAgain() throws IOException {
        PumpBoard board = open();
        int counted = pass(board, 2 * SECOND).power().chargePermille();
        chips.resetGauge();
        assertEquals(1 << 8, gaugeStatus());
        assertEquals(counted, pass(board, 2 * SECOND).power().chargePermille(), 5);
        assertEquals(0, gaugeStatus());
        chips.sagCell(1.2);
        assertEquals(60, pass(board, 2 * SECOND).power().chargePermille());
    }

    private int gaugeStatus() {
        byte[] status = new byte[2];
        assertTrue(chips.bus(1).transfer(0x36, new byte[] {0x1A}, status).isOk());
        return Byte.toUnsignedInt(status[0]) << 8 | Byte.toUnsignedInt(status[1]);
    }

    /** The adapter sees no fault: all is acknowledged, and all that is read is 0. */
    @Test
    @Tag("REQ-335")
    void aDataLineThatIsHeldLowIsNoReading() throws IOException {
        PumpBoard board = open();
        SensorSample before = pass(board, 2 * SECOND);
        bus.lasting(BusFault.DATA_LOW);
        SensorSample blind = tick(board, MotorCommand.HOLD);
        assertEquals(2_000, Math.round(blind.line().downstream().pascals() / 133.322));
        assertEquals(2_000, Math.round(blind.line().upstream().pascals() / 133.322));
        assertEquals(5_000, blind.line().airDetectorMv());
        SensorSample after = pass(board, 80 * SECOND);
        assertEquals(-1, after.power().chargePermille());
        assertEquals(200_000, after.enclosure().boardMilliCelsius());
        assertEquals(
                (double) (after.clock().monotonicNs() - before.clock().monotonicNs()),
                (after.clock().wallMs() - before.clock().wallMs()) * 1e6,
                1e6);
        assertNotEquals(List.of(), board.faults().all());
    }

    /** Each attempt takes the adapter's patience. */
    @ParameterizedTest
    @EnumSource(names = {"STUCK"})
    @Tag("REQ-335")
    void aBusWhoseClockIsHeldLowIsAskedOnceInATick(BusFault fault) throws IOException {
        PumpBoard board = open();
        pass(board, SECOND);
        bus.lasting(fault);
        for (int i = 0; i < 5 * SECOND; i++) {
            long transfers = bus.transfers();
            tick(board, MotorCommand.HOLD);
            assertTrue(bus.transfers() - transfers <= 1);
        }
        bus.mend();
        assertTrue(pass(board, SECOND).line().airDetectorMv() < 3_000, "found again within a second");
    }

    @Test
    @Tag("REQ-338")
    void aClockThatStoppedInServiceIsNotBelieved() throws IOException {
        PumpBoard board = open();
        pass(board, SECOND);
        chips.loseClockCell();
        SensorSample after = pass(board, 130 * SECOND);
        assertEquals((double) world.truth().wallMs(), (double) after.clock().wallMs(), 2_000);
        assertEquals(OptionalLong.empty(), board.clockSecond());
        assertTrue(board.faults().all().stream().anyMatch(words -> words.contains("it stood still since it was set")));
    }

    /** The line was gone while the self-test asked its parts; nobody reset anything. */
    @Test
    @Tag("REQ-327")
    void aLineThatWasGoneDuringTheSelfTestHasNotFailedForEver() throws IOException {
        PumpBoard board = open();
        board.trustPosition();
        long here = pass(board, SECOND).motor().encoderMicrosteps();
        chips.serialFaults().lasting(BusFault.STUCK);
        assertNotEquals(List.of(), board.faults().all());
        chips.serialFaults().mend();
        tick(board, MotorCommand.HOLD);
        SensorSample after = tick(board, MotorCommand.HOLD);
        assertTrue(after.motor().positionSurvived());
        assertFalse(after.motor().driverFault());
        assertEquals(here, after.motor().encoderMicrosteps());
    }

    @Test
    @Tag("REQ-327")
    void aChipThatWasResetWhileItsLineWasGoneHasLostItsCount() throws IOException {
        PumpBoard board = open();
        board.trustPosition();
        pass(board, SECOND);
        chips.serialFaults().lasting(BusFault.STUCK);
        assertNotEquals(List.of(), board.faults().all());
        chips.resetMotorDriver();
        chips.serialFaults().mend();
        for (int i = 0; i < SECOND; i++) {
            SensorSample after = tick(board, MotorCommand.OFF);
            assertTrue(after.motor().driverFault());
            assertFalse(after.motor().positionSurvived());
            board.trustPosition();
        }
    }

    @Test
    @Tag("REQ-327")
    void oneByteTooManySpoilsOneAnswerAndNotTheNext() {
        Tmc5160 driver = new Tmc5160(chips.directMotorLine(), 1, Tmc5160.Wiring.SINGLE_WIRE);
        assertEquals(ChipFault.NONE, driver.begin(Tmc5160Settings.of(new Mechanism.Cassette().microstep())));
        for (int i = 0; i < 10; i++) {
            chips.serialFaults().next(BusFault.EXTRA_BYTE);
            assertEquals(ChipFault.NONE, driver.status().fault());
            chips.serialFaults().next(BusFault.EXTRA_BYTE);
            assertEquals(ChipFault.NONE, driver.moveTo(i, 1_000));
        }
        assertEquals(0, driver.counters().failed());
        assertEquals(20, driver.counters().retried());
    }

    @Test
    @Tag("REQ-325")
    void aLampOrAToneThatWasNotTakenIsSetAgain() throws IOException {
        PumpBoard board = open();
        Signal alarm = new Signal(Signal.Lamp.RED, 880);
        lines.refuse(LAMP_RED, true);
        lines.refuse(SOUNDER, true);
        board.show(alarm);
        assertEquals(Signal.QUIET, world.truth().signal());
        lines.refuse(LAMP_RED, false);
        lines.refuse(SOUNDER, false);
        board.show(alarm);
        assertEquals(alarm, world.truth().signal());
        lines.refuse(LAMP_RED, true);
        board.show(Signal.QUIET);
        lines.refuse(LAMP_RED, false);
        board.show(Signal.QUIET);
        assertEquals(Signal.QUIET, world.truth().signal());
    }

    private PumpBoard open() throws IOException {
        return open(ReferenceBoard.file());
    }

    private PumpBoard open(BoardFile file) {
        PumpBoard board = PumpBoard.open(file, lines, ChipLines.timeOf(chips));
        assertTrue(
                board.begin().stream().allMatch(part -> part.good()),
                () -> Arrays.toString(board.begin().toArray()));
        return board;
    }

    private SensorSample pass(PumpBoard board, int ticks) {
        for (int i = 1; i < ticks; i++) {
            tick(board, MotorCommand.HOLD);
        }
        return tick(board, MotorCommand.HOLD);
    }

    private SensorSample tick(PumpBoard board, MotorCommand command) {
        SensorSample sample = board.read();
        board.apply(command);
        board.kick();
        world.advance(TICK_NS);
        return sample;
    }
}
