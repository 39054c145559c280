package org.steadyflow.telemetry.pharmacy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.message.PharmacyMessage;

/**
 * What the pharmacy does by the clock, on a thread of its own: tells the pumps that a person is there, repeats
 * acceptances until a pump's journal shows them, and notices when a pump falls silent.
 */
final class Rounds implements AutoCloseable {
    static final Duration PRESENCE_EVERY = Duration.ofSeconds(10);
    static final Duration ACCEPTANCE_EVERY = Duration.ofSeconds(15);
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Store store;
    private final Downlink downlink;
    private final Consoles consoles;
    private final InstantSource clock;
    private final Consumer<String> changed;
    private final Map<String, View.Link> links = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pharmacy-rounds").factory());

    Rounds(Store store, Downlink downlink, Consoles consoles, InstantSource clock, Consumer<String> changed) {
        this.store = store;
        this.downlink = downlink;
        this.consoles = consoles;
        this.clock = clock;
        this.changed = changed;
    }

    void start() {
        every(LOOK_EVERY, this::lookAtLinks);
        every(PRESENCE_EVERY, this::tellPresence);
        every(ACCEPTANCE_EVERY, this::repeatAcceptances);
    }

    @Override
    public void close() {
        // No interrupt: the database closes its file when a thread is interrupted in it.
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pumps whose link became quiet, silent or heard again are shown again. */
    void lookAtLinks() {
        long nowMs = clock.millis();
        Map<String, Long> seen = store.read(handle -> handle.select("select pump, last_seen_ms from pump")
                .reduceRows(new HashMap<>(), (map, row) -> {
                    map.put(row.getColumn("pump", String.class), row.getColumn("last_seen_ms", Long.class));
                    return map;
                }));
        seen.forEach((pump, lastSeenMs) -> {
            View.Link link = Links.of(lastSeenMs, nowMs);
            if (links.put(pump, link) != link) {
                changed.accept(pump);
            }
        });
    }

    /** Only while a console with a named person is open: a pump must not believe that somebody watches. */
    void tellPresence() {
        consoles.personPresent().ifPresent(by -> {
            long sinceMs = clock.millis() - Links.SILENT_AFTER.toMillis();
            store.read(handle -> handle.select("select pump from pump where last_seen_ms >= ?", sinceMs)
                            .mapTo(String.class)
                            .list())
                    .forEach(pump -> downlink.send(
                            pump, counter -> new PharmacyMessage.Presence(pump, counter, clock.millis(), by)));
        });
    }

    void repeatAcceptances() {
        long sinceMs = clock.millis() - Links.SILENT_AFTER.toMillis();
        store.read(handle -> AlarmLife.notYetJournalled(handle, sinceMs))
                .forEach(accepted -> downlink.send(accepted.pump(), accepted::message));
    }

    private void every(Duration period, Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException bad) {
                LOG.warn("A round failed and is tried again in {} s: {}", period.toSeconds(), bad.getMessage());
            }
        };
        ScheduledFuture<?> _ =
                thread.scheduleAtFixedRate(guarded, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }
}
