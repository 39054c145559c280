package org.steadyflow.simulator.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.simulator.world.MonitorHardware;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalPeer;
import org.steadyflow.telemetry.local.LocalServer;

/** Serves the hardware of a live world to one pump and one monitor at a time. Any thread. */
public final class HardwareServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(HardwareServer.class);

    private final LiveWorld world;
    private final LocalServer server;
    private final AtomicReference<@Nullable LocalPeer> driver = new AtomicReference<>();

    private HardwareServer(Path path, LiveWorld world) throws IOException {
        this.world = world;
        this.server = LocalServer.start(path, this::connect);
    }

    /**
     * Listens at {@code path}.
     *
     * @throws IOException where another process listens there, something else stands there, or the path is too long
     */
    public static HardwareServer start(Path path, LiveWorld world) throws IOException {
        return new HardwareServer(path, world);
    }

    /** Whether a pump is connected. */
    public boolean isDriven() {
        return driver.get() != null;
    }

    /** Ends the connection and removes the socket; the world goes on. */
    @Override
    public void close() throws IOException {
        server.close();
    }

    private LineHandler connect(LocalPeer peer) {
        return new Session(peer);
    }

    private final class Session implements LineHandler {
        private final LocalPeer peer;

        Session(LocalPeer peer) {
            this.peer = peer;
        }

        @Override
        public void line(String line) {
            try {
                if (MonitorLines.isOne(line)) {
                    ofMonitor(line);
                } else if (mayDrive()) {
                    obey(DeviceLines.call(line));
                } else {
                    peer.send(DeviceLines.BUSY);
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("The pump is cut off: {}", e.getMessage());
                peer.close();
            }
        }

        @Override
        public void ended(String why) {
            driver.compareAndSet(peer, null);
            LOG.info("The pump is gone: {}", why);
        }

        /** Two pumps on one motor: the second is told, and touches nothing. */
        private boolean mayDrive() {
            return driver.get() == peer || driver.compareAndSet(null, peer);
        }

        private void ofMonitor(String line) {
            switch (line) {
                case MonitorLines.READ ->
                    peer.send(world.with(
                            now -> MonitorLines.of(now.hardware().fitMonitor().read())));
                case MonitorLines.KICK -> watch(MonitorHardware::kick);
                case MonitorLines.CUT -> watch(MonitorHardware::cut);
                case MonitorLines.SOUND -> watch(monitor -> monitor.sound(true));
                case MonitorLines.SILENCE -> watch(monitor -> monitor.sound(false));
                default -> throw new IllegalArgumentException("no call of a monitor: " + line);
            }
        }

        private void watch(Consumer<MonitorHardware> action) {
            act(hardware -> action.accept(hardware.fitMonitor()));
        }

        private void obey(DeviceCall call) {
            switch (call) {
                case DeviceCall.Read _ ->
                    peer.send(world.with(now -> DeviceLines.of(now.hardware().read())));
                case DeviceCall.Apply apply -> act(hardware -> hardware.apply(apply.command()));
                case DeviceCall.TrustPosition _ -> act(SimulatedHardware::trustPosition);
                case DeviceCall.Show show -> act(hardware -> hardware.show(show.signal()));
                case DeviceCall.Kick _ -> act(SimulatedHardware::kick);
            }
        }

        private void act(Consumer<SimulatedHardware> action) {
            world.with(now -> {
                action.accept(now.hardware());
                return now;
            });
        }
    }
}
