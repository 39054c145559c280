package org.steadyflow.simulator.run;

import java.io.IOException;
import java.util.Optional;
import org.steadyflow.firmware.calibration.Calibration;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.MonitorLink;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/**
 * A pump with a monitor whose control ends at any instant, by any stage of a tick, and may come back. Ticks come 50 ms
 * apart, at a phase of their own against the monitor's 20 ms and the world's 10 ms. One thread.
 */
final class FailingPump {
    static final long MS = 1_000_000L;
    static final long TICK_NS = 50 * MS;

    private final World world;
    private final FailingSwitch power;
    private final SimulatedMonitor monitor;
    private final VirtualRecorder recorder;
    private final CommandInbox inbox = new CommandInbox();
    private final Mortal link;
    private final PumpLoop loop;
    private final Drive drive;
    private final double mlPerNs;
    private long nowNs;
    private long nextTickNs;
    private After after = After.TICKS;
    private Optional<TickRecord> last = Optional.empty();
    private Optional<TickInput> lastInput = Optional.empty();
    private double lowestMl;
    private double aheadMl;

    /** What becomes of control's process. */
    enum After {
        /** It ticks on. */
        TICKS,
        /** Nothing comes from it. */
        SILENCE,
        /** A thread of it still gives the gate its edges. */
        EDGES,
        /** That, and its last answer to the monitor again and again. */
        EDGES_AND_LAST_ANSWER,
        /** That, with answers to new questions that no tick stands behind. */
        EDGES_AND_MADE_UP_ANSWER
    }

    /** Where its last tick ends. */
    enum Cut {
        AT_ITS_END,
        UNDECIDED,
        MOVED,
        BEFORE_THE_ANSWER;

        private boolean isAt(MonitorLink.Stage stage) {
            return switch (this) {
                case AT_ITS_END -> false;
                case UNDECIDED -> stage == MonitorLink.Stage.READ;
                case MOVED -> stage == MonitorLink.Stage.MOVED;
                case BEFORE_THE_ANSWER -> stage == MonitorLink.Stage.TOLD;
            };
        }
    }

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Switched on, its order accepted and handed over; nothing started. */
    FailingPump(double mlPerH, String volume, long phaseMs) throws IOException {
        this(mlPerH, volume, phaseMs, FailingSwitch.Fault.SOUND);
    }

