package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn.Level;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.hal.device.Signal.Lamp;
import org.steadyflow.simulator.world.HardKey;
import org.steadyflow.simulator.world.Sensor;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** What the board's single lines say and do. */
class BoardPinsTest {
    private static final long MS = 1_000_000;

    private final World world = new World(WorldParameters.DEFAULT, 1);
    private final EmulatedBoard board = EmulatedBoard.of(SharedWorld.of(world), 1);

    @Test
    void aClosedContactReadsLow() {
        assertEquals(Level.LOW, board.in(6).read(), "door closed");
        assertEquals(Level.LOW, board.in(16).read(), "set seated");
        assertEquals(Level.LOW, board.in(26).read(), "lid locked");
        assertEquals(Level.LOW, board.in(12).read(), "mains present");
        assertEquals(Level.HIGH, board.in(24).read(), "stop key up");
        world.openDoor();
        world.unseatSet();
        world.setTampered(true);
        world.setMains(false);
        world.press(HardKey.STOP, 100 * MS);
        assertEquals(Level.HIGH, board.in(6).read());
        assertEquals(Level.HIGH, board.in(16).read());
        assertEquals(Level.HIGH, board.in(26).read());
        assertEquals(Level.HIGH, board.in(12).read());
        assertEquals(Level.LOW, board.in(24).read());
        assertEquals(Level.LOW, board.in(8).read(), "the monitor's line to the stop key");
        assertEquals(Level.HIGH, board.in(25).read(), "start key up");
        pass(100);
        assertEquals(Level.HIGH, board.in(24).read());
    }

    @Test
    void aBrokenDoorSwitchReadsOpen() {
        world.breakSensor(Sensor.DOOR_SWITCH);
        assertEquals(Level.HIGH, board.in(6).read());
    }

    @Test
    void aKeyBouncesAsItGoesDownAndAsItComesUp() {
        board.pins().bounceKeys(5 * MS);
        world.press(HardKey.START, 100 * MS);
        assertTrue(changes(25, 5) > 3);
        assertEquals(Level.LOW, board.in(25).read());
        assertEquals(0, changes(25, 90));
        pass(5);
        assertTrue(changes(25, 5) > 3);
        assertEquals(Level.HIGH, board.in(25).read());
        world.press(HardKey.DOSE, 50 * MS);
        assertTrue(changes(7, 5) > 3);
        assertEquals(Level.LOW, board.in(7).read());
    }

    @Test
    void edgesKeepTheMotorEnabledAndALevelDoesNot() {
        board.out(17).drive(true);
        assertEquals(world.truth().nowNs(), world.truth().lastKickNs());
        pass(100);
        board.out(17).drive(true);
        assertEquals(100 * MS, world.truth().nowNs() - world.truth().lastKickNs());
        board.out(17).drive(false);
        assertEquals(world.truth().nowNs(), world.truth().lastKickNs());
    }

    @Test
    void theRailIsUpOnlyWhileItsSwitchGetsEdges() {
        pass(10);
        assertEquals(Level.LOW, board.in(23).read());
        board.out(22).drive(true);
        board.out(27).drive(true);
        pass(10);
        assertEquals(Level.HIGH, board.in(23).read());
        pass(230);
        assertEquals(Level.HIGH, board.in(23).read());
        pass(20);
        assertEquals(Level.LOW, board.in(23).read());
    }

    @Test
    void theDumpTakesTheRailDownAndHoldsItDown() {
        board.out(22).drive(true);
        board.out(27).drive(true);
        pass(10);
        board.out(22).drive(false);
        pass(30);
        assertEquals(Level.LOW, board.in(23).read());
        board.out(27).drive(false);
        pass(10);
        assertEquals(Level.LOW, board.in(23).read(), "edges do not help while it is held down");
        board.out(22).drive(true);
        board.out(27).drive(true);
        pass(10);
        assertEquals(Level.HIGH, board.in(23).read());
    }

    @Test
    void theStopKeyTakesTheRailAway() {
        board.out(22).drive(true);
        board.out(27).drive(true);
        pass(10);
        world.press(HardKey.STOP, 100 * MS);
        pass(30);
        assertEquals(Level.LOW, board.in(23).read());
    }

