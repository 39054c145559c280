package org.steadyflow.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.LostCount;
import org.steadyflow.firmware.control.MonitorLink;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.envelope.EnvelopeLimits;
import org.steadyflow.firmware.envelope.EnvelopeWriter;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.firmware.monitor.OperatorMailbox;
import org.steadyflow.firmware.safety.Alarm;
import org.steadyflow.firmware.safety.AlarmRow;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.MonitorBoard;
import org.steadyflow.hal.board.PumpBoard;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.SharedWorld;
import org.steadyflow.simulator.emulated.ChipLines;
import org.steadyflow.simulator.emulated.ReferenceBoard;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * The whole firmware on an emulated board, in the time of the board's world. At each step the world says what the shaft
 * has given: never more than what was due and what one fault may add, nothing beyond the order unless the count was
 * lost. One thread.
 */
final class BoardPump {
    /** What one fault may add, microsteps: 0.12 mL. */
    static final long PROMISE = 61_440;

    static final long MICROSTEPS_PER_ML = 512_000;

    private static final long TICK_NS = 50_000_000L;
    /** However its buses fail: the hold of the motor's enable. */
    private static final long LONGEST_TICK_NS = 250_000_000L;

    private static final long LOOK_NS = 10_000_000L;
    private static final int SEED = 1;

    final World world = new World(WorldParameters.DEFAULT, SEED);
    final EmulatedBoard chips;
    private final Optional<SimulatedMonitor> monitor;
    private final SimulatedDisk disk = new SimulatedDisk(SEED);
    private final BoardFile file = ReferenceBoard.file();
    private final BoardLines lines;
    private final BoardTime time;
    private final CommandInbox inbox = new CommandInbox();
    private final Set<AlarmRow> raised = EnumSet.noneOf(AlarmRow.class);
    private final long ordered;
    private final long mlPerH;
    private long nowNs;
    private long nextTickNs;
    private long startedNs;
    private long longestTickNs;
    private int ends;
    private long from;
    private long beyond = MotorSample.ENCODER_RESOLUTION_MICROSTEPS;

    @SuppressWarnings("NullAway.Init") // set by boot()
    private PumpLoop loop;

    @SuppressWarnings("NullAway.Init") // set by boot()
    private VirtualRecorder recorder;

    /** Longest tick by what its buses were busy or held up. */
    long longestTickMs() {
        return longestTickNs / 1_000_000;
    }

    /** How a board's lines are opened. */
    interface Opening {
        BoardLines of(EmulatedBoard chips) throws IOException;
    }

    BoardPump(int ml, int mlPerH, boolean monitored, long seed, Opening opening) throws IOException {
        this.ordered = ml * MICROSTEPS_PER_ML;
        this.mlPerH = mlPerH;
        Order order = Runs.continuous(ml + " mL", mlPerH + " mL/h");
        SharedWorld shared = SharedWorld.of(world);
        chips = monitored ? EmulatedBoard.of(shared, seed) : EmulatedBoard.withoutMonitor(shared, seed);
        lines = opening.of(chips);
        // no thread of a chip must be waited for: the patience is that of a real line
        time = lines instanceof DirectLines
                ? BoardTime.withPatience(ChipLines.timeOf(chips), BoardTime.ANSWER_NS)
                : ChipLines.timeOf(chips);
        KeyPair pharmacy = keys();
        OperatorMailbox mailbox = new OperatorMailbox(pharmacy.getPublic());
        monitor = monitored ? Optional.of(fitted(MonitorBoard.open(file, lines, time), mailbox)) : Optional.empty();
        boot();
        pass(1_000);
        ask(new Command.Accept(order, "nurse", ""));
        EnvelopeLimits limits = EnvelopeLimits.of(order.prescription(), order.sha256(), PumpSetup.CASSETTE);
        Future<String> answer = mailbox.hand(EnvelopeWriter.signed(limits, pharmacy));
        pass(1_000);
        assertTrue(answer.isDone() || !monitored);
        from = world.truth().shaftMicrosteps();
        startedNs = nowNs;
        ask(new Command.Start("nurse"));
        pass(100);
    }

    /**
     * Control ended by itself and its supervisor starts it again, without the driver's count: the pump tells an
     * interval, and the dose is whole by its lower end.
     */
    private void bootUnsure() throws IOException {
        loop.motorOff();
        beyond = PROMISE;
        ends++;
        boot();
    }

