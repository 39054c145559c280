package org.steadyflow.firmware.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.telemetry.message.OperatorMessage;

/**
 * Publishes the status four times a second, and at once when phase or alarms change. The tick only leaves its record
 * here and wakes a thread; a publisher that is slow misses ticks and delays none.
 */
public final class StatusFeed implements TickSink, AutoCloseable {
    /** Four times a second. */
    static final int EVERY_TICKS = 5;

    private static final long CLOSE_MS = 2_000;

    private final int everyTicks;
    private final StatusBuilder builder;
    private final Consumer<OperatorMessage.Status> publisher;
    private final Thread thread;
    private volatile Seen newest = Seen.NOTHING;
    private volatile boolean closing;
    private long tick;
    private Phase phase = Phase.RECOVERING;
    private List<Alarm> alarms = List.of();

    /**
     * @param pace the pump's seconds in one of people's: people look four times a second of theirs
     * @param publisher gets each status, on the feed's own thread
     */
    public StatusFeed(StatusBuilder builder, int pace, Consumer<OperatorMessage.Status> publisher) {
        this.everyTicks = EVERY_TICKS * pace;
        this.builder = builder;
        this.publisher = publisher;
        this.thread = Thread.ofPlatform().name("status").daemon().start(this::run);
    }

    private record Seen(long tick, Optional<Values> values) {
        static final Seen NOTHING = new Seen(0, Optional.empty());
    }

    private record Values(TickInput input, TickRecord record) {}

    @Override
    public void offer(TickInput input, TickRecord record) {
        tick++;
        Phase nowPhase = record.after().phase();
        List<Alarm> nowAlarms = record.after().safety().board().alarms();
        boolean changed = nowPhase != phase || !nowAlarms.equals(alarms);
        phase = nowPhase;
        alarms = nowAlarms;
        if (changed || tick % everyTicks == 1) {
            newest = new Seen(tick, Optional.of(new Values(input, record)));
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long published = 0;
        while (!closing) {
            Seen seen = newest;
            if (seen.tick() == published) {
                LockSupport.park(this);
                continue;
            }
            published = seen.tick();
            seen.values()
                    .map(values -> builder.status(seen.tick(), values.input(), values.record()))
                    .ifPresent(publisher);
        }
    }
}
