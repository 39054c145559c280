package org.steadyflow.simulator.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardReading;
import org.steadyflow.hal.board.PartReport;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.Keys;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.simulator.chips.BusFault;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.MotorLine;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.world.HardKey;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** The drivers on one side of real bytes, chips written without them on the other; the world says who is right. */
class PumpBoardTest {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long TICK_NS = 50_000_000L;
    private static final int FAR = 100_000;

    private static final int LAMP_FEEDBACK = 21;
    private static final int SOUNDER_FEEDBACK = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard chips = EmulatedBoard.withoutMonitor(SharedWorld.of(world), 1);

    @SuppressWarnings("NullAway.Init") // set by open()
    private MotorLine line;

    @SuppressWarnings("NullAway.Init") // set by open()
    private ChipLines lines;

    @SuppressWarnings("NullAway.Init") // set by open()
    private PumpBoard board;

    @BeforeEach
    void open() throws IOException {
        line = chips.openMotorLine(folder.resolve("motor"));
        lines = ChipLines.of(chips, line.path());
        board = PumpBoard.open(reference(), lines, ChipLines.timeOf(chips));
    }

    @AfterEach
    void close() throws IOException {
        lines.close();
        line.close();
    }

    @Test
    void findsEveryPartInOrder() {
        List<PartReport> reports = board.begin();
        assertEquals(10, reports.size());
        assertEquals(List.of(), reports.stream().filter(part -> !part.good()).toList());
    }

    @Test
    @Tag("REQ-329")
    void theFirstSampleOfAllHasTheTimeOfTheClockChip() {
        long wallMs = board.read().clock().wallMs();
        assertTrue(
                Math.abs(wallMs - world.truth().wallMs()) <= 1_000,
                wallMs + ", not " + world.truth().wallMs());
    }

    @Test
    void readsWhatIsSoInTheWorld() {
        board.begin();
        world.setVeinPressure(Pressure.ofMmHg(120));
        for (int i = 0; i < 200; i++) {
            tick(MotorCommand.HOLD);
        }
        SensorSample sample = tick(MotorCommand.HOLD);
        assertEquals(world.truth().downstreamMmHg(), mmHg(sample.line().downstream()), 8);
        assertTrue(sample.line().airDetectorMv() > 1_100);
        assertTrue(sample.enclosure().doorClosed());
        assertTrue(sample.enclosure().setSeated());
        assertTrue(sample.power().mainsPresent());
        assertFalse(sample.motor().driverFault());
        assertEquals(
                world.hardware().read().enclosure().boardMilliCelsius(),
                sample.enclosure().boardMilliCelsius(),
                500);
        assertEquals(
                world.hardware().read().power().chargePermille(), sample.power().chargePermille(), 10);
        assertTrue(Math.abs(world.hardware().read().clock().wallMs()
                        - sample.clock().wallMs())
                <= 1_100);
    }

    @Test
    @Tag("REQ-340")
    void tellsWhichKeyIsHeldOnceItsContactHasSettled() {
        board.begin();
        chips.pins().bounceKeys(5_000_000);
        tick(MotorCommand.HOLD);
        world.press(HardKey.DOSE, 300_000_000);
        assertEquals(Keys.RELEASED, tick(MotorCommand.HOLD).enclosure().keys(), "one look decides nothing");
        tick(MotorCommand.HOLD);
        assertEquals(
                new Keys(false, false, true),
                tick(MotorCommand.HOLD).enclosure().keys());
        for (int i = 0; i < 8; i++) {
            tick(MotorCommand.HOLD);
        }
        assertEquals(Keys.RELEASED, tick(MotorCommand.HOLD).enclosure().keys());
    }

    @Test
    void movesTheShaftToTheMicrostep() {
        board.begin();
        tick(MotorCommand.HOLD);
        long before = world.truth().shaftMicrosteps();
        MotorCommand move =
                new MotorCommand.MoveTo(tick(MotorCommand.HOLD).motor().driveMicrosteps() + FAR, FAR);
        for (int i = 0; i < 40; i++) {
            tick(move);
        }
        assertEquals(before + FAR, world.truth().shaftMicrosteps());
        assertTrue(Math.abs(tick(move).motor().encoderMicrosteps()
                        - tick(move).motor().driveMicrosteps())
                <= 13);
    }

    @Test
    void aTurnOffLeavesTheShaftWhereItIs() {
        board.begin();
        MotorCommand move =
                new MotorCommand.MoveTo(tick(MotorCommand.HOLD).motor().driveMicrosteps() + FAR, 1_000);
        tick(move);
        tick(MotorCommand.OFF);
        long stopped = world.truth().shaftMicrosteps();
        for (int i = 0; i < 20; i++) {
            tick(MotorCommand.OFF);
        }
        assertEquals(stopped, world.truth().shaftMicrosteps());
    }

