package org.steadyflow.firmware.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.selftest.Bench;
import org.steadyflow.firmware.therapy.Demand;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.Feedback;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;

/**
 * The pump under its own test: ticks that read, move, show and answer the monitor as those of a therapy do, and decide
 * nothing. The tick's thread.
 */
final class SelfTestBench implements Bench {
    private static final long NS_PER_MS = 1_000_000;

    private final PumpHardware hardware;
    private final SelfTestRig rig;
    private final MonitorLink monitor;
    private final PumpState state;
    private final Ledgered travel;
    private ClockSample newest;
    private long dueNs;

    /**
     * @param begun both clocks just before
     * @param mostBackMicrosteps no record allows more backwards in all
     */
    SelfTestBench(
            PumpHardware hardware,
            MonitorLink monitor,
            StartUp.Started started,
            ClockSample begun,
            long mostBackMicrosteps) {
        this.hardware = hardware;
        this.rig = hardware.rig().orElseThrow();
        this.monitor = monitor;
        this.state = started.state();
        this.newest = begun;
        this.travel = new Ledgered(started, this::clock, mostBackMicrosteps);
        this.dueNs = rig.pace().nowNs();
    }

    @Override
    public SensorSample tick(MotorCommand command, Signal signal, boolean kick) {
        // what took longer than a tick is not made up for
        dueNs = Math.max(dueNs + RealTimeLoop.PERIOD_NS, rig.pace().nowNs());
        rig.pace().awaitNs(dueNs);
        SensorSample sample = monitor.hear(hardware.sensors().read());
        newest = sample.clock();
        monitor.passed(MonitorLink.Stage.READ);
        monitor.passed(MonitorLink.Stage.DECIDED);
        hardware.motor().apply(command);
        monitor.passed(MonitorLink.Stage.MOVED);
        hardware.annunciator().show(signal);
        monitor.passed(MonitorLink.Stage.SHOWN);
        monitor.passed(MonitorLink.Stage.RECORDED);
        monitor.passed(MonitorLink.Stage.TOLD);
        TickInput input = new TickInput(sample, List.of(), new Granted(travel.newest(), false));
        monitor.answer(input, new TickRecord(state, command, signal, Demand.NONE, List.of(), Optional.empty(), false));
        if (kick) {
            hardware.gate().kick();
        }
        return sample;
    }

    @Override
    public Feedback feedback() {
        return rig.feedback();
    }

    @Override
    public long nowNs() {
        return rig.pace().nowNs();
    }

    /** Records are stamped by the clock that stamps the ticks. */
    private ClockSample clock() {
        long nowNs = nowNs();
        return new ClockSample(nowNs, newest.wallMs() + (nowNs - newest.monotonicNs()) / NS_PER_MS);
    }

    @Override
    public Ledgered travel() {
        return travel;
    }

    /**
     * Turns of the shaft by records of the ledger: each is the one that was found, with more room. A cut at any instant
     * leaves an interval that holds where the shaft then is.
     */
    static final class Ledgered implements Travel {
        private final StartUp.Started started;
        private final Supplier<ClockSample> clock;
        private final Authority found;
        private final boolean hasOrder;
        private final boolean ledgerKnown;
        private final long mostBack;
        private Authority newest;
        /** What earlier turns left, by the encoder: the shaft is so much below, or above, where it was found. */
        private long below;

        private long above;

        Ledgered(StartUp.Started started, Supplier<ClockSample> clock, long mostBackMicrosteps) {
            this.started = started;
            this.clock = clock;
            found = started.granted().authority();
            newest = found;
            hasOrder = started.state().order().isPresent();
            ledgerKnown = !started.state().flags().volumeUnsure()
                    && started.state()
                            .lastKnown()
                            .map(last -> last.ledgerKnown() && last.beyond() == 0)
                            .orElse(true);
            mostBack = mostBackMicrosteps;
        }

        /** The newest durable record. */
        Authority newest() {
            return newest;
        }

        @Override
        public String obstacle() {
            if (hasOrder && !ledgerKnown) {
                return "the ledger is in doubt, and a person decides first";
            }
            return back() > mostBack ? "turns backwards that were cut short are not settled yet" : "";
        }

        /** Turned back for another reason and not settled yet. Without an order no travel counts. */
        private long back() {
            return hasOrder ? found.reverse() : 0;
        }

        @Override
        public void allow(long backMicrosteps, long aheadMicrosteps) throws IOException {
            long upper = settled() + width() + aheadMicrosteps;
            long authorised = Math.max(found.authorised() + above, upper);
            keep(record(authorised, back() + backMicrosteps));
        }

        @Override
        public void returned(long offsetMicrosteps) throws IOException {
            below = Math.max(below, -offsetMicrosteps);
            above = Math.max(above, offsetMicrosteps);
            keep(record(found.authorised() + above, back()));
        }

        private long settled() {
            return found.settled() - below;
        }

        /** Grown with the bounds, so that the record leaves just as much room for flow as the one that was found. */
        private long width() {
            return found.width() + below + above;
        }

        private Authority record(long authorised, long reverse) {
            return new Authority(
                    newest.number() + 1,
                    found.order(),
                    found.part(),
                    found.partStart(),
                    settled(),
                    width(),
                    authorised,
                    found.scale(),
                    found.unsettledStops(),
                    reverse);
        }

        /** In both stores, so that neither is needed to know of the turn; one of them is enough to make it. */
        private void keep(Authority wanted) throws IOException {
            Granted onDisk =
                    started.committer().commit(new Committer.Batch(clock.get(), List.of(), Optional.of(wanted)));
            boolean isInChip =
                    started.chip().isPresent() && started.chip().get().keep(wanted, started.mark());
            if (onDisk.authority().number() != wanted.number() && !isInChip) {
                throw new IOException("no store takes the record");
            }
            newest = wanted;
        }
    }
}
