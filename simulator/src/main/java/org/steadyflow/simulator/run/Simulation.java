package org.steadyflow.simulator.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.ledger.Ledger;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.PersonAction;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.SystemAction;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.Cause;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldTruth;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/**
 * One run in virtual time: the real firmware ticks against the simulated world, people and faults act by the scenario,
 * and the referee looks on. Deterministic: the same setup gives the same result. One thread.
 */
public final class Simulation {
    static final long TICK_NS = 50_000_000L;
    private static final long ACCEPT_NS = 1_000_000_000L;
    private static final long START_NS = 2_000_000_000L;
    private static final long AFTER_COMPLETE_NS = 60_000_000_000L;
    /** With nothing running and nothing more to come in the scenario, a run ends after this. */
    private static final long STUCK_NS = 20 * 60_000_000_000L;

    private static final long PROGRESS_NS = 60_000_000_000L;
    private static final MicrostepVolume MICROSTEP = PumpSetup.CASSETTE;

    private final RunSetup setup;
    private final World world;
    private final SimulatedDisk disk;
    private final ScenarioPlayer player;
    private final Referee referee;
    private final RunLog log;
    private final Optional<Trace> trace;
    private final Optional<Recording> recording;
    private final Progress progress;

    private Optional<SimulatedPump> pump;
    private long nowNs;
    private long nextTickNs;
    private long downUntilNs;
    private boolean powerIsOut;
    private boolean acceptAsked;
    private boolean startAsked;
    private long completeNs = NEVER;
    private long idleSinceNs;
    private long progressNs;
    private Phase lastPhase = Phase.RECOVERING;

    private static final long NEVER = Long.MAX_VALUE;

    /** @param recording receives every tick for a later replay; empty for none. The caller closes it */
    public Simulation(RunSetup setup, TraceFactory tracing, Optional<Recording> recording, Progress progress)
            throws IOException {
        this.recording = recording;
        this.setup = setup;
        this.world = new World(setup.world(), setup.seed());
        this.disk = new SimulatedDisk(setup.seed());
        this.player = new ScenarioPlayer(setup.scenario());
        this.referee = new Referee(world.truth(), disk, setup.order());
        this.log = new RunLog(world.truth());
        this.trace = tracing.open(world.truth(), MICROSTEP);
        this.progress = progress;
        this.pump = Optional.of(boot());
    }

    /** Where the rows of the trace go. */
    public interface TraceFactory {
        Optional<Trace> open(WorldTruth truth, MicrostepVolume microstep) throws IOException;
    }

    /** Runs to the end. An exception is a broken invariant of the firmware or of the simulator. */
    public RunResult run() throws IOException {
        long cpuBefore = cpuNs();
        while (!isOver()) {
            step();
        }
        List<String> violations = referee.finish(disk.journal());
        if (trace.isPresent()) {
            trace.get().close();
        }
        return result(violations, cpuNs() - cpuBefore);
    }

    private void step() throws IOException {
        player.play(nowNs, this::act);
        if (pump.isEmpty() && nowNs >= downUntilNs) {
            comeBack();
        }
        if (pump.isPresent() && nowNs >= nextTickNs) {
            tick(pump.get());
            nextTickNs = nowNs + TICK_NS;
        }
        nowNs += TICK_NS;
        world.advanceTo(nowNs);
        referee.look();
        log.watchMotor();
        if (nowNs >= progressNs) {
            progressNs = nowNs + PROGRESS_NS;
            progress.reached(share(), nowNs);
        }
    }