    /** Control's process starts with what the disk and the chips still know. */
    private void boot() throws IOException {
        PumpBoard board = PumpBoard.open(file, lines, time);
        assertEquals(List.of(), BoardCheck.faults(board.begin()));
        StartUp.Started started = SimulatedPump.bringUp(world, disk);
        recorder = new VirtualRecorder(started);
        loop = new PumpLoop(
                LostCount.of(new PumpHardware(board, board, board, board)),
                new PumpController(new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.empty(), Calibration.NONE)),
                recorder,
                inbox,
                (_, _) -> {},
                monitor.map(SimulatedMonitor::link).orElse(MonitorLink.NONE),
                started.state());
    }

    private SimulatedMonitor fitted(MonitorBoard board, OperatorMailbox mailbox) {
        return SimulatedMonitor.fit(world, new MonitorHardware(board, board, board), mailbox);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** A person sees to what is on the list and starts again. */
    void startAgain() throws IOException {
        monitor.ifPresent(SimulatedMonitor::acknowledge);
        pass(3_000);
        ask(new Command.Acknowledge("nurse"));
        pass(500);
        ask(new Command.Start("nurse"));
        pass(500);
    }

    private void ask(Command command) {
        inbox.offer(command);
    }

    void pass(long ms) throws IOException {
        long endNs = nowNs + ms * 1_000_000L;
        while (nowNs < endNs) {
            step();
        }
    }

    private void step() throws IOException {
        if (nowNs >= nextTickNs) {
            recorder.work(nowNs);
            long busyNs = busNs();
            tick();
            long tookNs = busNs() - busyNs;
            longestTickNs = Math.max(longestTickNs, tookNs);
            for (Alarm alarm : loop.state().safety().board().alarms()) {
                raised.add(alarm.row());
            }
            // a tick that its buses held up makes the next one late
            nextTickNs = nowNs + Math.max(TICK_NS, tookNs);
        }
        nowNs += LOOK_NS;
        long toNs = nowNs;
        monitor.ifPresentOrElse(fitted -> fitted.passTo(toNs), () -> world.advanceTo(toNs));
        if (startedNs > 0) {
            judge();
        }
    }

    private void tick() throws IOException {
        try {
            loop.tick();
        } catch (LostCount.Ended _) {
            bootUnsure();
        }
    }

    private long busNs() {
        return chips.serialMeter().passedNs()
                + chips.busMeter(EmulatedBoard.CONTROL_BUS).passedNs();
    }

    private void judge() {
        assertTrue(longestTickNs <= LONGEST_TICK_NS, () -> longestTickNs + " ns for one tick");
        long due = mlPerH * MICROSTEPS_PER_ML * ((nowNs - startedNs) / 1_000_000) / 3_600_000;
        assertTrue(given() <= due + PROMISE, () -> given() + " of " + due + " microsteps due, " + raised);
        assertTrue(given() <= ordered + beyond, () -> given() + " of " + ordered + " ordered, " + raised);
    }

    /** Runs until the program is over or this time has passed. */
    void finish(long longestMs) throws IOException {
        long endNs = nowNs + longestMs * 1_000_000L;
        while (nowNs < endNs && phase() != Phase.COMPLETE) {
            step();
        }
        pass(500);
    }

    /** Microsteps since the start. */
    long given() {
        return world.truth().shaftMicrosteps() - from;
    }

    /** How often control has ended by itself. */
    int ends() {
        return ends;
    }

    Phase phase() {
        return loop.state().phase();
    }

    /** What was raised since the start. */
    Set<AlarmRow> raised() {
        return raised;
    }

    /** What was given lies in the interval that the ledger has. */
    void assertLedgerHolds(String words) {
        Authority record = loop.state().grants().durable();
        assertTrue(record.least() <= given() && given() <= record.authorised(), () -> words + ": " + record);
    }

    /** Gives the lines back. */
    void close() {
        lines.close();
    }

    /** No edge has reached the driver's enable for seconds. */
    boolean isEnableGone() {
        return nowNs - world.truth().lastKickNs() > 5_000_000_000L;
    }

    boolean railUp() {
        return world.truth().railUp();
    }
}
