package org.steadyflow.simulator.remote;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.steadyflow.simulator.world.World;

/**
 * A world whose time is real time. Its own thread moves it on every physics step, whoever is connected; everybody else
 * looks at it or touches it between two steps. Any thread.
 */
public final class LiveWorld implements AutoCloseable {
    private static final long CLOSE_MS = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final World world;
    private final Consumer<World> everyStep;
    private final Thread thread;
    private final long startNs = System.nanoTime();
    private volatile boolean closing;

    private LiveWorld(World world, Consumer<World> everyStep) {
        this.world = world;
        this.everyStep = everyStep;
        this.thread = Thread.ofPlatform().name("world").daemon().unstarted(this::run);
    }

    /** @param everyStep looks at the world about every 10 ms, on the world's own thread */
    public static LiveWorld start(World world, Consumer<World> everyStep) {
        LiveWorld live = new LiveWorld(world, everyStep);
        live.thread.start();
        return live;
    }

    /** Lets {@code action} have the world as it is now; it must be short, for the world stands still meanwhile. */
    public <T> T with(Function<World, T> action) {
        lock.lock();
        try {
            catchUp();
            return action.apply(world);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            with(now -> {
                everyStep.accept(now);
                return now;
            });
            LockSupport.parkNanos(World.STEP_NS);
        }
    }

    /** A late host makes the world late by no step: what should have happened meanwhile happens now, in order. */
    private void catchUp() {
        world.advanceTo(Math.max(System.nanoTime() - startNs, world.truth().nowNs()));
    }
}
