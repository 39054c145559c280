package org.steadyflow.simulator.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.control.MonitorLink;
import org.steadyflow.firmware.core.Authority;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.therapy.Purpose;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.firmware.therapy.WaitEnd;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.simulator.scenario.Action;
import org.steadyflow.simulator.scenario.PersonAction;
import org.steadyflow.simulator.scenario.Scenario;
import org.steadyflow.simulator.scenario.SystemAction;
import org.steadyflow.simulator.scenario.WorldAction;
import org.steadyflow.simulator.world.Cause;
import org.steadyflow.simulator.world.World;
import org.steadyflow.telemetry.message.AlarmCode;
import org.steadyflow.telemetry.message.Event;

/**
 * One run in virtual time: the real firmware ticks against the simulated world, people and faults act by the scenario,
 * and the referee looks on. Deterministic: the same setup gives the same result. One thread.
 */
public final class Simulation {
    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);

    static final long TICK_NS = 50_000_000L;
    private static final long AFTER_COMPLETE_NS = 60_000_000_000L;
    /** With nothing running and nothing more to come in the scenario, a run ends after this. */
    private static final long STUCK_NS = 20 * 60_000_000_000L;

    /** A control that could not start is started again after this. */
    private static final long RESTART_NS = 1_000_000_000L;

    private static final Set<AlarmCode> NEEDS_SERVICE = EnumSet.of(
            AlarmCode.MOTOR_FAULT,
            AlarmCode.OVER_INFUSION,
            AlarmCode.FREE_FLOW,
            AlarmCode.MONITOR_TRIP,
            AlarmCode.SELF_TEST_FAILED);

    private static final long PROGRESS_NS = 60_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final RunSetup setup;
    private final MicrostepVolume microstep;
    private final Watching watching;
    private final SimulatedPump.Firmware firmware;
    private final World world;
    private final SimulatedDisk disk;
    private final ScenarioPlayer player;
    private final Bedside bedside;
    private final Referee referee;
    private final RunLog log;
    private final Optional<Trace> trace;
    private final Optional<PatientShow> patient;
    private final long longestNs;
    private final Optional<SimulatedMonitor> monitor;

    private Optional<SimulatedPump> pump;
    private long nowNs;
    private long nextTickNs;
    private long downUntilNs;
    private boolean hadPower = true;
    private boolean cutByScenario;
    private long completeNs = NEVER;
    private long idleSinceNs;
    private long progressNs;
    private Phase lastPhase = Phase.RECOVERING;

    public Simulation(RunSetup setup, Watching watching) throws IOException {
        this(
                setup,
                watching,
                (world, disk, observer, monitor) -> SimulatedPump.boot(world, disk, observer, monitor, setup.pump()));
    }

    Simulation(RunSetup setup, Watching watching, SimulatedPump.Firmware firmware) throws IOException {
        this.setup = setup;
        this.microstep = setup.mechanism().microstep();
        this.watching = watching;
        this.firmware = firmware;
        this.world = new World(setup.world(), setup.seed());
        this.monitor = setup.monitored() ? Optional.of(SimulatedMonitor.fit(world)) : Optional.empty();
        this.disk = new SimulatedDisk(setup.seed());
        this.player = new ScenarioPlayer(setup.scenario());
        this.bedside = new Bedside(
                world, setup.order(), setup.reason(), setup.scenario().confirmsAfter());
        this.referee = new Referee(world.truth(), disk, setup.order(), microstep);
        this.log = new RunLog(world.truth());
        this.trace = watching.tracing().open(world.truth(), microstep);
        this.patient = PatientShow.of(setup.order().prescription());
        this.longestNs = setup.longest().toNanos();
        this.pump = Optional.of(boot());
        referee.pumpStarted();
    }

    /** Runs to the end. An exception is a broken invariant of the firmware or of the simulator. */
    public RunResult run() throws IOException {
        long cpuBefore = cpuNs();
        while (!isOver()) {
            step();
        }
        List<String> violations = referee.finish(disk.journal());
        return result(violations, cpuNs() - cpuBefore);
    }

    private void step() throws IOException {
        player.play(nowNs, this::act);
        comeBackIfDue();
        if (pump.isPresent() && nowNs >= nextTickNs) {
            tick(pump.get());
            nextTickNs = nowNs + TICK_NS;
        }
        nowNs += TICK_NS;
        passTime();
        watchSupply(nowNs);
        referee.look();
        log.watchMotor();
        if (patient.isPresent()) {
            patient.get().look(world.truth().deliveredMl(), nowNs);
        }
        if (nowNs >= progressNs) {
            progressNs = nowNs + PROGRESS_NS;
            watching.progress().reached(share(), nowNs);
        }
    }

    private void passTime() {
        if (watching.isAnybodyLooking()) {
            for (long at = nowNs - TICK_NS + World.STEP_NS; at <= nowNs; at += World.STEP_NS) {
                advanceTo(at);
                watching.onlooker().look(world.truth());
            }
        } else {
            advanceTo(nowNs);
        }
    }

    private void advanceTo(long timeNs) {
        if (monitor.isPresent()) {
            monitor.get().passTo(timeNs);
        } else {
            world.advanceTo(timeNs);
        }
    }

    private void tick(SimulatedPump running) throws IOException {
        if (running.recorder().work(nowNs)) {
            referee.diskChanged();
        }
        bedside.visit(running, nowNs);
        TickRecord record = running.loop().tick();
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            note(running, events.get(i));
        }
        lastPhase = record.after().phase();
        if (lastPhase.isRunning()) {
            player.infusionStarted(nowNs);
            watching.starting().accept(nowNs);
            idleSinceNs = nowNs;
        }
        trace.ifPresent(rows -> rows.offer(record, running.encoderMicrosteps()));
    }

    /** What the pump decides, as people and the report see it at once. The referee waits for the journal. */
    private void note(SimulatedPump running, Event event) {
        log.take(event);
        bedside.heard(running, event);
        if (event instanceof Event.PrescriptionAccepted) {
            monitor.ifPresent(fitted -> fitted.handOver(setup.order()));
        }
        if (event instanceof Event.AlarmRaised raised) {
            player.alarmRaised(raised.code(), nowNs);
            if (raised.code() == AlarmCode.INFUSION_COMPLETE) {
                completeNs = nowNs;
            }
        }
    }

    private void act(Action action, long dueNs) throws IOException {
        switch (action) {
            case WorldAction onWorld -> onWorld.applyTo(world);
            case PersonAction byPerson -> {
                pump.ifPresent(running -> bedside.act(running, byPerson));
                if (byPerson == PersonAction.Plain.ACKNOWLEDGE) {
                    monitor.ifPresent(SimulatedMonitor::acknowledge);
                }
            }
            case SystemAction onSystem -> actSystem(onSystem, dueNs);
        }
    }

    private void actSystem(SystemAction action, long dueNs) throws IOException {
        switch (action) {
            case SystemAction.DiskStall stall -> {
                happened(Cause.STORAGE_FAULT, stall.lasting());
                pump.ifPresent(running ->
                        running.recorder().stall(nowNs, stall.lasting().toNanos()));
            }
            case SystemAction.DiskFull _ -> disk.setFull(true);
            case SystemAction.DiskFreed _ -> disk.setFull(false);
            case SystemAction.DiskBroken _ -> disk.setBroken(true);
            case SystemAction.DiskMended _ -> disk.setBroken(false);
            case SystemAction.FramBroken _ -> disk.chip().setDead(true);
            case SystemAction.FramMended _ -> disk.chip().setDead(false);
            case SystemAction.FramReplaced _ -> {
                happened(Cause.STORAGE_FAULT, Duration.ofSeconds(1));
                disk.chip().replace();
            }
            case SystemAction.DelayTick delay -> {
                happened(Cause.TICK_DELAYED, delay.by());
                nextTickNs = nowNs + delay.by().toNanos();
            }
            case SystemAction.KillControl kill -> {
                happened(Cause.CONTROL_KILLED, kill.downFor());
                endControl(dueNs);
                downUntilNs = nowNs + kill.downFor().toNanos();
            }
            case SystemAction.CutPower cut -> {
                world.cutPower();
                cutByScenario = true;
                watchSupply(dueNs);
                downUntilNs = nowNs + cut.lasting().toNanos();
            }
        }
        noteDisk();
    }

    private void noteDisk() {
        if (disk.isSick()) {
            world.causes().begin(Cause.STORAGE_FAULT, nowNs);
        } else {
            world.causes().end(Cause.STORAGE_FAULT, nowNs);
        }
    }

    private void happened(Cause cause, Duration lasting) {
        world.causes().happened(cause, nowNs, nowNs + lasting.toNanos());
    }

    /** Notices that mains and battery are gone, whoever took them. */
    private void watchSupply(long atNs) throws IOException {
        boolean hasPower = world.truth().powered();
        if (hadPower && !hasPower) {
            endControl(atNs);
            disk.cutPower();
            referee.powerCut();
        }
        hadPower = hasPower;
    }

    /** Control is gone without a word; what its disk had done by then is done. */
    private void endControl(long atNs) throws IOException {
        if (pump.isPresent()) {
            pump.get().recorder().work(atNs);
            referee.diskChanged();
        }
        pump = Optional.empty();
        bedside.pumpRestarted();
    }

    private void comeBackIfDue() throws IOException {
        if (pump.isPresent() || nowNs < downUntilNs) {
            return;
        }
        if (cutByScenario) {
            world.restorePower();
            cutByScenario = false;
        }
        if (world.truth().powered()) {
            comeBack();
        }
    }

    private void comeBack() throws IOException {
        if (!hadPower) {
            monitor.ifPresent(SimulatedMonitor::restart);
        }
        hadPower = true;
        nextTickNs = nowNs;
        try {
            SimulatedPump booted = boot();
            booted.startEvents().forEach(event -> note(booted, event));
            pump = Optional.of(booted);
            referee.pumpStarted();
        } catch (IOException e) {
            LOG.info("Control did not start and is started again: {}", e.getMessage());
            downUntilNs = nowNs + RESTART_NS;
        }
    }

    private SimulatedPump boot() throws IOException {
        if (watching.recording().isEmpty()) {
            return firmware.boot(world, disk, (_, _) -> {}, link());
        }
        Recording recording = watching.recording().get();
        recording.boot(
                disk, new ClockSample(world.truth().nowNs(), world.truth().wallMs()));
        return firmware.boot(world, disk, recording, link());
    }

    private MonitorLink link() {
        return monitor.map(SimulatedMonitor::link).orElse(MonitorLink.NONE);
    }

    private boolean isOver() {
        if (world.truth().conservationViolation().isPresent()) {
            return true;
        }
        Optional<Duration> endsAt = setup.scenario().endsAt();
        if (endsAt.isPresent()) {
            return nowNs >= endsAt.get().toNanos();
        }
        boolean isComplete = completeNs != NEVER && nowNs >= completeNs + AFTER_COMPLETE_NS && !isFollowedUp();
        boolean isStuck = nowNs - idleSinceNs > STUCK_NS && !player.isWaiting();
        return isComplete || isStuck || nowNs >= longestNs;
    }

    /** A flush, an observation or a prompt is still to come; what runs on, or waits to be taken off, is the end. */
    private boolean isFollowedUp() {
        return pump.isPresent()
                && lastPhase.isRunning()
                && switch (pump.get().loop().state().segment()) {
                    case Segment.Deliver deliver -> deliver.purpose() != Purpose.RUN_ON;
                    case Segment.Wait wait -> !(wait.end() instanceof WaitEnd.Person);
                };
    }

    private RunResult result(List<String> violations, long cpuNs) {
        Authority newest = referee.durable();
        boolean isOurs = newest.order() == referee.tag();
        return new RunResult(
                RunResult.SCHEMA,
                setup.seed(),
                outcome().name().toLowerCase(Locale.ROOT),
                setup.order().program().volumeToInfuse().millilitres(),
                RunLog.millilitres(world.truth().deliveredMl()),
                isOurs ? microstep.volumeOf(newest.settled()).millilitres() : BigDecimal.ZERO,
                isOurs ? microstep.volumeOfCeil(newest.authorised()).millilitres() : BigDecimal.ZERO,
                RunLog.seconds(nowNs),
                RunLog.seconds(cpuNs),
                log.parts(),
                log.alarms(),
                violations,
                patient.map(PatientShow::result));
    }

    /** How the run ended. */
    private Scenario.Outcome outcome() {
        boolean faulted =
                NEEDS_SERVICE.stream().anyMatch(log::isOpen) || (log.isOpen(AlarmCode.JOURNAL_FAULT) && disk.isSick());
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
