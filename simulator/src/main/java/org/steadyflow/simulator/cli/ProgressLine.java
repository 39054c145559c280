package org.steadyflow.simulator.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One line at the bottom of a terminal (standard error), drawn again and again; on a pipe a line is printed as soon as
 * the situation is another one, and else now and then.
 */
final class ProgressLine implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[2K";
    private static final Duration UNCHANGED_ON_A_PIPE = Duration.ofSeconds(30);

    private final Supplier<String> text;
    private final Supplier<String> situation;
    private final Duration redraw;
    private final PrintStream to = System.err;
    private final Thread thread;
    private final boolean onTerminal;
    private volatile boolean open = true;

    /**
     * @param text the line
     * @param situation what of it a reader of a log must not miss; asked as often as the line is drawn
     */
    @SuppressWarnings("SystemConsoleNull") // it is null on JDK 25 when neither end is a terminal
    ProgressLine(Supplier<String> text, Supplier<String> situation, Duration redraw) {
        this.text = text;
        this.situation = situation;
        this.onTerminal = System.console() != null && System.console().isTerminal();
        this.redraw = redraw;
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
        String printed = "";
        long printedNs = 0;
        try {
            while (open) {
                String now = situation.get();
                long nowNs = System.nanoTime();
                if (onTerminal || !now.equals(printed) || nowNs - printedNs >= UNCHANGED_ON_A_PIPE.toNanos()) {
                    print();
                    printed = now;
                    printedNs = nowNs;
                }
                Thread.sleep(redraw);
            }
        } catch (InterruptedException e) {
            print();
        }
    }

    private void print() {
        to.print(onTerminal ? CLEAR + text.get() : text.get() + "\n");
        to.flush();
    }
}
