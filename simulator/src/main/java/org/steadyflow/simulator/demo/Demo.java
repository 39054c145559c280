package org.steadyflow.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.control.Admission;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.LinkServer;
import org.steadyflow.firmware.control.MonitorLink;
import org.steadyflow.firmware.control.OperatorServer;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.control.StatusBuilder;
import org.steadyflow.firmware.control.StatusFeed;
import org.steadyflow.firmware.control.ThreadedRecorder;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.library.DrugLibrary;
import org.steadyflow.firmware.monitor.OperatorDoor;
import org.steadyflow.firmware.monitor.OperatorMailbox;
import org.steadyflow.firmware.panel.Panel;
import org.steadyflow.firmware.panel.PanelSettings;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.SimulatedMonitor;
import org.steadyflow.simulator.run.TempFolder;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.broker.EmbeddedBroker;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalVerifier;
import org.steadyflow.telemetry.link.ControlForwarder;
import org.steadyflow.telemetry.link.Link;
import org.steadyflow.telemetry.link.LinkConfig;
import org.steadyflow.telemetry.link.LinkStatus;
import org.steadyflow.telemetry.link.LinkTimes;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.pharmacy.Pharmacy;
import org.steadyflow.telemetry.pharmacy.PharmacyConfig;

/** Everything the demo starts, wired, and stopped in the opposite order. Any thread may close it. */
public final class Demo implements AutoCloseable {
    public static final String PUMP = "demo";

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final Volume CONTAINER = Volume.ofMillilitres(110);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final World world;
    private final DemoHardware hardware;
    private final DemoStory story;
    private final PacedPump pump;
    private final Link link;
    private final URI panel;
    private final URI console;
    private final URI broker;
    private final Pharmacy pharmacy;
    private final Path journal;
    private final DemoFiles files;
    private final Path prescription;
    private volatile Optional<TickRecord> last = Optional.empty();
    private volatile Optional<Glimpse> glimpse = Optional.empty();

    private Demo(DemoSettings settings) throws IOException {
        Path folder = settings.folder();
        journal = folder.resolve("journal");
        try {
            files = DemoFiles.in(folder.resolve("examples"));
            prescription = settings.prescription().orElse(files.offered().getFirst());
            broker = settings.broker().isPresent()
                    ? settings.broker().get()
                    : keep(EmbeddedBroker.start(folder.resolve("broker"), 0)).uri();
            pharmacy = keep(Pharmacy.start(PharmacyConfig.of(broker, folder.resolve("pharmacy"))));
            console = pharmacy.console();
            world = new World(world(), 1);
            story = new DemoStory(world);
            Path sockets = keep(TempFolder.named("steadyflow")).path();
            hardware = keep(DemoHardware.of(settings, world, sockets));
            Optional<SimulatedMonitor> monitor = fitMonitor(settings, sockets);
            pump = startControl(settings, sockets, monitor);
            link = keep(startLink(folder, keep(new ControlForwarder(sockets.resolve("link")))));
            panel = keep(Panel.start(new PanelSettings(
                            sockets.resolve("operator"),
                            0,
                            files.offered(),
                            monitor.map(_ -> sockets.resolve("monitor")))))
                    .address();
            pump.start();
        } catch (IOException | RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    private Link startLink(Path folder, ControlForwarder forwarder) throws IOException {
        return Link.start(
                new LinkConfig(
                        broker,
                        PUMP,
                        folder.resolve("link"),
                        folder.resolve("pharmacy").resolve(Signatures.PUBLIC_FILE),
                        LinkTimes.DEFAULT),
                FileStorage.readOnly(journal),
                forwarder,
                InstantSource.system());
    }

    /**
     * Starts everything; when it returns both pages answer.
     *
     * @throws IOException one sentence about what could not be started; nothing is left running
     */
    public static Demo start(DemoSettings settings) throws IOException {
        return new Demo(settings);
    }

    public URI panel() {
        return panel;
    }

    public URI console() {
        return console;
    }

    public URI broker() {
        return broker;
    }

    /** What the world knows; read by the demo's judge only while the pump is closed. */
    WorldTruth truth() {
        return world.truth();
    }

    /** What is infused first. */
    DemoFiles.Signed prescription() throws IOException {
        return DemoFiles.Signed.read(prescription);
    }

    DemoStory story() {
        return story;
    }

    LinkStatus linkStatus() {
        return link.status();
    }

    /** The pump's time since its start. */
    Duration simulated() {
        return Duration.ofNanos(pump.virtualNs());
    }

    /** What the last tick decided. */
    Optional<TickRecord> last() {
        return last;
    }

    /** What was so in the world at the last tick; empty before the first. */
    Optional<Glimpse> glimpse() {
        return glimpse;
    }

    /**
     * Number of the journal's last line, read from the disk and not asked of the link; nothing is added once the pump
     * is stopped.
     */
    long journalledSeq() throws IOException {
        return JournalVerifier.verify(FileStorage.readOnly(journal)).lastSeq();
    }

    /** No more ticks; what they decided is durable. The rest of the line goes on. */
    void stopPump() {
        pump.close();
    }

    /** The pharmacy and its console go away; the pump, its panel and the broker go on. */
    synchronized void stopPharmacy() {
        if (started.remove(pharmacy)) {
            pharmacy.close();
        }
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOG.warn("Something did not stop cleanly: {}", e.getMessage());
            }
        }
    }

