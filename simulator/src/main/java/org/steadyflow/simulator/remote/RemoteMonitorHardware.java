package org.steadyflow.simulator.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.steadyflow.hal.device.Buzzer;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSensors;
import org.steadyflow.hal.device.MonitorSwitch;
import org.steadyflow.telemetry.local.LocalClient;

/**
 * The monitor's side of a {@link HardwareServer}: its three seams. Only {@link #read} waits for an answer. Every call
 * throws {@link HardwareGoneException} when the server is gone, and for good. One thread.
 */
public final class RemoteMonitorHardware implements MonitorSensors, MonitorSwitch, Buzzer, Closeable {
    private final Path path;
    private final RemoteHardware.Answers answers;
    private final LocalClient server;

    private RemoteMonitorHardware(Path path, RemoteHardware.Answers answers, LocalClient server) {
        this.path = path;
        this.answers = answers;
        this.server = server;
    }

    /**
     * Connects to the server at {@code path}; from its first reading on the world has a monitor fitted.
     *
     * @throws IOException where nobody listens there
     */
    public static RemoteMonitorHardware connect(Path path) throws IOException {
        RemoteHardware.Answers answers = new RemoteHardware.Answers();
        return new RemoteMonitorHardware(path, answers, LocalClient.connect(path, answers));
    }

    @Override
    public MonitorSample read() {
        send(MonitorLines.READ);
        String line = answers.next();
        if (line.equals(RemoteHardware.GONE) || line.isEmpty()) {
            throw new HardwareGoneException(path + ": the hardware is gone");
        }
        try {
            return MonitorLines.sample(line, System.nanoTime());
        } catch (IllegalArgumentException e) {
            throw new HardwareGoneException(path + ": what answers there is not this hardware: " + e.getMessage());
        }
    }

    @Override
    public void kick() {
        send(MonitorLines.KICK);
    }

    @Override
    public void cut() {
        send(MonitorLines.CUT);
    }

    @Override
    public void sound(boolean on) {
        send(on ? MonitorLines.SOUND : MonitorLines.SILENCE);
    }

    @Override
    public void close() {
        server.close();
    }

    private void send(String line) {
        if (!server.send(line)) {
            throw new HardwareGoneException(path + ": the hardware is gone");
        }
    }
}