    @Test
    void aCutOfTheRailStopsTheShaftAndLeavesTheDriversPositions() {
        write(0x01, 0b111);
        assertEquals(0b100, read(0x01), "reset was cleared; the rail is still down");
        write(0x3A, MotorDriver.TWELVE_AND_A_HALF);
        write(0x26, 1_000);
        write(0x6C, MotorDriver.STAGE_ON);
        write(0x27, 20_000);
        write(0x2D, 1_000);
        board.out(22).drive(true);
        board.out(17).drive(true);
        board.out(27).drive(true);
        pass(200);
        assertEquals(1_000, world.truth().shaftMicrosteps());
        write(0x01, 0b100);
        assertEquals(0, read(0x01));
        board.out(22).drive(false);
        pass(30);
        write(0x2D, 2_000);
        board.out(17).drive(false);
        pass(200);
        assertEquals(1_000, world.truth().shaftMicrosteps());
        assertEquals(2_000, read(0x21), "XACTUAL counts on");
        assertEquals(1_000, read(0x39), "X_ENC does not");
        assertEquals(0b100, read(0x01), "no voltage for the charge pump, and no reset");
    }

    @Test
    void lampsAndSounderAreTheSignalOfTheWorld() {
        board.out(10).drive(true);
        board.tone(13).sound(880);
        assertEquals(new Signal(Lamp.YELLOW, 880), world.truth().signal());
        assertEquals(Level.HIGH, board.in(20).read());
        assertEquals(Level.HIGH, board.in(21).read());
        board.out(9).drive(true);
        assertEquals(Lamp.RED, world.truth().signal().lamp(), "the most urgent is what one sees");
        board.out(9).drive(false);
        board.out(10).drive(false);
        board.tone(13).sound(0);
        assertEquals(Signal.QUIET, world.truth().signal());
        assertEquals(Level.LOW, board.in(20).read());
        assertEquals(Level.LOW, board.in(21).read());
    }

    @Test
    void whatIsBrokenDrawsNoCurrent() {
        board.pins().breakSounder(true);
        board.pins().breakLamps(true);
        board.out(11).drive(true);
        board.tone(13).sound(440);
        assertEquals(Level.LOW, board.in(20).read());
        assertEquals(Level.LOW, board.in(21).read());
        assertEquals(Signal.QUIET, world.truth().signal());
    }

    @Test
    void theMonitorsBuzzerSoundsWhileItsPinIsHigh() {
        board.out(18).drive(true);
        assertTrue(world.truth().buzzerSounds());
        board.out(18).drive(false);
        assertFalse(world.truth().buzzerSounds());
    }

    @Test
    void theHoldUpBuzzerSoundsTwoMinutesAfterItsEdgesStop() {
        pass(5_000);
        assertFalse(board.pins().holdUpSounds(), "nobody armed it");
        board.out(19).drive(true);
        pass(900);
        assertFalse(board.pins().holdUpSounds());
        pass(200);
        assertTrue(board.pins().holdUpSounds());
        world.cutPower();
        pass(120_000);
        assertTrue(board.pins().holdUpSounds());
        pass(60_000);
        assertFalse(board.pins().holdUpSounds());
    }

    @Test
    void aPowerCutLeavesAllOutputsLow() {
        board.out(9).drive(true);
        world.cutPower();
        world.restorePower();
        assertEquals(Level.LOW, board.in(21).read());
        assertFalse(board.pins().isHigh(9));
    }

    @Test
    void aPinThatTheBoardDoesNotHaveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> board.in(17));
        assertThrows(IllegalArgumentException.class, () -> board.out(6));
        assertThrows(IllegalArgumentException.class, () -> board.tone(12));
        assertThrows(IllegalArgumentException.class, () -> board.bus(0));
    }

    private void write(int register, int value) {
        byte[] echo = new byte[8];
        assertEquals(BusResult.OK, board.directMotorLine().exchange(Datagrams.write(register, value), echo, 1));
    }

    private int read(int register) {
        byte[] back = new byte[12];
        assertEquals(BusResult.OK, board.directMotorLine().exchange(Datagrams.read(register), back, 1));
        return ByteBuffer.wrap(back).getInt(7);
    }

    private void pass(long ms) {
        board.world().touch(now -> now.advance(ms * MS));
    }

    /** How often a line changes when it is looked at every 0.1 ms for so long. */
    private int changes(int bcm, int ms) {
        Level last = board.in(bcm).read();
        int changes = 0;
        for (int i = 0; i < ms * 10; i++) {
            pass100Us();
            Level now = board.in(bcm).read();
            changes += now == last ? 0 : 1;
            last = now;
        }
        return changes;
    }

    private void pass100Us() {
        board.world().touch(now -> now.advance(MS / 10));
    }
}
