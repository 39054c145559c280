package org.steadyflow.simulator.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when somebody presses Ctrl-C or the system asks it to go: the thread that runs the
 * command is interrupted where it allows so, closes what it opened, and only then the JVM goes down.
 */
final class Interruption implements AutoCloseable {
    /** Starting up cannot be interrupted and takes seconds, closing the broker takes four more. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread command = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "interrupt");
    private boolean allowed;
    private boolean asked;

    private Interruption() {}

    /** Watches from now on, for the thread that calls. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /**
     * From now on the thread may be interrupted.
     *
     * @throws InterruptedException when that was asked for before
     */
    synchronized void allow() throws InterruptedException {
        if (asked) {
            throw new InterruptedException("asked to end while it started");
        }
        allowed = true;
    }

    /** From now on the thread closes what it opened and must not be disturbed. */
    synchronized void forbid() {
        allowed = false;
        boolean _ = Thread.interrupted();
    }

    private void end() {
        System.err.println();
        System.err.println("ending");
        synchronized (this) {
            asked = true;
            if (allowed) {
                command.interrupt();
            }
        }
        try {
            boolean _ = closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed: the JVM may go. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is going down, and the hook has just been let go
        }
    }
}
