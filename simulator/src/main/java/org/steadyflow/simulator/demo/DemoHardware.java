package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.app.FramMemory;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.MonitorBoard;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.MotorLine;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.emulated.ChipLines;
import org.steadyflow.simulator.emulated.ReferenceBoard;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;

/** What the demo's pump drives: the world's own seam, or the drivers of chips that are emulated on the world. */
final class DemoHardware implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoHardware.class);
    private static final long SEED = 1;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final SharedWorld world;
    private final Halves halves;

    private DemoHardware(DemoSettings settings, World world, Path folder) throws IOException {
        this.world = SharedWorld.of(world);
        this.halves = switch (settings.hardware()) {
            case SIMULATED -> simulated(world.hardware());
            case EMULATED -> emulated(folder, !settings.takesUnsigned());
        };
    }

    /** Control's half, and the monitor's, which is fitted when it is asked for. */
    private record Halves(PumpHardware control, Supplier<MonitorHardware> monitor) {}

    /**
     * Makes it ready.
     *
     * @param folder where an emulated board has its serial port
     * @throws IOException a sentence for each part of an emulated board that is not in order
     */
    static DemoHardware of(DemoSettings settings, World world, Path folder) throws IOException {
        return new DemoHardware(settings, world, folder);
    }

    /** The world, for whoever lets its time pass. */
    SharedWorld world() {
        return world;
    }

    PumpHardware seams() {
        return halves.control();
    }

    /** What the monitor of this pump looks and acts with; asked for once. */
    MonitorHardware monitor() {
        return halves.monitor().get();
    }

    private static Halves simulated(SimulatedHardware direct) {
        return new Halves(new PumpHardware(direct, direct, direct, direct), () -> {
            org.steadyflow.simulator.world.MonitorHardware fitted = direct.fitMonitor();
            return new MonitorHardware(fitted, fitted, fitted);
        });
    }

    private Halves emulated(Path folder, boolean monitored) throws IOException {
        EmulatedBoard chips = monitored ? EmulatedBoard.of(world, SEED) : EmulatedBoard.withoutMonitor(world, SEED);
        ChipLines lines = lines(chips, folder);
        BoardTime time = ChipLines.timeOf(chips);
        BoardFile file = ReferenceBoard.file();
        return new Halves(pump(file, lines, time), () -> {
            MonitorBoard board = MonitorBoard.open(file, lines, time);
            return new MonitorHardware(board, board, board);
        });
    }

    private ChipLines lines(EmulatedBoard chips, Path folder) throws IOException {
        MotorLine line = chips.openMotorLine(folder.resolve(ChipLines.MOTOR));
        opened.push(line);
        ChipLines lines = ChipLines.of(chips, line.path());
        opened.push(lines);
        return lines;
    }

    private static PumpHardware pump(BoardFile file, ChipLines lines, BoardTime time) throws IOException {
        PumpBoard board = PumpBoard.open(file, lines, time);
        BoardCheck.require(board.begin());
        return new PumpHardware(board, board, board, board).with(new FramMemory(board.fram()));
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the emulated board did not close: {}", e.getMessage());
            }
        }
    }
}
