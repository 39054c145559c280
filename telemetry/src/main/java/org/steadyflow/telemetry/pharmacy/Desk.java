package org.steadyflow.telemetry.pharmacy;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What a pharmacist can ask and do: look at pumps, alarms and journals, and accept an alarm. Any thread; each call is
 * one transaction.
 */
final class Desk {
    private final Store store;
    private final Downlink downlink;
    private final InstantSource clock;
    private final Consumer<String> changed;

    /** @param changed is told the name of a pump of which something is new */
    Desk(Store store, Downlink downlink, InstantSource clock, Consumer<String> changed) {
        this.store = store;
        this.downlink = downlink;
        this.clock = clock;
        this.changed = changed;
    }

    List<View.Pump> pumps() {
        return store.read(handle -> pumpViews(handle).all());
    }

    Optional<View.Detail> pump(String name) {
        return store.read(handle -> {
            JournalViews journal = new JournalViews(handle);
            return pumpViews(handle)
                    .one(name)
                    .map(pump -> new View.Detail(
                            pump,
                            new DoseViews(handle, name).list(),
                            new OverrideViews(handle).of(name),
                            alarmViews(handle).of(name),
                            journal.gaps(name),
                            journal.troubles(name),
                            journal.forkedLines(name)));
        });
    }

    /** Lines from {@code from} on; the newest ones where it is empty. Empty for a pump that is not known. */
    Optional<View.Journal> journal(String pump, OptionalLong from, int limit) {
        return store.read(handle -> {
            JournalViews journal = new JournalViews(handle);
            return PumpRow.find(handle, pump)
                    .map(_ -> from.isPresent()
                            ? journal.lines(pump, from.getAsLong(), limit)
                            : journal.tail(pump, limit));
        });
    }

    List<View.Alarm> alarms() {
        return store.read(handle -> alarmViews(handle).all());
    }

    Optional<View.Alarm> alarm(String pump, long raisedSeq) {
        return store.read(handle -> alarmViews(handle).one(pump, raisedSeq));
    }

    List<View.Gap> gaps() {
        return store.read(handle -> new JournalViews(handle).gaps());
    }

    /** Limits of the drug libraries that people passed, counted for each drug, the most often passed first. */
    List<View.DrugOverrides> overrides() {
        return store.read(handle -> new OverrideViews(handle).byDrug());
    }

    List<View.Notice> notices() {
        return store.read(handle -> notices(handle, pumpViews(handle).all()));
    }

    View.Snapshot snapshot(boolean brokerConnected) {
        return store.read(handle -> {
            List<View.Pump> pumps = pumpViews(handle).all();
            return new View.Snapshot(
                    clock.millis(), brokerConnected, pumps, alarmViews(handle).all(), notices(handle, pumps));
        });
    }

    /** Empty for a pump that is not known. */
    Optional<View.Change> change(String name) {
        return store.read(handle -> pumpViews(handle).one(name).map(pump -> {
            JournalViews journal = new JournalViews(handle);
            long recentMs = clock.millis() - Notices.KEPT_IN_VIEW.toMillis();
            List<View.Gap> gaps = journal.gaps(name).stream()
                    .filter(gap -> isInView(gap, recentMs))
                    .toList();
            List<View.Trouble> troubles = journal.troubles(name).stream()
                    .filter(trouble -> trouble.lastMs() >= recentMs)
                    .toList();
            return new View.Change(
                    clock.millis(), pump, alarmViews(handle).of(name), Notices.of(List.of(pump), gaps, troubles));
        }));
    }

    /** A console displayed this alarm. */
    void shown(String pump, long raisedSeq) {
        if (store.write(handle -> AlarmLife.shown(handle, pump, raisedSeq, clock.millis()))) {
            changed.accept(pump);
        }
    }

    /** Stores first, for good; then tells the pump. Silences and clears nothing. */
    AlarmLife.Acceptance accept(String pump, long raisedSeq, String by) {
        AlarmLife.Acceptance outcome =
                store.write(handle -> AlarmLife.accept(handle, pump, raisedSeq, by, clock.millis()));
        if (outcome instanceof AlarmLife.Acceptance.Stored stored) {
            store.sync();
            changed.accept(pump);
            boolean _ = downlink.send(pump, stored.raised()::message);
        }
        return outcome;
    }

    private List<View.Notice> notices(Handle handle, List<View.Pump> pumps) {
        JournalViews journal = new JournalViews(handle);
        long recentMs = clock.millis() - Notices.KEPT_IN_VIEW.toMillis();
        return Notices.of(pumps, journal.gapsInView(recentMs), journal.troublesInView(recentMs));
    }

    private static boolean isInView(View.Gap gap, long sinceMs) {
        return switch (gap.state()) {
            case Gaps.OPEN -> true;
            case Gaps.LOST -> gap.endedMs().orElse(0) >= sinceMs;
            default -> false;
        };
    }

    private PumpViews pumpViews(Handle handle) {
        return new PumpViews(handle, clock.millis());
    }

    private AlarmViews alarmViews(Handle handle) {
        return new AlarmViews(handle, clock.millis());
    }
}
