package org.steadyflow.simulator.run;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.steadyflow.firmware.control.MonitorClient;
import org.steadyflow.firmware.control.MonitorLink;
import org.steadyflow.firmware.control.MonitorPipe;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.envelope.EnvelopeLimits;
import org.steadyflow.firmware.envelope.EnvelopeWriter;
import org.steadyflow.firmware.monitor.ControlPort;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.firmware.monitor.MonitorLoop;
import org.steadyflow.firmware.monitor.MonitorState;
import org.steadyflow.firmware.monitor.MonitorStore;
import org.steadyflow.firmware.monitor.OperatorMailbox;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.simulator.world.World;

/** The real monitor in the world's time: a cycle every 20 ms, whatever control does. One thread. */
public final class SimulatedMonitor {
    public static final long CYCLE_NS = 20_000_000L;

    private final World world;
    private final Mechanism mechanism;
    private final MonitorHardware hardware;
    /** Empty where the pharmacy is somebody else. */
    private final Optional<KeyPair> pharmacy;

    private final Memory memory = new Memory();
    private final Wire wire = new Wire();
    private final OperatorMailbox mailbox;
    private MonitorLoop loop;
    private CompletableFuture<String> answer = new CompletableFuture<>();
    private long nextNs;
    private long everyNs = CYCLE_NS;
    private long sessions;

    /** Fits a monitor to this world's pump, with the key of a pharmacy that nobody else knows. */
    public static SimulatedMonitor fit(World world) {
        return fit(world, fitted(world));
    }

    /** The same on this hardware. */
    static SimulatedMonitor fit(World world, MonitorHardware hardware) {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SimulatedMonitor(world, hardware, Optional.of(keys), new OperatorMailbox(keys.getPublic()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** Fits a monitor on this hardware that hears what people hand over by this mailbox. */
    public static SimulatedMonitor fit(World world, MonitorHardware hardware, OperatorMailbox mailbox) {
        return new SimulatedMonitor(world, hardware, Optional.empty(), mailbox);
    }

    private static MonitorHardware fitted(World world) {
        org.steadyflow.simulator.world.MonitorHardware own = world.hardware().fitMonitor();
        return new MonitorHardware(own, own, own);
    }

    private SimulatedMonitor(
            World world, MonitorHardware hardware, Optional<KeyPair> pharmacy, OperatorMailbox mailbox) {
        this.world = world;
        this.mechanism = world.parameters().mechanics().mechanism();
        this.hardware = hardware;
        this.pharmacy = pharmacy;
        this.mailbox = mailbox;
        this.loop = newLoop();
        this.nextNs = world.truth().nowNs() + CYCLE_NS;
    }

    private MonitorLoop newLoop() {
        return new MonitorLoop(hardware, wire, mailbox, memory, world.truth().nowNs() + 1);
    }

    /** The way to it for a control that starts now. */
    public MonitorLink link() {
        wire.clear();
        return new MonitorClient(wire, mechanism, world.truth().nowNs() + ++sessions);
    }

    /** Lets the world pass to this time with a cycle each 20 ms; cycles at the same instant come first. */
    public void passTo(long timeNs) {
        while (nextNs <= timeNs) {
            world.advanceTo(nextNs);
            if (world.truth().powered()) {
                loop.cycle();
            }
            nextNs += everyNs;
        }
        world.advanceTo(timeNs);
    }

    /** A fault: from the next cycle on its program runs so seldom. */
    void cycleEvery(long ns) {
        everyNs = ns;
    }

    /** A fault: its program runs no more. */
    void die() {
        nextNs = Long.MAX_VALUE;
    }

    /** A fault: what it gives to its storage is not kept, or is again. */
    void breakStore(boolean broken) {
        memory.broken = broken;
    }

    /** A fault: its program ends now and is started again so much later. */
    void restartAfter(long ns) {
        nextNs = world.truth().nowNs() + ns;
        wire.clear();
        loop = newLoop();
    }

    /** Power is back after a cut: it starts from what it kept. */
    public void restart() {
        wire.clear();
        loop = newLoop();
    }

    /** What became of the envelope that was handed over last; a sentence where it was not taken. */
    public Optional<String> answer() {
        return answer.isDone() ? Optional.of(answer.join()) : Optional.empty();
    }

    /** A person confirms a prescription whose envelope the pharmacy signed; the next cycle takes it. */
    public void handOver(Order order) {
        EnvelopeLimits limits = EnvelopeLimits.of(order.prescription(), order.sha256(), mechanism);
        answer = mailbox.hand(EnvelopeWriter.signed(limits, pharmacy.orElseThrow()));
    }

    /** A person has seen to the newest trip; the next cycle hears it, and the motor's power tells what came of it. */
    public void acknowledge() {
        CompletableFuture<String> _ = mailbox.acknowledge(state().trips());
    }

    /** Its state after the last cycle. */
    public MonitorState state() {
        return loop.state();
    }

    /** Frames in memory; the newest question counts. */
    private static final class Wire implements ControlPort, MonitorPipe {
        /** Answers that may wait: a monitor that does not read gets no more. */
        private static final int WAITING = 16;

        private Optional<byte[]> question = Optional.empty();
        private final List<byte[]> answers = new ArrayList<>();

        void clear() {
            question = Optional.empty();
            answers.clear();
        }

        @Override
        public List<byte[]> received() {
            if (answers.isEmpty()) {
                return List.of();
            }
            List<byte[]> all = List.copyOf(answers);
            answers.clear();
            return all;
        }

        @Override
        public void send(byte[] frame) {
            if (frame.length == org.steadyflow.firmware.monitor.Frames.QUESTION_BYTES) {
                question = Optional.of(frame);
            } else if (answers.size() < WAITING) {
                answers.add(frame);
            }
        }

        @Override
        public void renew() {
            // It has no connection to lose.
        }

        @Override
        public Optional<byte[]> newest() {
            Optional<byte[]> now = question;
            question = Optional.empty();
            return now;
        }
    }

    private static final class Memory implements MonitorStore {
        private Optional<byte[]> image = Optional.empty();
        private long newest;
        private boolean broken;

        @Override
        public Optional<byte[]> read() {
            return image;
        }

        @Override
        public long keep(byte[] next) {
            if (!broken) {
                image = Optional.of(next);
            }
            return ++newest;
        }

        @Override
        public long durable() {
            return broken ? 0 : newest;
        }

        @Override
        public boolean fails() {
            return broken;
        }
    }
}