    private void tick(SimulatedPump running) throws IOException {
        if (running.recorder().work(nowNs)) {
            referee.diskChanged();
        }
        nurse(running);
        TickRecord record = running.loop().tick();
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            note(events.get(i));
        }
        lastPhase = record.after().phase();
        if (lastPhase.isRunning()) {
            player.infusionStarted(nowNs);
            idleSinceNs = nowNs;
        }
        trace.ifPresent(rows -> rows.offer(record, running.encoderMicrosteps()));
    }

    /** The nurse accepts the prescription after a second and starts it after another. */
    private void nurse(SimulatedPump running) {
        if (!acceptAsked && nowNs >= ACCEPT_NS) {
            acceptAsked = true;
            running.ask(new Command.Accept(setup.order(), "nurse"));
        } else if (!startAsked && nowNs >= START_NS) {
            startAsked = true;
            running.ask(new Command.Start("nurse"));
        }
    }

    private void note(Event event) {
        referee.journalled(event);
        log.take(event);
        if (event instanceof Event.PartStarted part && part.part() > 0) {
            hangNextContainer(part);
        }
        if (event instanceof Event.AlarmRaised raised) {
            player.alarmRaised(raised.code(), nowNs);
            if (raised.code() == AlarmCode.INFUSION_COMPLETE) {
                completeNs = nowNs;
            }
        }
    }

    /** Each dose comes from a container of its own; the nurse hangs the next one as soon as a dose is in. */
    private void hangNextContainer(Event.PartStarted part) {
        boolean doseFollows = part.dose() == 0 && !setup.order().program().isAllDeliveredAt(part.part());
        if (doseFollows) {
            world.refillContainer(setup.order().prescription().container().volume());
            pump.ifPresent(running -> running.ask(new Command.ContainerChanged("nurse")));
        }
    }

    private void act(Action action) {
        switch (action) {
            case WorldAction onWorld -> onWorld.applyTo(world);
            case PersonAction byPerson -> pump.ifPresent(running -> actPerson(running, byPerson));
            case SystemAction onSystem -> actSystem(onSystem);
        }
    }

    private void actPerson(SimulatedPump running, PersonAction action) {
        switch (action) {
            case START -> running.ask(new Command.Start("nurse"));
            case PAUSE -> running.ask(new Command.Pause("nurse"));
            case ACKNOWLEDGE -> running.ask(new Command.Acknowledge("nurse"));
            case AUDIO_PAUSE -> running.ask(new Command.PauseAudio("nurse"));
            case ACCEPT_REMOTELY -> running.acceptAll("pharmacist");
        }
    }

    private void actSystem(SystemAction action) {
        switch (action) {
            case SystemAction.DiskStall stall -> {
                cause(Cause.STORAGE_FAULT, stall.lasting().toNanos());
                pump.ifPresent(running ->
                        running.recorder().stall(nowNs, stall.lasting().toNanos()));
            }
            case SystemAction.DiskFull _ -> {
                world.causes().begin(Cause.STORAGE_FAULT, nowNs);
                disk.setFull(true);
            }
            case SystemAction.DiskFreed _ -> {
                world.causes().end(Cause.STORAGE_FAULT, nowNs);
                disk.setFull(false);
            }
            case SystemAction.DiskBroken _ -> {
                world.causes().begin(Cause.STORAGE_FAULT, nowNs);
                disk.setBroken(true);
            }
            case SystemAction.DiskMended _ -> {
                world.causes().end(Cause.STORAGE_FAULT, nowNs);
                disk.setBroken(false);
            }
            case SystemAction.DelayTick delay -> {
                cause(Cause.TICK_DELAYED, delay.by().toNanos());
                nextTickNs = nowNs + delay.by().toNanos();
            }
            case SystemAction.KillControl kill -> {
                cause(Cause.CONTROL_KILLED, kill.downFor().toNanos());
                goDown(kill.downFor().toNanos());
            }
            case SystemAction.CutPower cut -> {
                world.cutPower();
                disk.cutPower();
                referee.powerCut();
                powerIsOut = true;
                goDown(cut.lasting().toNanos());
            }
        }
    }

    private void cause(Cause cause, long lastingNs) {
        world.causes().happened(cause, nowNs, nowNs + lastingNs);
    }

    private void goDown(long lastingNs) {
        pump = Optional.empty();
        downUntilNs = nowNs + lastingNs;
    }

    private void comeBack() throws IOException {
        if (powerIsOut) {
            world.restorePower();
            powerIsOut = false;
        }
        SimulatedPump booted = boot();
        booted.startEvents().forEach(this::note);
        pump = Optional.of(booted);
        nextTickNs = nowNs;
    }

    private SimulatedPump boot() throws IOException {
        if (recording.isEmpty()) {
            return SimulatedPump.boot(world, disk, (_, _) -> {});
        }
        recording
                .get()
                .boot(disk, new ClockSample(world.truth().nowNs(), world.truth().wallMs()));
        return SimulatedPump.boot(world, disk, recording.get());
    }

    private boolean isOver() {
        Optional<Long> endsAt = setup.scenario().endsAt().map(Duration::toNanos);
        if (endsAt.isPresent()) {
            return nowNs >= endsAt.get();
        }
        boolean isComplete = completeNs != NEVER && nowNs >= completeNs + AFTER_COMPLETE_NS;
        boolean isStuck = nowNs - idleSinceNs > STUCK_NS && !player.isWaiting();
        return isComplete || isStuck;
    }

    private RunResult result(List<String> violations, long cpuNs) throws IOException {
        Ledger.Reading reading;
        try (Ledger ledger = Ledger.open(disk.ledger())) {
            reading = ledger.read();
        }
        boolean isOurs = reading.newest().order() == referee.tag();
        return new RunResult(
                RunResult.SCHEMA,
                setup.seed(),
                outcome().name().toLowerCase(Locale.ROOT),
                setup.order().program().volumeToInfuse().millilitres(),
                RunLog.millilitres(world.truth().deliveredMl()),
                isOurs ? MICROSTEP.volumeOf(reading.newest().settled()).millilitres() : BigDecimal.ZERO,
                isOurs ? MICROSTEP.volumeOfCeil(reading.newest().authorised()).millilitres() : BigDecimal.ZERO,
                RunLog.seconds(nowNs),
                RunLog.seconds(cpuNs),
                log.parts(),
                log.alarms(),
                violations);
    }

    /** How the run ended. */
    private Scenario.Outcome outcome() {
        boolean faulted = log.isOpen(AlarmCode.MOTOR_FAULT)
                || log.isOpen(AlarmCode.OVER_INFUSION)
                || (log.isOpen(AlarmCode.JOURNAL_FAULT) && world.causes().isPresent(Cause.STORAGE_FAULT));
        if (completeNs != NEVER) {
            return Scenario.Outcome.COMPLETE;
        }
        if (faulted) {
            return Scenario.Outcome.FAULTED;
        }
        return lastPhase.isRunning() && pump.isPresent() ? Scenario.Outcome.RUNNING : Scenario.Outcome.STOPPED;
    }

    private double share() {
        double orderedMl = setup.order().program().volumeToInfuse().nanolitres() / 1e6;
        return Math.min(world.truth().pumpedMl() / orderedMl, 1);
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
