package org.steadyflow.simulator.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Another program of the machine that allocates 200 MB a second, in a process of its own. */
public final class Neighbour implements AutoCloseable {
    private static final int BYTES_PER_S = 200_000_000;
    private static final int PIECES_PER_S = 200;
    private static final int PIECES_KEPT = 32;
    private static final int PAGE = 4_096;
    private static final long NS_PER_S = 1_000_000_000L;

    private final Process process;
    private final Path log;

    private Neighbour(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it. */
    public static Neighbour start() throws IOException {
        Path log = Files.createTempFile("steadyflow-neighbour-", ".log");
        return new Neighbour(Jvm.start(List.of("-Xmx256m"), Neighbour.class, List.of(), log), log);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(log);
    }

    /** Allocates until it is ended. What it missed it makes up for, so that the rate is kept on a busy machine. */
    public static void main(String[] none) {
        byte[][] kept = new byte[PIECES_KEPT][];
        long dueNs = System.nanoTime();
        for (int piece = 0; true; piece = (piece + 1) % PIECES_KEPT) {
            byte[] bytes = new byte[BYTES_PER_S / PIECES_PER_S];
            for (int at = 0; at < bytes.length; at += PAGE) {
                bytes[at] = 1;
            }
            kept[piece] = bytes;
            dueNs += NS_PER_S / PIECES_PER_S;
            LockSupport.parkNanos(dueNs - System.nanoTime());
        }
    }
}
