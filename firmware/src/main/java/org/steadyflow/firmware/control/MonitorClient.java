package org.steadyflow.firmware.control;

import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;

/** Talks to a monitor over a pipe. One thread, the tick's. */
public final class MonitorClient implements MonitorLink {
    /** A monitor speaks every 20 ms; one that says nothing for so long is not there. */
    private static final long SILENT_NS = 300_000_000L;
    /** Longer than a proof takes, and than a restarted monitor needs to find its way back. */
    private static final long OVERDUE_NS = 5_000_000_000L;
    /** A monitor that was never heard may still be starting. */
    private static final long DEAD_NS = 15_000_000_000L;
    /** A monitor that hears control says so in two ticks; a connection over which it does not is given up. */
    private static final long UNHEARD_NS = 3_000_000_000L;
    /** A tick so late was control's own absence. */
    private static final long AWAY_NS = 150_000_000L;

    private final MonitorPipe pipe;
    private final MonitorAnswer answers;
    private final long session;

    private MonitorWord word = new MonitorWord(MonitorWord.Mode.WAITING, 0, 0, 0, 0, false, 0);
    private boolean begun;
    private long readNs;
    private long heardNs;
    private long armedNs;
    private long mutualNs;
    private long tick;
    private long flow;

    /** @param session another number for each start of control, never 0 */
    public MonitorClient(MonitorPipe pipe, Mechanism mechanism, long session) {
        this.pipe = pipe;
        this.answers = new MonitorAnswer(mechanism);
        this.session = session;
    }

    @Override
    public SensorSample hear(SensorSample read) {
        long nowNs = read.clock().monotonicNs();
        if (!begun) {
            begun = true;
            readNs = nowNs;
            heardNs = nowNs;
            armedNs = nowNs;
            mutualNs = nowNs;
        }
        dropAbsence(nowNs);
        pipe.newest().flatMap(MonitorWord::parse).ifPresent(newest -> {
            word = newest;
            heardNs = nowNs;
        });
        if (word.session() == session && nowNs - heardNs <= SILENT_NS) {
            mutualNs = nowNs;
        } else if (nowNs - mutualNs > UNHEARD_NS) {
            mutualNs = nowNs;
            pipe.renew();
        }
        tick++;
        flow = word.challenge();
        return read.with(supervision(read.enclosure().supervision(), nowNs));
    }

    /** While control did not tick it neither heard nor answered: no fault of the monitor's, but its word is old. */
    private void dropAbsence(long nowNs) {
        long awayNs = nowNs - readNs;
        readNs = nowNs;
        if (awayNs >= AWAY_NS) {
            heardNs = Math.min(heardNs + awayNs, nowNs - SILENT_NS - 1);
            armedNs += awayNs;
            mutualNs += awayNs;
        }
    }

    private Supervision supervision(Supervision board, long nowNs) {
        long silentNs = nowNs - heardNs;
        boolean speaks = silentNs <= SILENT_NS;
        boolean isArmed = speaks && word.mode() == MonitorWord.Mode.GUARDING && word.session() == session;
        if (isArmed) {
            armedNs = nowNs;
        }
        Guard guard = new Guard(true, word.envelopeId(), isArmed, nowNs - armedNs > OVERDUE_NS, word.forgets());
        return new Supervision(
                board.monitorTripped() || word.mode() == MonitorWord.Mode.TRIPPED,
                board.selfTestFailed() || word.mode() == MonitorWord.Mode.UNSOUND || silentNs > DEAD_NS,
                board.tampered(),
                guard,
                board.faults());
    }

    @Override
    public void passed(Stage stage) {
        flow = MonitorSum.of(flow, stage.number());
    }

    @Override
    public void answer(TickInput input, TickRecord record) {
        if (word.question() != 0) {
            pipe.send(answers.of(new MonitorAnswer.Head(session, word.question(), tick, flow), input, record));
        }
    }
}
