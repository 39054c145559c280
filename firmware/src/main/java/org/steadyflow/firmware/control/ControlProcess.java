package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.realtime.RealTime;
import org.steadyflow.firmware.realtime.Right;
import org.steadyflow.firmware.realtime.ServiceNotice;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.telemetry.message.Event;

/**
 * One pump in real time: stores, sockets and the loop, wired together. The thread that calls {@link #run} becomes the
 * tick's.
 */
public final class ControlProcess implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlProcess.class);

    private final Deque<Closeable> opened = new ArrayDeque<>();
    private final CommandInbox inbox = new CommandInbox();
    private final Settings settings;

    private ControlProcess(Settings settings) {
        this.settings = settings;
    }

    /**
     * What a control process is told when it starts.
     *
     * @param data where it keeps its stores
     * @param mechanism what it is built with; empty for what its board's file names, the one that its stores were begun
     *     with, or the cassette
     * @param operatorSocket where the bedside connects; empty for nowhere
     * @param linkSocket where the link connects; empty for nowhere, and then no pharmacy is expected
     * @param pharmacy whose prescriptions and library it takes
     * @param calibration file of what the set that is in was found to give; empty where nobody measured it
     * @param monitorSocket where the independent monitor listens; empty for a pump without one
     */
    public record Settings(
            Path data,
            StartUp.Identity identity,
            Optional<Mechanism> mechanism,
            Optional<Path> operatorSocket,
            Optional<Path> linkSocket,
            Pharmacy pharmacy,
            Optional<Path> calibration,
            Optional<Path> monitorSocket) {
        /** Of a pump that takes unsigned prescriptions and has no new library. */
        public Settings(
                Path data,
                StartUp.Identity identity,
                Optional<Mechanism> mechanism,
                Optional<Path> operatorSocket,
                Optional<Path> linkSocket) {
            this(
                    data,
                    identity,
                    mechanism,
                    operatorSocket,
                    linkSocket,
                    Pharmacy.ANY,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * Whose prescriptions and library a pump takes.
     *
     * @param key file of the public key that is kept in the data directory from the first start on; empty for the kept
     *     one
     * @param library file of a drug library that is to become the active one; empty for the kept one
     * @param signatures whether they must be signed where no key is kept
     * @param patient whom the pump is with; empty where nobody said
     */
    public record Pharmacy(
            Optional<Path> key, Optional<Path> library, SignatureRule signatures, Optional<String> patient) {
        /** The kept key and library; without a kept key, unsigned prescriptions for anybody. */
        public static final Pharmacy ANY =
                new Pharmacy(Optional.empty(), Optional.empty(), SignatureRule.OPTIONAL, Optional.empty());
    }

    /**
     * Runs a pump until the loop is stopped.
     *
     * @param started is handed the loop before its first tick, so that somebody can stop it
     * @throws IOException where a store or a socket cannot be opened: a sentence says why, and nothing has moved
     */
    public static void run(Settings settings, PumpHardware hardware, Consumer<RealTimeLoop> started)
            throws IOException {
        run(settings, hardware, RealTime.Wish.NONE, started);
    }

    /**
     * The same on a thread that is punctual as far as the system lets it, and with word to the service manager.
     *
     * @param wish what to ask of the system; what it refuses is told in the log, and the pump runs without it
     */
    public static void run(Settings settings, PumpHardware hardware, RealTime.Wish wish, Consumer<RealTimeLoop> started)
            throws IOException {
        try (ServiceNotice notice = ServiceNotice.from(System.getenv());
                ControlProcess process = new ControlProcess(settings)) {
            RealTimeLoop loop = process.open(hardware, notice);
            started.accept(loop);
            loop.warmUp();
            RealTime.take(wish).forEach(ControlProcess::tell);
            loop.run();
        }
    }

    private static void tell(Right right) {
        switch (right) {
            case Right.Given given -> LOG.info("Real time: {}", given.sentence());
            case Right.Missing missing -> LOG.warn("Real time: {}", missing.sentence());
        }
    }

    private RealTimeLoop open(PumpHardware onHand, ServiceNotice notice) throws IOException {
        // with a chip the pump comes up from what can be read; without one nothing could be granted
        DataDirectory data = keep(
                onHand.memory().isPresent()
                        ? DataDirectory.takeOrRead(settings.data())
                        : DataDirectory.take(settings.data()));
        Mechanism mechanism = data.keepMechanism(settings.mechanism(), onHand.mechanism());
        Calibration calibration = Calibration.of(mechanism, SetCalibrations.read(settings.calibration(), mechanism));
        Admission admission = new Admission(
                data.keepPharmacistKey(settings.pharmacy().key()),
                settings.pharmacy().signatures(),
                settings.identity().pump(),
                settings.pharmacy().patient());
        BoardClock clock = BoardClock.of(onHand);
        PumpHardware hardware = onHand.with(clock);
        ClockSample now = clock.now();
        StartUp.Stores stores = data.stores();
        StartUp.Started found =
                StartUp.from(hardware.memory().map(stores::with).orElse(stores), settings.identity(), now);
        keep(found.committer());
        Optional<DrugLibrary> library = library(new ActiveLibrary(data, admission), found, now);
        PumpSetup setup = new PumpSetup(mechanism, settings.linkSocket().isPresent(), 1, library, calibration);
        WarmUp.Done warm = WarmUp.run(setup, WarmUp.TICKS, WarmUp.LONGEST);
        Authority newest = found.granted().authority();
        PumpHardware wide = WideShaft.of(LostCount.of(hardware), newest.scale().coordinateOf(newest.settled()));
        MonitorLink monitor = monitor(mechanism);
        Optional<SelfTestDesk> desk = wide.rig().map(_ -> keep(new SelfTestDesk(wide, data, mechanism)));
        StartUp.Started started = desk.isPresent() ? tested(desk.get(), found, monitor, clock) : found;
        ThreadedRecorder recorder = new ThreadedRecorder(started);
        keep(recorder::close);
        TickMeter meter = new TickMeter();
        PumpLoop loop = new PumpLoop(
                desk.map(test -> wide.with(test.judged(wide.sensors()))).orElse(wide),
                new PumpController(setup),
                recorder,
                inbox,
                openSockets(started, setup, admission, meter, desk),
                monitor,
                started.state());
        LOG.info(
                "Pump {} is up, boot {}, mechanism {}, warm after {} ticks in memory.",
                started.pump(),
                started.boot(),
                mechanism.label(),
                warm.ticks());
        return new RealTimeLoop(
                loop,
                new RealTimeLoop.Timing(RealTime.clock(), meter, notice),
                new LatenessKeeper(notice, recorder::keep, clock::now));
    }

    /** With a disk that takes nothing the kept one holds, for nothing can be accepted against another. */
    private Optional<DrugLibrary> library(ActiveLibrary active, StartUp.Started found, ClockSample now)
            throws IOException {
        Optional<Path> offered = found.hasDisk() ? settings.pharmacy().library() : Optional.empty();
        return active.choose(offered, found.isUnderWay(), event -> keepLine(found.committer(), now, event))
                .map(LibraryReading.Accepted::library);
    }

    /** The last before the first tick: from its end on, the ticks' edges keep the hold-up buzzer quiet. */
    private static StartUp.Started tested(
            SelfTestDesk desk, StartUp.Started found, MonitorLink monitor, BoardClock clock) throws IOException {
        SelfTestDesk.Tested tested = desk.test(found, monitor);
        // a store that does not take it says so itself, at its first authority
        found.committer()
                .commit(new Committer.Batch(clock.now(), List.of(tested.report().event()), Optional.empty()));
        return tested.started();
    }

    private MonitorLink monitor(Mechanism mechanism) {
        if (settings.monitorSocket().isEmpty()) {
            return MonitorLink.NONE;
        }
        MonitorSocket socket = keep(new MonitorSocket(settings.monitorSocket().get()));
        return new MonitorClient(socket, mechanism, System.currentTimeMillis());
    }

    private static void keepLine(Committer committer, ClockSample now, Event event) throws IOException {
        boolean failed = committer
                .commit(new Committer.Batch(now, List.of(event), Optional.empty()))
                .storeFailed();
        if (failed) {
            throw new IOException("the journal cannot be written, so no other library becomes active");
        }
    }

    private TickSink openSockets(
            StartUp.Started started, PumpSetup setup, Admission admission, TickMeter meter, Optional<SelfTestDesk> desk)
            throws IOException {
        if (settings.linkSocket().isPresent()) {
            keep(LinkServer.start(settings.linkSocket().get(), started.pump(), inbox));
        }
        if (settings.operatorSocket().isEmpty()) {
            return (_, _) -> {};
        }
        OperatorServer operators =
                keep(OperatorServer.start(settings.operatorSocket().get(), inbox, admission));
        StatusBuilder builder = new StatusBuilder(
                started.pump(), started.boot(), setup, meter::summary, () -> desk.map(SelfTestDesk::words)
                        .orElse(SelfTestDesk.Words.NONE));
        StatusFeed feed = new StatusFeed(builder, setup.pace(), operators::publish);
        keep(feed::close);
        return feed;
    }

    private <C extends Closeable> C keep(C part) {
        opened.push(part);
        return part;
    }

    /** Closes all that was opened, last first. */
    @Override
    public void close() {
        inbox.close();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (IOException e) {
                LOG.warn("Something did not close: {}", e.getMessage());
            }
        }
    }
}
