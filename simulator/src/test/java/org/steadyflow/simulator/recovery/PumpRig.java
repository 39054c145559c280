package org.steadyflow.simulator.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.calibration.TypeEffects;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.Committer;
import org.steadyflow.firmware.control.JournalGate;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.Recorder;
import org.steadyflow.firmware.control.SecondStore;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Granted;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.StoreHealth;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.ledger.ChipStorage;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.firmware.motion.Scale;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.simulator.run.CalibratedShaft;
import org.steadyflow.simulator.run.SimulatedFram;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.message.Event;

/**
 * A whole pump in virtual time on a disk that crashes. After every physics step it compares the shaft with what the
 * ledger says on the disk at that moment, as an investigator would read it.
 */
final class PumpRig {
    static final String PUMP = "rig-1";
    private static final long TICK_NS = 50_000_000L;

    private static final double ENCODER_COUNT_MICROSTEPS = 12.5;

    final World world;
    final CrashDisk disk;
    final Optional<SimulatedFram> chip;
    final List<Event> events = new ArrayList<>();
    private final Random random;
    private int latencyTicks;
    private CommandInbox inbox = new CommandInbox();
    private Optional<PumpLoop> loop = Optional.empty();
    private final PumpSetup setup;
    private CalibratedShaft shaft;
    private long acceptanceTag;
    /**
     * Travel from the beginning of the encoder's count to where the shaft stood at acceptance, rounded up: the encoder
     * cannot tell, and the least that is settled counts it.
     */
    private long beyondCount;

    private boolean compared;
    private long readVersion = -1;
    private Authority readRecord = Authority.NONE;

    /**
     * A set that tires within a minute: nearly every record has another yield, and a restart, which forgets how long
     * the set has turned, wants the first one back.
     */
    private static final Calibration RESTLESS = new Calibration(
            new TypeEffects(0, 0, 0, 0, 250_000, Duration.ofSeconds(40)),
            Optional.of(new SetFactor("restless", 1_070_000, 0)));

    /**
     * Every other seed has a pump whose yield never rests; the others give their nominal volume.
     *
     * @param latencyTicks so many ticks pass before a commit reaches the disk
     */
    PumpRig(long seed, int latencyTicks) {
        this(seed, latencyTicks, Optional.empty());
    }

    /** With a chip for the ledger's second copy, which has a record within the tick. */
    static PumpRig withChip(long seed, int latencyTicks) {
        return new PumpRig(seed, latencyTicks, Optional.of(new SimulatedFram(seed)));
    }

    private PumpRig(long seed, int latencyTicks, Optional<SimulatedFram> chip) {
        this.chip = chip;
        this.world = new World(WorldParameters.DEFAULT, seed);
        this.disk = new CrashDisk();
        this.random = new Random(seed);
        this.latencyTicks = latencyTicks;
        this.setup = new PumpSetup(PumpSetup.CASSETTE, false, 1).with(seed % 2 == 0 ? Calibration.NONE : RESTLESS);
        this.shaft = new CalibratedShaft(world.truth());
    }

    /** Keeps what ticks decided a few ticks later, in the tick's own thread. */
    private final class LateRecorder implements Recorder {
        private final ArrayDeque<JournalGate.Ticket> waiting = new ArrayDeque<>();
        private final ArrayDeque<Integer> since = new ArrayDeque<>();
        private final Committer committer;
        private final Optional<SecondStore> chip;
        private final JournalGate gate;
        private int tick;
        private long journalled;
        private Granted granted;

        LateRecorder(StartUp.Started started) {
            this.committer = started.committer();
            this.chip = started.chip();
            this.gate = started.gate();
            this.granted = started.granted();
        }

        @Override
        public Granted granted() {
            boolean chipFailed = chip.isPresent() && chip.get().failed();
            return new Granted(
                    JournalGate.newer(granted.authority(), chip.map(SecondStore::durable)),
                    new StoreHealth(granted.storeFailed(), chipFailed, 0));
        }

        @Override
        public void offer(TickInput input, TickRecord record) {
            tick++;
            if (!record.events().isEmpty() || record.wanted().isPresent()) {
                JournalGate.Ticket ticket =
                        gate.take(new Committer.Batch(input.sample().clock(), record.events(), record.wanted()));
                waiting.add(ticket);
                chip.ifPresent(store -> store.take(ticket));
                since.add(tick);
            }
            chip.ifPresent(store -> store.work(journalled));
            while (!waiting.isEmpty() && tick - since.getFirst() >= latencyTicks) {
                since.removeFirst();
                JournalGate.Ticket ticket = waiting.removeFirst();
                granted = committer.commit(ticket.batch());
                journalled = committer.hasAllLines() ? ticket.number() : journalled;
            }
            chip.ifPresent(store -> store.work(journalled));
        }
    }

