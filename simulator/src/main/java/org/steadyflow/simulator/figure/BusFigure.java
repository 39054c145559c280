package org.steadyflow.simulator.figure;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.MotorLine;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.emulated.ChipLines;
import org.steadyflow.simulator.run.TempFolder;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * What a tick's input and output would take on real buses: bits on the serial line at 500 kbaud and on I2C at 400 kHz,
 * and the waits for the converter. Summed up as if nothing overlapped.
 */
public final class BusFigure {
    private static final int TICKS = 1_260;
    /** The chip's one-time questions after a start. */
    private static final int SETTLING_TICKS = 60;

    private static final long TICK_NS = 50_000_000L;
    private static final int STEP = 5_000;
    private static final int FLASH_TICKS = 10;
    /** A ledger record as the second store writes it: two copies of 128 bytes. */
    private static final int RENEWAL_TICKS = 10;

    private static final int RECORD_BYTES = 256;

    private BusFigure() {}

    /**
     * @param ticks how many were measured
     * @param meanUs of all of them, microseconds
     * @param worstUs the longest: board temperature, battery, clock and a renewal of the ledger's copy fall into it
     * @param worstSerialUs part of the worst on the serial line
     * @param worstI2cUs part of the worst on I2C
     * @param worstWaitUs part of the worst that waits for conversions
     */
    public record Figure(int ticks, long meanUs, long worstUs, long worstSerialUs, long worstI2cUs, long worstWaitUs) {}

    /** Drives an emulated board for a minute at 350 mL/h; {@code boardFile} is the reference's. */
    public static Figure run(BoardFile boardFile) throws IOException {
        EmulatedBoard chips = EmulatedBoard.withoutMonitor(SharedWorld.of(new World(WorldParameters.DEFAULT, 1)), 1);
        Waits waits = new Waits(ChipLines.timeOf(chips));
        try (TempFolder folder = TempFolder.named("steadyflow-bus");
                MotorLine line = chips.openMotorLine(folder.path().resolve(ChipLines.MOTOR));
                ChipLines lines = ChipLines.of(chips, line.path())) {
            PumpBoard board = PumpBoard.open(boardFile, lines, waits);
            BoardCheck.require(board.begin());
            board.trustPosition();
            return measured(chips, board, waits);
        }
    }

    private static Figure measured(EmulatedBoard chips, PumpBoard board, Waits waits) {
        Use worst = new Use(0, 0, 0);
        long sumNs = 0;
        for (int tick = 0; tick < TICKS; tick++) {
            Use before = Use.now(chips, waits);
            tick(board, tick);
            Use used = Use.now(chips, waits).minus(before);
            chips.world().touch(world -> world.advance(TICK_NS));
            if (tick >= SETTLING_TICKS) {
                sumNs += used.totalNs();
                worst = used.totalNs() > worst.totalNs() ? used : worst;
            }
        }
        int counted = TICKS - SETTLING_TICKS;
        return new Figure(
                counted,
                us(sumNs / counted),
                us(worst.totalNs()),
                us(worst.serialNs()),
                us(worst.i2cNs()),
                us(worst.waitNs()));
    }

    private static void tick(PumpBoard board, int tick) {
        long at = board.read().motor().driveMicrosteps();
        board.apply(new MotorCommand.MoveTo(at + STEP, STEP * 20L));
        board.show(new Signal(tick / FLASH_TICKS % 2 == 0 ? Signal.Lamp.RED : Signal.Lamp.OFF, 0));
        if (tick % RENEWAL_TICKS == 0) {
            board.fram().write(0, new byte[RECORD_BYTES]);
        }
        board.kick();
    }

    private static long us(long ns) {
        return TimeUnit.NANOSECONDS.toMicros(ns);
    }

    private record Use(long serialNs, long i2cNs, long waitNs) {
        static Use now(EmulatedBoard chips, Waits waits) {
            return new Use(
                    chips.serialMeter().busyNs(),
                    chips.busMeter(EmulatedBoard.CONTROL_BUS).busyNs(),
                    waits.ns);
        }

        Use minus(Use before) {
            return new Use(serialNs - before.serialNs, i2cNs - before.i2cNs, waitNs - before.waitNs);
        }

        long totalNs() {
            return serialNs + i2cNs + waitNs;
        }
    }

    /** Counts what a board waits for its chips. */
    private static final class Waits implements BoardTime {
        private final BoardTime time;
        private long ns;

        Waits(BoardTime time) {
            this.time = time;
        }

        @Override
        public long monotonicNs() {
            return time.monotonicNs();
        }

        @Override
        public void nap(long forNs) {
            ns += forNs;
            time.nap(forNs);
        }

        @Override
        public long patienceNs() {
            return time.patienceNs();
        }
    }
}
