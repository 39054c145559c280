package org.steadyflow.simulator.emulated;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.Committer;
import org.steadyflow.firmware.control.DataDirectory;
import org.steadyflow.firmware.control.MonitorLink;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.Recorder;
import org.steadyflow.firmware.control.SelfTestDesk;
import org.steadyflow.firmware.control.SelfTestRig;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.ledger.ChipStorage;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.selftest.Report;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardReading;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.Guard;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.run.SimulatedFram;
import org.steadyflow.simulator.run.SimulatedMonitor;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** A pump whose firmware speaks to an emulated board, in the time of the board's world. One thread. */
final class SelfTestPump {
    static final long TICK_NS = 50_000_000L;
    static final String BOARD = "board.json";
    private static final Mechanism CASSETTE = new Mechanism.Cassette();

    final World world = new World(WorldParameters.DEFAULT, 1);
    final EmulatedBoard chips = EmulatedBoard.withoutMonitor(SharedWorld.of(world), 1);
    final TestLines lines = new TestLines(chips);
    final Path folder;
    final CommandInbox inbox = new CommandInbox();
    Optional<Path> program = Optional.empty();
    String boot = "boot-1";
    Optional<SimulatedFram> fram = Optional.empty();
    /** Of the pump that runs now. */
    Optional<SelfTestDesk> desk = Optional.empty();

    boolean enableStuck;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    private Optional<SimulatedMonitor> monitor = Optional.empty();
    private MonitorLink said = MonitorLink.NONE;
    private long ticksUntilCut = Long.MAX_VALUE;

    SelfTestPump(Path folder) throws IOException {
        this.folder = folder;
        Files.copy(Path.of("..", "docs", "examples", "boards", "reference.json"), folder.resolve(BOARD));
    }

    /** The supply fails. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The board's file with other words in it. */
    void changeBoard(String from, String to) throws IOException {
        Path file = folder.resolve(BOARD);
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    /** From now on the motor's rail is up only as long as a monitor that runs lets it be. */
    SimulatedMonitor fitMonitor() {
        SimulatedMonitor fitted = SimulatedMonitor.fit(world);
        monitor = Optional.of(fitted);
        return fitted;
    }

    /** From now on there is a monitor that says nothing but this. */
    void say(Guard guard) {
        said = new MonitorLink() {
            @Override
            public SensorSample hear(SensorSample read) {
                Supervision told = read.enclosure().supervision();
                return read.with(new Supervision(
                        told.monitorTripped(), told.selfTestFailed(), told.tampered(), guard, told.faults()));
            }

            @Override
            public void passed(Stage stage) {
                // It does not listen.
            }

            @Override
            public void answer(TickInput input, TickRecord record) {
                // It does not listen.
            }
        };
    }

    private MonitorLink link() {
        return monitor.map(SimulatedMonitor::link).orElse(said);
    }

    void cutAfter(long ticks) {
        ticksUntilCut = ticks;
    }

    private PumpHardware open() throws IOException {
        BoardFile file = assertInstanceOf(BoardReading.Accepted.class, BoardFileReader.read(folder.resolve(BOARD)))
                .board();
        PumpBoard board = PumpBoard.open(file, lines, ChipLines.timeOf(chips));
        SelfTestRig rig =
                new SelfTestRig(board, pace(), program, Map.of("the board file", folder.resolve(BOARD)), boot);
        return new PumpHardware(board, board, board, board).with(rig);
    }

    private SelfTestRig.Pace pace() {
        return new SelfTestRig.Pace() {
            @Override
            public long nowNs() {
                return world.truth().nowNs();
            }

            @Override
            public void awaitNs(long monotonicNs) {
                pass(monotonicNs);
                ticksUntilCut--;
                if (ticksUntilCut == 0) {
                    throw new PowerCut();
                }
            }
        };
    }

    private void pass(long untilNs) {
        while (world.truth().nowNs() < untilNs) {
            if (enableStuck) {
                world.hardware().kick();
            }
            long nextNs = Math.min(world.truth().nowNs() + World.STEP_NS, untilNs);
            monitor.ifPresentOrElse(fitted -> fitted.passTo(nextNs), () -> world.advanceTo(nextNs));
            least = Math.min(least, world.truth().shaftMicrosteps());
            most = Math.max(most, world.truth().shaftMicrosteps());
        }
    }

    /** Starts the pump as far as its test, and ends it. */
    Report test() throws IOException {
        try (DataDirectory data = DataDirectory.take(folder.resolve("data"))) {
            StartUp.Started started = startUp(data);
            try (SelfTestDesk desk = new SelfTestDesk(open(), data, CASSETTE)) {
                return desk.test(started, link()).report();
            } finally {
                started.committer().close();
            }
        }
    }

    private StartUp.Started startUp(DataDirectory data) throws IOException {
        ClockSample now = new ClockSample(world.truth().nowNs(), world.truth().wallMs());
        StartUp.Stores stores = data.stores();
        return StartUp.from(fram.map(stores::with).orElse(stores), new StartUp.Identity("pump-1", "test"), now);
    }

    /** What a running pump does at a tick. */
    interface AtTick {
        void run(PumpLoop loop, TickRecord record) throws IOException;
    }

    /** Starts the pump, tests it, and lets it tick. */
    Report run(int ticks, AtTick at) throws IOException {
        try (DataDirectory data = DataDirectory.take(folder.resolve("data"))) {
            StartUp.Started found = startUp(data);
            PumpHardware hardware = open();
            try (SelfTestDesk own = new SelfTestDesk(hardware, data, CASSETTE)) {
                desk = Optional.of(own);
                MonitorLink way = link();
                SelfTestDesk.Tested tested = own.test(found, way);
                PumpLoop loop = new PumpLoop(
                        new PumpHardware(
                                own.judged(hardware.sensors()),
                                hardware.motor(),
                                hardware.annunciator(),
                                hardware.gate()),
                        new PumpController(new PumpSetup(CASSETTE, false, 1)),
                        new AtOnce(tested.started()),
                        inbox,
                        (_, _) -> {},
                        way,
                        tested.started().state());
                for (int i = 0; i < ticks; i++) {
                    at.run(loop, loop.tick());
                    pass(world.truth().nowNs() + TICK_NS);
                }
                return tested.report();
            } finally {
                found.committer().close();
            }
        }
    }

    /** The newest record, as an investigator would read it. */
    Authority onDisk() throws IOException {
        try (DataDirectory data = DataDirectory.take(folder.resolve("data"))) {
            return Ledger.look(data.stores().ledger()).newest();
        }
    }

    /** What the memory chip says, once the card is lost. */
    Authority inChip() throws IOException {
        return Ledger.look(new ChipStorage(fram.orElseThrow(), "pump-1"), Ledger.Form.CHIP)
                .newest();
    }

    /** Supply gone and back: the encoder's count and the driver's settings are lost. */
    void cutPower() {
        world.cutPower();
        pass(world.truth().nowNs() + TICK_NS);
        world.restorePower();
        ticksUntilCut = Long.MAX_VALUE;
    }

    /** Keeps what a tick decided before the next one. */
    private static final class AtOnce implements Recorder {
        private final Committer committer;
        private Granted granted;

        AtOnce(StartUp.Started started) {
            committer = started.committer();
            granted = started.granted();
        }

        @Override
        public Granted granted() {
            return granted;
        }

        @Override
        public void offer(TickInput input, TickRecord record) {
            granted = committer.commit(new Committer.Batch(input.sample().clock(), record.events(), record.wanted()));
        }
    }
}
