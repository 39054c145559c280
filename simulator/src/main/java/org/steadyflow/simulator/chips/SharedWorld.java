package org.steadyflow.simulator.chips;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.steadyflow.simulator.world.World;

/**
 * A world that several threads use by turns: the one that lets time pass, those that sit behind buses, a test.
 *
 * <p>Rule against standing still for ever: who has the world must not wait for a byte. The thread behind the
 * pseudo-terminal needs the world for each answer, so {@code with} is for looking, touching and letting time pass, and
 * never for an exchange on the serial line. Transfers of the emulated I2C buses may be made inside: they take the world
 * on the caller's own thread.
 */
public interface SharedWorld {
    /** Lets {@code action} have the world for itself; it must be short. A thread that has it may ask again. */
    <T> T with(Function<World, T> action);

    /** The same without an answer. */
    default void touch(Consumer<World> action) {
        with(world -> {
            action.accept(world);
            return world;
        });
    }

    /** A world whose time stands still unless somebody advances it inside {@link #with}. */
    static SharedWorld of(World world) {
        return new Locked(world, new ReentrantLock());
    }

    /** One lock about one world. */
    record Locked(World world, ReentrantLock lock) implements SharedWorld {
        @Override
        public <T> T with(Function<World, T> action) {
            lock.lock();
            try {
                return action.apply(world);
            } finally {
                lock.unlock();
            }
        }
    }
}