    private PacedPump startControl(DemoSettings settings, Path sockets, Optional<SimulatedMonitor> monitor)
            throws IOException {
        int speed = settings.speed();
        Admission admission = files.admission(settings.takesUnsigned());
        DrugLibrary library = files.library(admission);
        StartUp.Stores disk = new StartUp.Stores(
                FileStorage.at(journal), FileStorage.at(settings.folder().resolve("ledger")), JournalLimits.DEFAULT);
        StartUp.Started control = StartUp.from(
                hardware.seams().memory().map(disk::with).orElse(disk),
                new StartUp.Identity(PUMP, "0.1.0"),
                new ClockSample(0, world.truth().wallMs()));
        keep(control.committer());
        ThreadedRecorder recorder = keep(new ThreadedRecorder(control));
        CommandInbox inbox = new CommandInbox();
        PumpSetup setup = new PumpSetup(
                PumpSetup.CASSETTE, true, speed, Optional.of(library), Calibration.of(PumpSetup.CASSETTE));
        OperatorServer operators = keep(OperatorServer.start(sockets.resolve("operator"), inbox, admission));
        keep(LinkServer.start(sockets.resolve("link"), PUMP, inbox));
        StatusBuilder statuses = new StatusBuilder(PUMP, control.boot(), setup);
        StatusFeed feed = keep(new StatusFeed(statuses, speed, operators::publish));
        PumpLoop loop = new PumpLoop(
                hardware.seams(),
                new PumpController(setup),
                recorder,
                inbox,
                feed,
                monitor.isPresent() ? monitor.get().link() : MonitorLink.NONE,
                control.state());
        return keep(new PacedPump(loop, recorder, speed, this::afterTick, untilNs -> passTime(monitor, untilNs)));
    }

    /** Nobody else may look at the world meanwhile, the thread behind the serial line neither. */
    private void passTime(Optional<SimulatedMonitor> monitor, long untilNs) {
        hardware.world().touch(now -> {
            if (monitor.isPresent()) {
                monitor.get().passTo(untilNs);
            } else {
                now.advanceTo(untilNs);
            }
        });
    }

    /** The pharmacy's envelopes come with its examples; a pump that takes unsigned prescriptions has no use for it. */
    private Optional<SimulatedMonitor> fitMonitor(DemoSettings settings, Path sockets) throws IOException {
        if (settings.takesUnsigned()) {
            return Optional.empty();
        }
        OperatorMailbox mailbox = new OperatorMailbox(files.monitorKey());
        keep(OperatorDoor.open(sockets.resolve("monitor"), mailbox));
        return Optional.of(SimulatedMonitor.fit(world, hardware.monitor(), mailbox));
    }

    private void afterTick(TickRecord record) {
        story.afterTick(record);
        glimpse = Optional.of(Glimpse.of(world.truth()));
        last = Optional.of(record);
    }

    private static WorldParameters world() {
        WorldParameters usual = WorldParameters.DEFAULT;
        return usual.withContainer(usual.container().withVolume(CONTAINER))
                .withWallStartMs(InstantSource.system().millis());
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
