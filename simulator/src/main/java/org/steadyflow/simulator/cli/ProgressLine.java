package org.steadyflow.simulator.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One line at the bottom of a terminal (standard error), drawn again and again; on a pipe it is printed only when it
 * changes much.
 */
final class ProgressLine implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[2K";
    private static final Duration ON_A_PIPE = Duration.ofSeconds(5);

    private final Supplier<String> text;
    private final Duration redraw;
    private final PrintStream to = System.err;
    private final Thread thread;
    private final boolean onTerminal;
    private volatile boolean open = true;

    @SuppressWarnings("SystemConsoleNull") // it is null on JDK 25 when neither end is a terminal
    ProgressLine(Supplier<String> text, Duration redraw) {
        this.text = text;
        this.onTerminal = System.console() != null && System.console().isTerminal();
        this.redraw = onTerminal ? redraw : ON_A_PIPE;
        this.thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::draw);
    }

    void start() {
        thread.start();
    }

    /** Draws it once more and leaves it standing; what is printed afterwards begins on a line of its own. */
    void finish() {
        if (open) {
            open = false;
            thread.interrupt();
            join();
            to.print(onTerminal ? "\n" : "");
        }
    }

    @Override
    public void close() {
        finish();
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        try {
            while (open) {
                to.print(onTerminal ? CLEAR + text.get() : text.get() + "\n");
                to.flush();
                Thread.sleep(redraw);
            }
        } catch (InterruptedException e) {
            to.print(onTerminal ? CLEAR + text.get() : text.get() + "\n");
        }
    }
}
