package org.steadyflow.firmware.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.steadyflow.firmware.monitor.ControlPort;
import org.steadyflow.firmware.monitor.Mode;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.firmware.monitor.MonitorLoop;
import org.steadyflow.firmware.monitor.MonitorStore;
import org.steadyflow.firmware.monitor.OperatorDoor;
import org.steadyflow.firmware.monitor.OperatorMailbox;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSample.AngleStatus;
import org.steadyflow.hal.device.MonitorSwitch;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;

/** What the monitor hears of an acknowledgement at the panel, and what the panel hears of the monitor. */
@Timeout(300)
@Tag("REQ-351")
final class MonitorAtPanelTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void theTripThatWasShownIsAcknowledgedWhateverThePumpAnswers() throws Exception {
        try (Tripped monitor = new Tripped(dir.resolve("monitor"));
                FakePump pump = FakePump.at(dir.resolve("operator"));
                Panel panel = panel()) {
            pump.refuse("There is no alarm to acknowledge.");
            HttpResponse<String> told = get(panel);
            assertTrue(told.body().contains("\"trip\":1"), told::body);
            assertTrue(told.body().contains("damaged"), told::body);
            OperatorMessage.Reply reply = acknowledge(panel, "1");
            assertEquals(List.of("There is no alarm to acknowledge."), reply.reasons());
            assertEquals("", pump.asked().getFirst().text());
            assertEquals(Mode.WAITING, monitor.loop.state().mode());
            assertTrue(get(panel).body().contains("\"trip\":0"));
        }
    }

    @Test
    void aTripThatNobodyHasSeenIsNotAcknowledgedWithTheRest() throws Exception {
        try (Tripped monitor = new Tripped(dir.resolve("monitor"));
                FakePump _ = FakePump.at(dir.resolve("operator"));
                Panel panel = panel()) {
            for (String seen : new String[] {"", "7", "one"}) {
                OperatorMessage.Reply reply = acknowledge(panel, seen);
                assertTrue(reply.obeyed());
                assertTrue(reply.reasons().getFirst().contains("damaged"), reply::toString);
                assertEquals(Mode.TRIPPED, monitor.loop.state().mode());
            }
        }
    }

    private Panel panel() throws IOException {
        return Panel.start(
                new PanelSettings(dir.resolve("operator"), 0, List.of(), Optional.of(dir.resolve("monitor"))));
    }

    private static HttpResponse<String> get(Panel panel) throws Exception {
        URI monitor = panel.address().resolve("/monitor");
        return send(HttpRequest.newBuilder(monitor).build());
    }

    private static OperatorMessage.Reply acknowledge(Panel panel, String seen) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(panel.address().resolve("/requests"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"verb\":\"ACKNOWLEDGE\",\"text\":\"" + seen + "\"}"))
                .build();
        HttpResponse<String> response = send(request);
        while (response.statusCode() == 503) {
            // the panel has not found the pump yet
            response = send(request);
        }
        return (OperatorMessage.Reply) Json.MAPPER.readValue(response.body(), OperatorMessage.class);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    /** A monitor that found its memory damaged. */
    private static final class Tripped implements Closeable, MonitorStore, MonitorSwitch, ControlPort {
        private final MonitorLoop loop;
        private final OperatorDoor door;
        private final Thread thread;
        private volatile boolean runs = true;
        private long number;

        Tripped(Path socket) throws Exception {
            OperatorMailbox mailbox = new OperatorMailbox(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
            MonitorHardware hardware = new MonitorHardware(
                    () -> new MonitorSample(System.nanoTime(), AngleStatus.SEEN, 5, false, false), this, _ -> {});
            loop = new MonitorLoop(hardware, this, mailbox, this, 1);
            loop.cycle();
            assertFalse(mailbox.told().sentence().isEmpty());
            door = OperatorDoor.open(socket, mailbox);
            thread = Thread.ofPlatform().start(() -> {
                while (runs) {
                    loop.cycle();
                    LockSupport.parkNanos(5_000_000);
                }
            });
        }

        @Override
        public Optional<byte[]> read() {
            return Optional.of(new byte[5]);
        }

        @Override
        public long keep(byte[] image) {
            return ++number;
        }

        @Override
        public long durable() {
            return number;
        }

        @Override
        public boolean fails() {
            return false;
        }

        @Override
        public void kick() {
            // It has no rail.
        }

        @Override
        public void cut() {
            // It has no rail.
        }

        @Override
        public List<byte[]> received() {
            return List.of();
        }

        @Override
        public void send(byte[] question) {
            // Nobody is there.
        }

        @Override
        public void close() throws IOException {
            runs = false;
            door.close();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