    @Test
    @Tag("REQ-152")
    void withoutEdgesTheMotorStandsWhateverItIsToldAndWhicheverLevelTheLineHas() {
        board.begin();
        for (int kicks = 1; kicks <= 2; kicks++) {
            for (int i = 0; i < kicks; i++) {
                tick(MotorCommand.HOLD);
            }
            world.advance(300 * NS_PER_MS);
            long stood = world.truth().shaftMicrosteps();
            for (int i = 0; i < 20; i++) {
                board.apply(new MotorCommand.MoveTo(board.read().motor().driveMicrosteps() + FAR, FAR));
                world.advance(TICK_NS);
            }
            assertEquals(stood, world.truth().shaftMicrosteps());
        }
    }

    @Test
    @Tag("REQ-322")
    void oneLostAnswerIsNoFaultAndAnUnpluggedAdapterIs() throws IOException {
        board.begin();
        tick(MotorCommand.HOLD);
        line.unplug();
        assertFalse(tick(MotorCommand.HOLD).motor().driverFault());
        tick(MotorCommand.HOLD);
        assertTrue(tick(MotorCommand.HOLD).motor().driverFault());
    }

    @Test
    @Tag("REQ-327")
    void anAdapterThatIsPutBackIsOpenedAnewAndTheMotorGoesOn() throws IOException {
        board.begin();
        board.trustPosition();
        tick(MotorCommand.HOLD);
        line.unplug();
        for (int i = 0; i < 5; i++) {
            tick(MotorCommand.OFF);
        }
        assertTrue(tick(MotorCommand.OFF).motor().driverFault());
        line.plugIn();
        long endNs = System.nanoTime() + 60_000_000_000L;
        while (tick(MotorCommand.OFF).motor().driverFault() && System.nanoTime() < endNs) {
            Thread.onSpinWait();
        }
        long before = world.truth().shaftMicrosteps();
        MotorCommand move =
                new MotorCommand.MoveTo(tick(MotorCommand.HOLD).motor().driveMicrosteps() + FAR, FAR);
        for (int i = 0; i < 40; i++) {
            assertFalse(tick(move).motor().driverFault());
        }
        assertEquals(before + FAR, world.truth().shaftMicrosteps());
    }

    @Test
    @Tag("REQ-323")
    void aChipThatForgotItsSettingsBeforeItWasTrustedWorksOnceTrusted() {
        board.begin();
        tick(MotorCommand.HOLD);
        chips.resetMotorDriver();
        SensorSample after = tick(MotorCommand.HOLD);
        assertFalse(after.motor().positionSurvived());
        assertFalse(after.motor().driverFault());
        board.trustPosition();
        tick(MotorCommand.HOLD);
        long before = world.truth().shaftMicrosteps();
        MotorCommand move =
                new MotorCommand.MoveTo(tick(MotorCommand.HOLD).motor().driveMicrosteps() + FAR, FAR);
        for (int i = 0; i < 40; i++) {
            assertTrue(tick(move).motor().positionSurvived());
        }
        assertEquals(before + FAR, world.truth().shaftMicrosteps());
    }

    @Test
    @Tag("REQ-327")
    void aChipThatForgetsAPositionThatCountedHasFailedUntilThePumpStartsAnew() {
        board.begin();
        board.trustPosition();
        assertTrue(tick(MotorCommand.HOLD).motor().positionSurvived());
        chips.resetMotorDriver();
        for (int i = 0; i < 10; i++) {
            SensorSample after = tick(MotorCommand.OFF);
            assertFalse(after.motor().positionSurvived());
            assertTrue(after.motor().driverFault());
            board.trustPosition();
        }
    }

    @Test
    @Tag("REQ-322")
    void aSensorBusThatIsHeldReadsBeyondEveryRange() {
        board.begin();
        tick(MotorCommand.HOLD);
        chips.busFaults(EmulatedBoard.CONTROL_BUS).lasting(BusFault.STUCK);
        SensorSample blind = tick(MotorCommand.HOLD);
        assertEquals(2_000, mmHg(blind.line().downstream()), 1);
        assertEquals(5_000, blind.line().airDetectorMv());
        chips.busFaults(EmulatedBoard.CONTROL_BUS).mend();
        assertTrue(mmHg(tick(MotorCommand.HOLD).line().downstream()) < 300);
    }

