package org.steadyflow.firmware.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a program in order when a signal comes: somebody is told to stop, and the process waits, for a bounded time,
 * until what was opened is closed.
 */
final class UntilStopped implements AutoCloseable {
    /** Less than what systemd waits before it kills. */
    private static final long CLOSE_S = 10;

    private final CountDownLatch signalled = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** From now on a signal runs {@code stop}, which must return at once. */
    void onSignal(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.run();
            signalled.countDown();
            awaitClosed();
        }));
    }

    /** Returns when a signal has come. */
    void await() throws InterruptedException {
        signalled.await();
    }

    /** All is closed: the process may end. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void awaitClosed() {
        try {
            closed.await(CLOSE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
