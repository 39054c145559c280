package org.steadyflow.simulator.realtime;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * One run: the pump on one core and cyclictest on another, at the same priority and interval, at the same time.
 *
 * @param interval from one wake-up to the next
 * @param lasting how long
 * @param priority real-time priority of both
 * @param tickCore of the pump
 * @param cyclicCore of cyclictest
 */
public record Trial(Duration interval, Duration lasting, int priority, int tickCore, int cyclicCore) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /**
     * What was measured.
     *
     * @param cyclic empty where there is no cyclictest
     */
    public record Measured(Trial trial, PumpReport tick, Optional<Latencies> cyclic) {}

    /** Both begin when the pump is warm. {@code progress} hears the share that is over. */
    public Measured run(DoubleConsumer progress) throws IOException, InterruptedException {
        try (PumpProcess pump = PumpProcess.start(this)) {
            pump.awaitWarm();
            try (CyclicTest cyclic = CyclicTest.start(this)) {
                pump.go();
                long beginNs = System.nanoTime();
                while (pump.isRunning()) {
                    Thread.sleep(LOOK_EVERY);
                    progress.accept(Math.min(1, (double) (System.nanoTime() - beginNs) / lasting.toNanos()));
                }
                return new Measured(this, pump.report(), cyclic.result());
            }
        }
    }

    /** Wake-ups in the whole run. */
    long ticks() {
        return lasting.toNanos() / interval.toNanos();
    }
}
