package org.steadyflow.firmware.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.SelfTestRig;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.pi.PiLines;

/** Control's half of the board that this runs on, every part of it in order. */
final class ControlHardware implements Closeable {
    /** The kernel's name of this start of the computer. */
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final BoardLines lines;
    private final PumpBoard board;
    private final SelfTestRig rig;

    private ControlHardware(BoardLines lines, PumpBoard board, SelfTestRig rig) {
        this.lines = lines;
        this.board = board;
        this.rig = rig;
    }

    /**
     * Opens the board that a file describes. Its parts are asked by the self-test, which tells them at the bedside.
     *
     * @throws IOException where the file is not as it must be or a line cannot be opened: a sentence for each, and
     *     nothing has moved
     */
    static ControlHardware of(Path boardFile) throws IOException {
        BoardFile file = BoardFiles.read(boardFile);
        BoardLines lines = PiLines.ofThisComputer();
        PumpBoard board = PumpBoard.open(file, lines, BoardTime.ofThisComputer(), () -> Supervision.QUIET);
        List<String> faults = BoardCheck.faults(board.unopened());
        if (!faults.isEmpty()) {
            lines.close();
            throw new IOException(String.join("\n", faults));
        }
        return new ControlHardware(lines, board, rig(board, boardFile));
    }

    private static SelfTestRig rig(PumpBoard board, Path boardFile) throws IOException {
        return new SelfTestRig(board, paceOfThisComputer(), installed(), Map.of("the board file", boardFile), bootId());
    }

    private static SelfTestRig.Pace paceOfThisComputer() {
        return new SelfTestRig.Pace() {
            @Override
            public long nowNs() {
                return System.nanoTime();
            }

            @Override
            public void awaitNs(long monotonicNs) {
                for (long leftNs = monotonicNs - nowNs(); leftNs > 0; leftNs = monotonicNs - nowNs()) {
                    LockSupport.parkNanos(leftNs);
                }
            }
        };
    }

    /** The package lays its jars into a folder of their own inside this one; empty where this class is from no jar. */
    private static Optional<Path> installed() {
        return Optional.ofNullable(ControlHardware.class.getProtectionDomain().getCodeSource())
                .map(source -> Path.of(source.getLocation().getPath()))
                .filter(jar -> jar.toString().endsWith(".jar"))
                .map(jar -> jar.getParent().getParent());
    }

    /** Where the kernel has no name for it, no full test holds for a restart. */
    private static String bootId() throws IOException {
        return Files.exists(BOOT_ID)
                ? Files.readString(BOOT_ID).strip()
                : UUID.randomUUID().toString();
    }

    PumpHardware seams() {
        return new PumpHardware(board, board, board, board, Optional.of(rig));
    }

    @Override
    public void close() {
        lines.close();
    }
}
