package org.steadyflow.simulator.cli;

import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal; nothing where the output goes to a file or a pipe. */
final class TerminalProgress implements AutoCloseable {
    private static final int STEPS = 1_000;

    private final @Nullable ProgressBar bar;

    private TerminalProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    @SuppressWarnings("SystemConsoleNull") // it is null on JDK 25 when neither end is a terminal
    static TerminalProgress open(String task) {
        boolean onTerminal = System.console() != null && System.console().isTerminal();
        return new TerminalProgress(
                onTerminal
                        ? new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(STEPS)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setUpdateIntervalMillis(200)
                                .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(System.err))
                                .build()
                        : null);
    }

    void reached(double share, long simulatedNs) {
        if (bar != null) {
            bar.stepTo(Math.round(share * STEPS));
            bar.setExtraMessage(simulatedNs / 60_000_000_000L + " min simulated");
        }
    }

    /** From 0 to 1. */
    void share(double share) {
        if (bar != null) {
            bar.stepTo(Math.round(share * STEPS));
        }
    }

    /** To be run once after each of {@code total} steps. */
    Runnable steps(int total) {
        AtomicInteger done = new AtomicInteger();
        return () -> {
            if (bar != null) {
                bar.stepTo(Math.min((long) STEPS * done.incrementAndGet() / total, STEPS));
            }
        };
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
