package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.LineBatch;
import org.steadyflow.telemetry.message.PharmacyMessage;
import org.steadyflow.telemetry.message.PumpBeat;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.SignedMessage;
import org.steadyflow.telemetry.message.Topics;

/** The wire end of a pump: sends what the test says, keeps what comes down, and refuses what is not signed. */
final class TestPump implements AutoCloseable {
    private final String name;
    private final PublicKey pharmacy;
    private final MqttClient client;
    private final Semaphore settled = new Semaphore(0);
    private final List<PharmacyMessage> received = new CopyOnWriteArrayList<>();

    TestPump(URI broker, String name, PublicKey pharmacy) throws MqttException {
        this.name = name;
        this.pharmacy = pharmacy;
        this.client = new MqttClient(broker.toString(), "test-" + name, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.setCallback(new Callback());
        client.connect(options);
        client.subscribe(Topics.pharmacy(name), 1);
    }

    void send(long oldestSeq, long firstSeq, List<String> lines) throws MqttException {
        LineBatch batch = new LineBatch(Entry.SCHEMA, name, firstSeq, oldestSeq, lines);
        sendRaw(Topics.lines(name), Json.MAPPER.writeValueAsString(batch).getBytes(UTF_8));
    }

    void send(TestJournal journal, long first, long last) throws MqttException {
        send(1, first, journal.lines(first, last));
    }

    void beat(long lastSeq) throws MqttException {
        PumpBeat beat = new PumpBeat(Entry.SCHEMA, name, 1, lastSeq, TestJournal.BEGUN_WALL_MS);
        sendRaw(Topics.beat(name), Json.MAPPER.writeValueAsString(beat).getBytes(UTF_8));
    }

    /** Sends and waits until the client has counted the message out of those in flight, of which brokers allow few. */
    void sendRaw(String topic, byte[] payload) throws MqttException {
        client.publish(topic, payload, 1, false);
        Soon.that("the message is counted out", settled::tryAcquire);
    }

    <T extends PharmacyMessage> List<T> received(Class<T> kind) {
        return received.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<PharmacyMessage> received() {
        return List.copyOf(received);
    }

    /** Waits for a receipt up to this line. */
    PharmacyMessage.Receipt awaitReceipt(long upToSeq) {
        return Soon.get("receipt up to " + upToSeq, () -> received(PharmacyMessage.Receipt.class).stream()
                .filter(receipt -> receipt.upToSeq() == upToSeq)
                .findFirst());
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }

    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            SignedMessage signed = Json.MAPPER.readValue(new String(message.getPayload(), UTF_8), SignedMessage.class);
            if (Signatures.verify(signed, pharmacy)) {
                received.add(Json.MAPPER.readValue(signed.body(), PharmacyMessage.class));
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {
            settled.release();
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