    /** The same with a switch that is wired like this from the beginning. */
    FailingPump(double mlPerH, String volume, long phaseMs, FailingSwitch.Fault wired) throws IOException {
        this.mlPerNs = mlPerH / 3.6e12;
        this.world = new World(even(), 1);
        this.power = new FailingSwitch(world, wired);
        this.monitor = SimulatedMonitor.fit(world, power.fitted());
        SimulatedHardware hardware = world.hardware();
        this.drive = new Drive(hardware);
        StartUp.Started started = SimulatedPump.bringUp(world, new SimulatedDisk(1));
        this.recorder = new VirtualRecorder(started);
        this.link = new Mortal(monitor.link());
        PumpSetup setup = new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.empty(), Calibration.NONE);
        this.loop = new PumpLoop(
                new PumpHardware(hardware, drive, hardware, hardware),
                new PumpController(setup),
                recorder,
                inbox,
                this::ticked,
                link,
                started.state());
        this.nextTickNs = phaseMs * MS;
        Order order = Runs.continuous(volume, Math.round(mlPerH) + " mL/h");
        pass(1_000);
        inbox.offer(new Command.Accept(order, "nurse", ""));
        monitor.handOver(order);
        pass(1_000);
    }

    private static WorldParameters even() {
        WorldParameters.Motor motor = WorldParameters.DEFAULT.motor();
        return WorldParameters.DEFAULT.withMotor(new WorldParameters.Motor(
                motor.topPaceMicrostepsPerS(), motor.topPaceMicrostepsPerS(), motor.paceError()));
    }

    private void ticked(TickInput input, TickRecord record) {
        lastInput = Optional.of(input);
        last = Optional.of(record);
    }

    void start() {
        inbox.offer(new Command.Start("nurse"));
    }

    /** A person has seen what is on the list, and starts again. */
    void startAgain() {
        inbox.offer(new Command.Acknowledge("nurse"));
        start();
    }

    /** Lets time pass, looking at the shaft after each step of the world. */
    void pass(long ms) throws IOException {
        long endNs = nowNs + ms * MS;
        while (nowNs < endNs) {
            if (nowNs >= nextTickNs) {
                beat();
                nextTickNs += TICK_NS;
            }
            nowNs = Math.min(Math.min(endNs, nextTickNs), nowNs - nowNs % World.STEP_NS + World.STEP_NS);
            monitor.passTo(nowNs);
            power.passed();
            look();
        }
    }

    private void beat() throws IOException {
        switch (after) {
            case TICKS -> {
                recorder.work(nowNs);
                loop.tick();
            }
            case SILENCE -> {}
            case EDGES -> world.hardware().kick();
            case EDGES_AND_LAST_ANSWER -> {
                link.repeat();
                world.hardware().kick();
            }
            case EDGES_AND_MADE_UP_ANSWER -> {
                link.hear(lastInput.orElseThrow().sample());
                link.repeat();
                world.hardware().kick();
            }
        }
    }

    /** One tick more, which ends here; then only this comes from control. */
    void end(Cut cut, After what, boolean endlessRamp) throws IOException {
        pass((nextTickNs - nowNs) / MS);
        link.cut = cut;
        drive.endless = endlessRamp;
        try {
            beat();
        } catch (Ended _) {
            // The tick goes no further.
        }
        nextTickNs += TICK_NS;
        link.cut = Cut.AT_ITS_END;
        after = what;
    }

    /** From now on the monitor is like this. */
    void fail(FailingSwitch.Fault fault) {
        power.become(fault);
        switch (fault) {
            case SOUND, STUCK_LEVEL -> {}
            case DEAD, EDGES_ALONE -> monitor.die();
            case SLOW -> monitor.cycleEvery(300 * MS);
        }
    }

    /** The process runs on where it stood. */
    void comeBack() {
        after = After.TICKS;
        drive.endless = false;
        nextTickNs = nowNs;
        beginWatch();
    }

    /** From now on {@link #aheadMl} tells of the flow. */
    void beginWatch() {
        lowestMl = Double.POSITIVE_INFINITY;
        aheadMl = 0;
        look();
    }

    private void look() {
        double overRateMl = volumeMl() - mlPerNs * world.truth().nowNs();
        lowestMl = Math.min(lowestMl, overRateMl);
        aheadMl = Math.max(aheadMl, overRateMl - lowestMl);
    }

    /** The most by which any stretch of time gave more than its rate, mL. */
    double aheadMl() {
        return aheadMl;
    }

    /** By nominal volume of the world's shaft since time 0, mL. */
    double volumeMl() {
        return world.truth().shaftMicrosteps() * 125.0 / 64 / 1e6;
    }

    World world() {
        return world;
    }

    SimulatedMonitor monitor() {
        return monitor;
    }

    long nowNs() {
        return nowNs;
    }

    String state() {
        return loop.state().phase() + " " + loop.state().safety().board().alarms();
    }

    /** When control last told the motor anything. */
    long lastOrderNs() {
        return drive.lastNs;
    }

    /** Where the shaft was then, mL. */
    double volumeAtLastOrderMl() {
        return drive.lastMl;
    }

    private final class Drive implements MotorDrive {
        private static final long FAR_MICROSTEPS = 51_200_000L;

        private final MotorDrive motor;
        private boolean endless;
        private long lastNs;
        private double lastMl;

        Drive(MotorDrive motor) {
            this.motor = motor;
        }

        @Override
        public void apply(MotorCommand command) {
            lastNs = nowNs;
            lastMl = volumeMl();
            motor.apply(
                    endless && command instanceof MotorCommand.MoveTo(long target, long pace)
                            ? new MotorCommand.MoveTo(target + FAR_MICROSTEPS, pace)
                            : command);
        }

        @Override
        public void trustPosition() {
            motor.trustPosition();
        }
    }

    private final class Mortal implements MonitorLink {
        private final MonitorLink link;
        private Cut cut = Cut.AT_ITS_END;

        Mortal(MonitorLink link) {
            this.link = link;
        }

        void repeat() {
            link.answer(lastInput.orElseThrow(), last.orElseThrow());
        }

        @Override
        public SensorSample hear(SensorSample read) {
            return link.hear(read);
        }

        @Override
        public void passed(Stage stage) {
            if (cut.isAt(stage)) {
                throw new Ended();
            }
            link.passed(stage);
        }

        @Override
        public void answer(TickInput input, TickRecord record) {
            link.answer(input, record);
        }
    }
}
