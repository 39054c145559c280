package org.steadyflow.simulator.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.steadyflow.hal.device.Annunciator;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.MotorDrive;
import org.steadyflow.hal.device.PowerGate;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalClient;

/**
 * The pump's side of a {@link HardwareServer}. Only {@link #read} waits for an answer; the other calls are on their way
 * when they return. Both clocks are this process's own, read once when a sample has come. Every call throws
 * {@link HardwareGoneException} when the server is gone, and for good. One thread.
 */
public final class RemoteHardware implements SensorBank, MotorDrive, Annunciator, PowerGate, Closeable {
    /**
     * A server that is gone ends the connection and is known at once. One that takes longer than this has stalled for
     * good; a machine with other work may well hold it up for a few seconds, and the gate lets go meanwhile.
     */
    static final long ANSWER_MS = 20_000;

    static final String GONE = "\n";

    private final Path path;
    private final Answers answers;
    private final LocalClient server;

    private RemoteHardware(Path path, Answers answers, LocalClient server) {
        this.path = path;
        this.answers = answers;
        this.server = server;
    }

    /**
     * Connects to the server at {@code path}.
     *
     * @throws IOException where nobody listens there
     */
    public static RemoteHardware connect(Path path) throws IOException {
        Answers answers = new Answers();
        return new RemoteHardware(path, answers, LocalClient.connect(path, answers));
    }

    @Override
    public SensorSample read() {
        send(new DeviceCall.Read());
        SensorSample sample = sampleFrom(answers.next());
        ClockSample clock = new ClockSample(System.nanoTime(), System.currentTimeMillis());
        return new SensorSample(clock, sample.motor(), sample.line(), sample.enclosure(), sample.power());
    }

    @Override
    public void apply(MotorCommand command) {
        send(new DeviceCall.Apply(command));
    }

    @Override
    public void trustPosition() {
        send(new DeviceCall.TrustPosition());
    }

    @Override
    public void show(Signal signal) {
        send(new DeviceCall.Show(signal));
    }

    @Override
    public void kick() {
        send(new DeviceCall.Kick());
    }

    @Override
    public void close() {
        server.close();
    }

    private void send(DeviceCall call) {
        if (!server.send(DeviceLines.of(call))) {
            throw new HardwareGoneException(path + ": the hardware is gone");
        }
    }

    private SensorSample sampleFrom(String answer) {
        return switch (answer) {
            case GONE -> throw new HardwareGoneException(path + ": the hardware is gone");
            case "" -> throw new HardwareGoneException(path + ": no sample within " + ANSWER_MS + " ms");
            case DeviceLines.BUSY -> throw new HardwareGoneException(path + ": another pump drives this hardware");
            default -> parsed(answer);
        };
    }

    private SensorSample parsed(String answer) {
        try {
            return DeviceLines.sample(answer);
        } catch (IllegalArgumentException e) {
            throw new HardwareGoneException(path + ": what answers there is not this hardware: " + e.getMessage());
        }
    }

    /** Hands lines from the connection's thread to the tick's. */
    static final class Answers implements LineHandler {
        /** One answer is asked for at a time. */
        private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(2);

        @Override
        public void line(String line) {
            waiting.offer(line);
        }

        @Override
        public void ended(String why) {
            waiting.offer(GONE);
        }

        /** The next line; empty when none came in time. */
        String next() {
            try {
                String line = waiting.poll(ANSWER_MS, TimeUnit.MILLISECONDS);
                return line == null ? "" : line;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return GONE;
            }
        }
    }
}