    @Test
    @Tag("REQ-325")
    void aLampWithoutCurrentIsToldAndAFlashingOneIsNot() {
        board.begin();
        for (int i = 0; i < 100; i++) {
            board.show(new Signal(i % 8 < 4 ? Signal.Lamp.RED : Signal.Lamp.OFF, i % 3 == 0 ? 880 : 0));
            assertEquals(Supervision.QUIET, tick(MotorCommand.HOLD).enclosure().supervision());
        }
        chips.pins().breakLamps(true);
        for (int i = 0; i < 16; i++) {
            board.show(new Signal(i % 8 < 4 ? Signal.Lamp.RED : Signal.Lamp.OFF, 0));
            tick(MotorCommand.HOLD);
        }
        assertEquals(
                Set.of(BoardFault.RED_LAMP),
                tick(MotorCommand.HOLD).enclosure().supervision().faults());
        assertTrue(tick(MotorCommand.HOLD).enclosure().supervision().isUnfit());
        assertFalse(tick(MotorCommand.HOLD).enclosure().supervision().isImpaired());
    }

    @Test
    @Tag("REQ-362")
    void eachLampIsCountedForItselfAndTheSounderIsToldApart() {
        board.begin();
        chips.pins().breakLamps(true);
        show(new Signal(Signal.Lamp.CYAN, 880));
        assertEquals(
                Set.of(BoardFault.CYAN_LAMP),
                tick(MotorCommand.HOLD).enclosure().supervision().faults());
        chips.pins().breakLamps(false);
        show(new Signal(Signal.Lamp.YELLOW, 0));
        assertEquals(
                Set.of(BoardFault.CYAN_LAMP),
                tick(MotorCommand.HOLD).enclosure().supervision().faults(),
                "another lamp's current is not this one's");
        show(new Signal(Signal.Lamp.CYAN, 0));
        assertEquals(Supervision.QUIET, tick(MotorCommand.HOLD).enclosure().supervision());
        chips.pins().breakSounder(true);
        show(new Signal(Signal.Lamp.CYAN, 880));
        assertEquals(
                Set.of(BoardFault.SOUNDER),
                tick(MotorCommand.HOLD).enclosure().supervision().faults());
    }

    /** Else the lamp that its own alarm shows would keep that alarm up for ever. */
    @Test
    @Tag("REQ-362")
    void aDarkLampThatNobodyAsksForIsForgottenAndFoundAgain() {
        board.begin();
        chips.pins().breakLamps(true);
        show(new Signal(Signal.Lamp.CYAN, 0));
        chips.pins().breakLamps(false);
        for (int i = 0; i < 14; i++) {
            show(new Signal(Signal.Lamp.YELLOW, 0));
        }
        assertEquals(Supervision.QUIET, tick(MotorCommand.HOLD).enclosure().supervision());
        chips.pins().breakLamps(true);
        show(new Signal(Signal.Lamp.CYAN, 0));
        show(new Signal(Signal.Lamp.RED, 0));
        for (int i = 0; i < 14; i++) {
            show(Signal.QUIET);
        }
        assertEquals(
                Set.of(BoardFault.RED_LAMP),
                tick(MotorCommand.HOLD).enclosure().supervision().faults(),
                "what stops the pump is not forgotten");
    }

    @Test
    @Tag("REQ-362")
    void currentThatFlowsWhileAllIsOffProvesNothingAndIsTold() throws IOException {
        for (int feedback : new int[] {LAMP_FEEDBACK, SOUNDER_FEEDBACK}) {
            TestLines wires = new TestLines(chips);
            wires.pullUp(feedback);
            board = PumpBoard.open(reference(), wires, ChipLines.timeOf(chips));
            board.begin();
            show(Signal.QUIET);
            assertEquals(
                    Set.of(BoardFault.FEEDBACK),
                    tick(MotorCommand.HOLD).enclosure().supervision().faults());
        }
    }

    private void show(Signal signal) {
        for (int i = 0; i < 16; i++) {
            board.show(signal);
            tick(MotorCommand.HOLD);
        }
    }

    private SensorSample tick(MotorCommand command) {
        SensorSample sample = board.read();
        board.apply(command);
        board.kick();
        world.advance(TICK_NS);
        return sample;
    }

    private static double mmHg(Pressure pressure) {
        return pressure.pascals() / 133.322;
    }

    private static BoardFile reference() throws IOException {
        BoardReading reading = BoardFileReader.read(Path.of("..", "docs", "examples", "boards", "reference.json"));
        return assertInstanceOf(BoardReading.Accepted.class, reading).board();
    }
}
