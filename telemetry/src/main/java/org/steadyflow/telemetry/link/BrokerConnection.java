package org.steadyflow.telemetry.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker, from its start to its end, never mended: the client behind it starts clean and is thrown
 * away with it, so that nothing of an earlier connection can come back. Every call returns in bounded time. One thread;
 * the client's own threads only fill the queue.
 */
final class BrokerConnection implements Closeable {
    /** Messages that wait to be looked at; more are counted and dropped, the pharmacy repeats what matters. */
    static final int LIMIT_WAITING = 256;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int AT_LEAST_ONCE = 1;
    private static final int AT_MOST_ONCE = 0;
    private static final int FORCED_END_MS = 100;

    private final MqttAsyncClient client;
    private final Duration answer;
    private final Inbox inbox;

    private BrokerConnection(MqttAsyncClient client, Duration answer, Inbox inbox) {
        this.client = client;
        this.answer = answer;
        this.inbox = inbox;
    }

    /**
     * Connects and subscribes.
     *
     * @throws IOException where either fails or takes longer than {@code answer}; the message is a sentence
     */
    static BrokerConnection open(URI broker, String clientId, String topic, Duration answer) throws IOException {
        Inbox inbox = new Inbox();
        try {
            MqttAsyncClient client = new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
            BrokerConnection connection = new BrokerConnection(client, answer, inbox);
            client.setCallback(inbox);
            connection.start(topic);
            return connection;
        } catch (MqttException | IllegalArgumentException e) {
            throw new IOException("the broker " + broker + " cannot be reached (" + reasonOf(e) + ")", e);
        }
    }

    /** Publishes and waits for the broker's word that it has it. */
    void publish(String topic, byte[] payload) throws IOException {
        send(topic, payload, AT_LEAST_ONCE);
    }

    /** Publishes what may get lost. */
    void mention(String topic, byte[] payload) throws IOException {
        send(topic, payload, AT_MOST_ONCE);
    }

    /** The next message that came in, waiting for one at most {@code patience}. */
    Optional<byte[]> take(Duration patience) throws InterruptedException {
        return Optional.ofNullable(inbox.waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Messages dropped since the last call because too many waited. */
    long takeDropped() {
        return inbox.dropped.getAndSet(0);
    }

    /** Why the connection is over; empty while it is not. */
    Optional<String> lostBecause() {
        String why = inbox.lost.get();
        if (!why.isEmpty()) {
            return Optional.of(why);
        }
        return client.isConnected() ? Optional.empty() : Optional.of("the connection to the broker is gone");
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(FORCED_END_MS, FORCED_END_MS, false);
        } catch (MqttException e) {
            LOG.trace("was gone already", e);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.trace("was closed already", e);
        }
    }

    private void start(String topic) throws MqttException {
        try {
            client.connect(options()).waitForCompletion(answer.toMillis());
            client.subscribe(topic, AT_LEAST_ONCE).waitForCompletion(answer.toMillis());
        } catch (MqttException e) {
            close();
            throw e;
        }
    }

    /** No maximum packet size: this client holds what it sends against it, not only what it receives. */
    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) Math.max(1, answer.toSeconds()));
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setReceiveMaximum(LIMIT_WAITING);
        return options;
    }

    private void send(String topic, byte[] payload, int qos) throws IOException {
        try {
            client.publish(topic, payload, qos, false).waitForCompletion(answer.toMillis());
            inbox.awaitSettled(answer);
        } catch (MqttException e) {
            throw new IOException("the broker did not take a message (" + reasonOf(e) + ")", e);
        }
    }

    /** The innermost cause says most: "Connection refused" rather than "MqttException". */
    private static String reasonOf(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Where the client's threads put what they have. */
    private static final class Inbox implements MqttCallback {
        private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(LIMIT_WAITING);
        private final AtomicLong dropped = new AtomicLong();
        private final AtomicReference<String> lost = new AtomicReference<>("");
        private final Semaphore settled = new Semaphore(0);

        /**
         * Waits until the client has counted a message out of those in flight. It does so after it told of the broker's
         * answer, on another thread: who sends the next message at once can meet the broker's limit.
         */
        void awaitSettled(Duration patience) throws IOException {
            try {
                if (!settled.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("the MQTT client holds a message that the broker has taken");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a message was sent", e);
            }
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (!waiting.offer(message.getPayload())) {
                dropped.incrementAndGet();
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            String said = response.getReasonString();
            lost.set("the connection to the broker is gone" + (said == null ? "" : " (" + said + ")"));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("the MQTT client reports: {}", exception.getMessage());
        }

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
