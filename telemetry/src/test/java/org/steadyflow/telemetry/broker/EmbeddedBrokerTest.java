package org.steadyflow.telemetry.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    private Path dir;

    @Test
    void saysWhichPortItGotAndFreesItAtTheEnd() throws MqttException, IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
        try (broker) {
            assertEquals("tcp://127.0.0.1:" + broker.port(), broker.uri().toString());
            assertEquals("hello", echo(broker, "hello"));
        }
        try (ServerSocket free = new ServerSocket(broker.port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertEquals(broker.port(), free.getLocalPort());
        }
    }

    @Test
    @Tag("REQ-169")
    void aTakenPortIsOneClearSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            BrokerException refused =
                    assertThrows(BrokerException.class, () -> EmbeddedBroker.start(dir, taken.getLocalPort()));
            assertEquals(
                    "The broker cannot listen on 127.0.0.1, port " + taken.getLocalPort() + ": the port is in use.",
                    refused.getMessage());
        }
    }

    @Test
    void aPortThatIsNoneIsOneClearSentence() {
        BrokerException refused = assertThrows(BrokerException.class, () -> EmbeddedBroker.start(dir, 70_000));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("Port 70000 is not one"));
    }

    private static String echo(EmbeddedBroker broker, String text) throws MqttException, InterruptedException {
        BlockingQueue<MqttMessage> arrived = new ArrayBlockingQueue<>(1);
        MqttClient client = new MqttClient(broker.uri().toString(), "echo", new MemoryPersistence());
        client.connect(new MqttConnectionOptions());
        client.setCallback(new Arrivals(arrived));
        client.subscribe("echo", 1);
        client.publish("echo", text.getBytes(UTF_8), 1, false);
        MqttMessage message = arrived.poll(60, TimeUnit.SECONDS);
        client.disconnectForcibly(100, 100, false);
        client.close(true);
        return message == null ? "nothing" : message.toString();
    }
}
