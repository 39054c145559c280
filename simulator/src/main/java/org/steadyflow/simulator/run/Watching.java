package org.steadyflow.simulator.run;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.simulator.world.WorldTruth;

/**
 * Who looks on while a simulation runs; none of them changes it.
 *
 * @param tracing opens the trace, or none
 * @param recording receives every tick for a later replay; the caller closes it
 * @param progress hears how far it is
 * @param onlooker sees the world after each of its steps
 * @param starting hears each time that the infusion runs, nanoseconds of the run
 */
public record Watching(
        TraceFactory tracing,
        Optional<Recording> recording,
        Progress progress,
        Onlooker onlooker,
        LongConsumer starting) {
    private static final Onlooker LOOKS_AWAY = _ -> {};

    /** Nobody looks. */
    public static final Watching NOBODY =
            new Watching((_, _) -> Optional.empty(), Optional.empty(), (_, _) -> {}, LOOKS_AWAY, _ -> {});

    /** Where the rows of the trace go. */
    public interface TraceFactory {
        Optional<Trace> open(WorldTruth truth, MicrostepVolume microstep) throws IOException;
    }

    /** Sees the world after each physics step. */
    public interface Onlooker {
        void look(WorldTruth truth);
    }

    boolean isAnybodyLooking() {
        return onlooker != LOOKS_AWAY;
    }

    public Watching tracedBy(TraceFactory next) {
        return new Watching(next, recording, progress, onlooker, starting);
    }

    public Watching recordedBy(Recording next) {
        return new Watching(tracing, Optional.of(next), progress, onlooker, starting);
    }

    public Watching toldTo(Progress next) {
        return new Watching(tracing, recording, next, onlooker, starting);
    }

    public Watching seenBy(Onlooker next) {
        return new Watching(tracing, recording, progress, next, starting);
    }

    /** The same, and {@code next} hears of every tick in which the infusion runs. */
    public Watching startedBy(LongConsumer next) {
        return new Watching(tracing, recording, progress, onlooker, next);
    }
}
