package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.Supervision;
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
    private final PumpHardware seams;

    private DemoHardware(DemoSettings.Hardware kind, World world, Path folder) throws IOException {
        this.world = SharedWorld.of(world);
        this.seams = switch (kind) {
            case SIMULATED -> simulated(world.hardware());
            case EMULATED -> emulated(folder);
        };
    }

    /**
     * Makes it ready.
     *
     * @param folder where an emulated board has its serial port
     * @throws IOException a sentence for each part of an emulated board that is not in order
     */
    static DemoHardware of(DemoSettings.Hardware kind, World world, Path folder) throws IOException {
        return new DemoHardware(kind, world, folder);
    }

    /** The world, for whoever lets its time pass. */
    SharedWorld world() {
        return world;
    }

    PumpHardware seams() {
        return seams;
    }

    private static PumpHardware simulated(SimulatedHardware hardware) {
        return new PumpHardware(hardware, hardware, hardware, hardware);
    }

    private PumpHardware emulated(Path folder) throws IOException {
        EmulatedBoard chips = EmulatedBoard.withoutMonitor(world, SEED);
        MotorLine line = chips.openMotorLine(folder.resolve(ChipLines.MOTOR));
        opened.push(line);
        ChipLines lines = ChipLines.of(chips, line.path());
        opened.push(lines);
        PumpBoard board =
                PumpBoard.open(ReferenceBoard.file(), lines, ChipLines.timeOf(chips), () -> Supervision.QUIET);
        List<String> faults = BoardCheck.faults(board.begin());
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
        return new PumpHardware(board, board, board, board);
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