    /** Starts the firmware on the disk as it is. A crash of the disk during the start leaves it not running. */
    boolean start() throws IOException {
        StartUp.Stores stores =
                new StartUp.Stores(disk, disk, new JournalLimits(64 * 1024, 10_000, Duration.ofDays(30)));
        ClockSample now = new ClockSample(world.truth().nowNs(), world.truth().wallMs());
        try {
            StartUp.Started started =
                    StartUp.from(chip.map(stores::with).orElse(stores), new StartUp.Identity(PUMP, "test"), now);
            events.addAll(started.events());
            inbox = new CommandInbox();
            PumpLoop next = new PumpLoop(
                    new PumpHardware(world.hardware(), world.hardware(), world.hardware(), world.hardware()),
                    new PumpController(setup),
                    new LateRecorder(started),
                    inbox,
                    (_, record) -> events.addAll(record.events()),
                    started.state());
            loop = Optional.of(next);
            return true;
        } catch (CrashDisk.Crash | SimulatedFram.Cut e) {
            loop = Optional.empty();
            return false;
        }
    }

    /** Without a running firmware only time passes. */
    void tick() {
        if (loop.isPresent()) {
            try {
                loop.get().tick();
            } catch (CrashDisk.Crash | SimulatedFram.Cut e) {
                loop = Optional.empty();
            }
        }
        for (long passed = 0; passed < TICK_NS; passed += World.STEP_NS) {
            world.advance(World.STEP_NS);
            compare();
        }
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    boolean isRunning() {
        return loop.isPresent();
    }

    /** SIGKILL: the process is gone, what it wrote is there. */
    void kill() {
        loop = Optional.empty();
        disk.noCrash();
        chip.ifPresent(SimulatedFram::noCut);
    }

    /** The supply fails: the process, what was not forced, and the encoder's count are gone. */
    void cutPower() {
        kill();
        disk.cutPower(random);
        world.cutPower();
        world.restorePower();
    }

    /** From now on the disk takes so long. */
    void diskTakes(int ticks) {
        latencyTicks = ticks;
    }

    void command(Command command) {
        inbox.offer(command);
    }

    /** Accepts the order, waits until the ledger knows it, and starts it. */
    void infuse(String file) throws IOException {
        accept(file);
        command(new Command.Start("test"));
        tick();
    }

    void accept(String file) throws IOException {
        start();
        until("idle", () -> phase() == Phase.IDLE, 100);
        // the shaft stands: the travel of this order counts from here
        shaft = new CalibratedShaft(world.truth());
        double stands = world.truth().shaftInEncoderCoordinate();
        double read = Math.floor(Math.floor(stands / ENCODER_COUNT_MICROSTEPS) * ENCODER_COUNT_MICROSTEPS);
        command(new Command.Accept(Orders.order(file), "test"));
        tick();
        until("the ledger knows the order", () -> onDisk().order() != acceptanceTag, 100);
        acceptanceTag = onDisk().order();
        beyondCount = (long) Math.ceil((stands - read) * onDisk().scale().below() / Scale.NOMINAL);
        compared = true;
    }

    Phase phase() {
        return loop.orElseThrow(() -> new AssertionError("the firmware does not run"))
                .state()
                .phase();
    }

    /** A person sees that it has started again and again, and starts what it would have resumed. */
    void seeToRestarts() {
        PumpLoop running = loop.orElseThrow();
        if (phase() == Phase.PAUSED && running.state().flags().restartsTooOften()) {
            tick();
            command(new Command.Acknowledge("nurse"));
            tick();
            command(new Command.Start("nurse"));
            tick();
        }
    }

    /** A person starts what waits for one because the journal has lost its end. */
    void seeToLostLines() {
        if (phase() == Phase.PAUSED) {
            tick();
            command(new Command.Start("nurse"));
            tick();
        }
    }

    /** Ticks until it is so. */
    void until(String what, BooleanSupplier condition, int mostTicks) {
        for (int i = 0; i < mostTicks; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            tick();
        }
        throw new AssertionError("not within " + mostTicks + " ticks: " + what + "; " + loop.map(PumpLoop::state));
    }

    /** For when the world itself breaks the rule. */
    void stopComparing() {
        compared = false;
    }

    /** True travel since acceptance, by the yields on the disk. */
    long travel() {
        return shaft.travel();
    }

    /** The ledger's newest record as it would be read, of either copy, after losing all that is not forced. */
    Authority onDisk() {
        long version = disk.version() + chip.map(SimulatedFram::version).orElse(0L);
        if (readVersion == version) {
            return readRecord;
        }
        readVersion = version;
        try {
            Authority inFile = Ledger.look(disk.durableCopy(Ledger.FILE)).newest();
            readRecord = JournalGate.newer(inFile, inChip());
            shaft.learn(readRecord);
            return readRecord;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing of a chip that does not answer. */
    private Optional<Authority> inChip() {
        try {
            return chip.isPresent()
                    ? Optional.of(Ledger.look(new ChipStorage(chip.get(), PUMP), Ledger.Form.CHIP)
                            .newest())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    <E extends Event> List<E> eventsOf(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void compare() {
        if (!compared) {
            return;
        }
        Authority newest = onDisk();
        boolean isInside = travel() + beyondCount >= newest.settled() && travel() <= newest.authorised();
        if (newest.order() == acceptanceTag && !isInside) {
            throw new AssertionError("shaft at " + travel() + " is outside " + newest + " at "
                    + world.truth().nowNs() / 1_000_000 + " ms");
        }
    }
}
