package org.steadyflow.firmware.control;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.steadyflow.firmware.realtime.ServiceNotice;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.telemetry.message.Event;

/**
 * Journals how punctual the ticks are, once an hour and at the end, and tells the service manager. The tick's thread.
 */
final class LatenessKeeper implements LoopWatch {
    static final long EVERY_NS = 3_600_000_000_000L;

    private final ServiceNotice notice;
    private final BiConsumer<ClockSample, Event> journal;
    private final Supplier<ClockSample> clock;
    private long keptNs;

    /** @param journal takes a line; returns at once */
    LatenessKeeper(ServiceNotice notice, BiConsumer<ClockSample, Event> journal, Supplier<ClockSample> clock) {
        this.notice = notice;
        this.journal = journal;
        this.clock = clock;
        this.keptNs = clock.get().monotonicNs();
    }

    @Override
    public void summedUp(Lateness lateness, boolean last) {
        notice.status(lateness.sentence());
        ClockSample now = clock.get();
        if (last || now.monotonicNs() - keptNs >= EVERY_NS) {
            keptNs = now.monotonicNs();
            journal.accept(now, lateness.event());
        }
    }
}
