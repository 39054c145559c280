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
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;

/** A pump with a monitor whose control loses its mind in the middle of an infusion. One thread. */
final class MadPump {
    static final double SHORT_ML = 0.5;

    private static final long TICK_NS = 50_000_000L;
    private static final long LOOK_NS = 10_000_000L;
    private static final long LONGEST_NS = 400_000_000_000L;
    private static final long SETTLED_NS = 2_000_000_000L;

    private final World world;
    private final SimulatedMonitor monitor;
    private final Madness madness;
    private final PumpLoop loop;
    private final VirtualRecorder recorder;
    private final double mlPerH;
    private long nowNs;
    private long nextTickNs;
    private double mostMl;
    private double leastMl;
    private double fromMl;
    private long fromNs;
    private boolean isTicking = true;

    private MadPump(double mlPerH, double factor, Order order, Order enveloped) throws IOException {
        this.mlPerH = mlPerH;
        this.world = new World(even(), 1);
        this.monitor = SimulatedMonitor.fit(world);
        SimulatedHardware hardware = world.hardware();
        this.madness = new Madness(hardware, hardware, factor);
        SimulatedDisk disk = new SimulatedDisk(1);
        StartUp.Started started = SimulatedPump.bringUp(world, disk);
        this.recorder = new VirtualRecorder(started);
        CommandInbox inbox = new CommandInbox();
        PumpSetup setup = new PumpSetup(PumpSetup.CASSETTE, false, 1, Optional.empty(), Calibration.NONE);
        this.loop = new PumpLoop(
                new PumpHardware(madness, madness, hardware, hardware),
                new PumpController(setup),
                recorder,
                inbox,
                (_, _) -> {},
                new Honest(monitor.link()),
                started.state());
        pass(1_000);
        inbox.offer(new Command.Accept(order, "nurse", ""));
        monitor.handOver(enveloped);
        pass(1_000);
        inbox.offer(new Command.Start("nurse"));
    }

    /** One that has infused for a while and goes mad now. */
    static MadPump running(double mlPerH, double factor) throws IOException {
        Order order = Runs.continuous("1000 mL", plain(mlPerH));
        MadPump pump = new MadPump(mlPerH, factor, order, order);
        pump.pass(5_000);
        pump.letLoose();
        return pump;
    }

    /** One whose control believes in a thousand millilitres, with an envelope of half a one. */
    static MadPump endless(double mlPerH) throws IOException {
        Order endless = Runs.continuous("1000 mL", plain(mlPerH));
        Order half = Runs.continuous("0.5 mL", plain(mlPerH));
        Order enveloped = new Order(half.prescription(), half.program(), half.text(), endless.sha256(), 1);
        return new MadPump(mlPerH, 1, endless, enveloped);
    }

    private static String plain(double mlPerH) {
        return Math.round(mlPerH) + " mL/h";
    }

    private static WorldParameters even() {
        WorldParameters.Motor motor = WorldParameters.DEFAULT.motor();
        return WorldParameters.DEFAULT
                .withMotor(new WorldParameters.Motor(
                        motor.topPaceMicrostepsPerS(), motor.topPaceMicrostepsPerS(), motor.paceError()))
                .withMechanics(WorldParameters.Cassette.DEFAULT
                        .withGainError(0)
                        .withRipple(0)
                        .withCreep(WorldParameters.Cassette.Creep.NONE))
                .withRoomCelsius(20);
    }

    World world() {
        return world;
    }

    SimulatedMonitor monitor() {
        return monitor;
    }

    void pass(long ms) throws IOException {
        long endNs = nowNs + ms * 1_000_000L;
        while (nowNs < endNs) {
            step();
        }
    }

    /** Control ticks no more. */
    void freeze() {
        isTicking = false;
    }

    void letLoose() {
        madness.letLoose();
        begin();
    }

    /** From here on extra volume counts. */
    void begin() {
        fromMl = volumeMl();
        fromNs = nowNs;
    }

    /** By nominal volume of the world's shaft: what the set makes of it is no matter of the controller's. */
    private double volumeMl() {
        return world.truth().shaftMicrosteps() * 125.0 / 64 / 1e6;
    }

    private void step() throws IOException {
        if (isTicking && nowNs >= nextTickNs) {
            recorder.work(nowNs);
            loop.tick();
            nextTickNs = nowNs + TICK_NS;
        }
        nowNs += LOOK_NS;
        monitor.passTo(nowNs);
        double ml = volumeMl() - fromMl;
        double due = mlPerH * (nowNs - fromNs) / 3.6e12;
        mostMl = Math.max(mostMl, ml - due);
        leastMl = Math.min(leastMl, ml);
    }

    private void runUntilItStandsStill() throws IOException {
        mostMl = 0;
        leastMl = 0;
        long beganNs = nowNs;
        while (nowNs - beganNs < LONGEST_NS && nowNs - world.truth().lastTurnNs() < SETTLED_NS) {
            step();
        }
    }

    /** The most that there ever was beyond what was due, mL. */
    double runUntilItStands() throws IOException {
        long longNs = Math.round(50.0 / 1_000 / (0.04 * mlPerH) * 3.6e12);
        long beganNs = nowNs;
        mostMl = 0;
        boolean isCut = false;
        while (!isCut && nowNs - beganNs < longNs + LONGEST_NS) {
            step();
            isCut = !world.truth().railUp();
        }
        pass(500);
        return mostMl;
    }

    /** The most that was drawn back, mL. */
    double runUntilItHasTurnedBack() throws IOException {
        leastMl = 0;
        runUntilItStands();
        return -leastMl;
    }

    /** The most that flowed beyond this volume since the beginning, mL. */
    double runUntilItStandsBeyond(double ml) throws IOException {
        long longest = Math.round(2 * ml / mlPerH * 3.6e12) + LONGEST_NS;
        long beganNs = nowNs;
        while (nowNs - beganNs < longest
                && (volumeMl() < ml / 2 || world.truth().railUp())) {
            step();
        }
        pass(500);
        return volumeMl() - ml;
    }

    /** What flows after now until the shaft stands still, mL, and for how long, ms. */
    double[] runOut() throws IOException {
        begin();
        runUntilItStandsStill();
        return new double[] {volumeMl() - fromMl, (world.truth().lastTurnNs() - fromNs) / 1e6};
    }

    /** Tells the monitor of the motor as it is. */
    private final class Honest implements MonitorLink {
        private final MonitorLink link;

        Honest(MonitorLink link) {
            this.link = link;
        }

        @Override
        public SensorSample hear(SensorSample read) {
            return link.hear(read);
        }

        @Override
        public void passed(Stage stage) {
            link.passed(stage);
        }

        @Override
        public void answer(TickInput input, TickRecord record) {
            MotorSample motor = madness.honestMotor();
            SensorSample sample = input.sample();
            SensorSample honest =
                    new SensorSample(sample.clock(), motor, sample.line(), sample.enclosure(), sample.power());
            link.answer(new TickInput(honest, input.commands(), input.granted()), record);
        }
    }
}
