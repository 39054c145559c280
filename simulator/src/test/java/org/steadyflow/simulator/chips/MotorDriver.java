package org.steadyflow.simulator.chips;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** A world, its board and the plainest possible talk with the motor's driver, for tests. */
final class MotorDriver {
    static final int GSTAT = 0x01;
    static final int IFCNT = 0x02;
    static final int IOIN = 0x04;
    static final int RAMPMODE = 0x20;
    static final int XACTUAL = 0x21;
    static final int VACTUAL = 0x22;
    static final int AMAX = 0x26;
    static final int VMAX = 0x27;
    static final int XTARGET = 0x2D;
    static final int RAMP_STAT = 0x35;
    static final int ENCMODE = 0x38;
    static final int X_ENC = 0x39;
    static final int ENC_CONST = 0x3A;
    static final int CHOPCONF = 0x6C;
    static final int DRV_STATUS = 0x6F;

    static final int STAGE_ON = 0x1000_0053;
    static final int TWELVE_AND_A_HALF = 12 * 65_536 + 32_768;
    static final long TICK_NS = 50_000_000;

    private static final long WITHIN_NS = 200_000_000L;

    final World world = new World(WorldParameters.DEFAULT, 1);
    final EmulatedBoard board = EmulatedBoard.withoutMonitor(SharedWorld.of(world), 1);
    final SerialLink line = board.directMotorLine();

    /** Stage on, encoder scaled, able to accelerate. */
    void setUp() {
        write(ENC_CONST, TWELVE_AND_A_HALF);
        write(AMAX, 1_000);
        write(CHOPCONF, STAGE_ON);
    }

    void write(int register, int value) {
        byte[] sent = Datagrams.write(register, value);
        byte[] echo = new byte[sent.length];
        assertEquals(BusResult.OK, line.exchange(sent, echo, WITHIN_NS));
        assertEquals(Datagrams.hex(sent), Datagrams.hex(echo));
    }

    int read(int register) {
        byte[] sent = Datagrams.read(register);
        byte[] back = new byte[sent.length + 8];
        assertEquals(BusResult.OK, line.exchange(sent, back, WITHIN_NS));
        assertEquals(register, back[6]);
        return ((back[7] & 0xFF) << 24) | ((back[8] & 0xFF) << 16) | ((back[9] & 0xFF) << 8) | (back[10] & 0xFF);
    }

    /** One tick of the controller: an edge that keeps the motor enabled, then time. */
    void tick() {
        board.pins().out(BoardPins.MOTOR_ENABLE).drive(!board.pins().isHigh(BoardPins.MOTOR_ENABLE));
        board.world().touch(now -> now.advance(TICK_NS));
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }
}
