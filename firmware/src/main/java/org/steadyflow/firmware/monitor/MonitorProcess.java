package org.steadyflow.firmware.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One monitor in real time: its store, its two sockets and its cycle, wired together. The thread that calls
 * {@link #run} becomes the cycle's. Deadlines are absolute; cycles that were missed are left out.
 */
public final class MonitorProcess {
    private static final String IMAGE = "monitor.state";

    private volatile boolean stopping;

    /**
     * What a monitor is told when it starts.
     *
     * @param data where it keeps its key and its state; nobody else writes there
     * @param controlSocket where control connects
     * @param operatorSocket where the bedside hands envelopes over
     * @param pharmacistKey file of the pharmacy's public key; empty for the kept one
     */
    public record Settings(Path data, Path controlSocket, Path operatorSocket, Optional<Path> pharmacistKey) {}

    /**
     * Runs until {@link #stop}. A cycle that throws ends it with the motor's power cut.
     *
     * @throws IOException with a sentence where it cannot start
     */
    public void run(Settings settings, MonitorHardware hardware) throws IOException {
        Files.createDirectories(settings.data());
        OperatorMailbox mailbox = new OperatorMailbox(PharmacyKey.keptIn(settings.data(), settings.pharmacistKey()));
        try (StoreFile store = new StoreFile(settings.data().resolve(IMAGE));
                ControlSocket control = new ControlSocket(settings.controlSocket());
                OperatorDoor _ = OperatorDoor.open(settings.operatorSocket(), mailbox)) {
            MonitorLoop loop = new MonitorLoop(hardware, control, mailbox, store, System.nanoTime());
            try {
                cycle(loop);
            } finally {
                // without edges the switch opens by itself; this is sooner
                loop.cut();
            }
        }
    }

    /** Ends after the cycle that runs. Any thread. */
    public void stop() {
        stopping = true;
    }

    private void cycle(MonitorLoop loop) {
        long dueNs = System.nanoTime();
        while (!stopping) {
            long leftNs = dueNs - System.nanoTime();
            while (leftNs > 0) {
                LockSupport.parkNanos(leftNs);
                leftNs = dueNs - System.nanoTime();
            }
            loop.cycle();
            dueNs += (Math.max(-leftNs, 0) / MonitorLimits.CYCLE_NS + 1) * MonitorLimits.CYCLE_NS;
        }
    }
}
