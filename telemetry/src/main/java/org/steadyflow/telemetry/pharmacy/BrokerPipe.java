package org.steadyflow.telemetry.pharmacy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipe to the broker that mends itself: each connection is a fresh client with a clean start, because a pump repeats
 * whatever was not receipted and a session's memory would only tell it twice. {@link #send} may be called by any
 * thread; what arrives is handed to the inbox on the client's thread.
 */
final class BrokerPipe implements AutoCloseable {
    /** Takes what arrives; may block for a moment, which holds the broker back. */
    interface Inbox {
        void take(String topic, byte[] payload) throws InterruptedException;
    }

    static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    static final int LIMIT_IN_FLIGHT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerPipe.class);
    private static final int AT_LEAST_ONCE = 1;

    private final URI broker;
    private final List<String> topics;
    private final Inbox inbox;
    private final String clientId = "pharmacy-" + UUID.randomUUID();
    private final Thread mender;
    private volatile @Nullable Live connected;
    private volatile boolean closing;

    /**
     * A client, and how many more messages the broker takes from it before it has answered one. The client itself must
     * never come to refuse one: it has then given the topic an alias that the broker was not told, and its next message
     * there makes the broker end the connection.
     */
    private record Live(MqttAsyncClient client, Semaphore room) {}

    BrokerPipe(URI broker, List<String> topics, Inbox inbox) {
        this.broker = broker;
        this.topics = List.copyOf(topics);
        this.inbox = inbox;
        this.mender = Thread.ofPlatform().daemon().name("pharmacy-pipe").unstarted(this::keepConnected);
    }

    void start() {
        mender.start();
    }

    boolean isConnected() {
        return connected != null;
    }

    /** Whether a message would be taken now. */
    boolean hasRoom() {
        Live live = connected;
        return live != null && live.room.availablePermits() > 0;
    }

    /**
     * Hands a message to the client, in the order of the calls, and does not wait for the broker.
     *
     * @param expiry the broker drops it undelivered after this time
     * @return false where there is no connection or too many messages are in flight: then nothing was sent
     */
    boolean send(String topic, byte[] payload, Duration expiry) {
        Live live = connected;
        if (live == null || !live.room.tryAcquire()) {
            return false;
        }
        MqttMessage message = new MqttMessage(payload, AT_LEAST_ONCE, false, new MqttProperties());
        message.getProperties().setMessageExpiryInterval(expiry.toSeconds());
        try {
            live.client.publish(topic, message);
            return true;
        } catch (MqttException refused) {
            live.room.release();
            return false;
        }
    }

    @Override
    public void close() {
        closing = true;
        mender.interrupt();
        try {
            mender.join(CONNECT_LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepConnected() {
        Duration pause = FIRST_PAUSE;
        while (!closing) {
            try {
                if (holdOneConnection()) {
                    pause = FIRST_PAUSE;
                }
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    /** Connects and returns when the connection is gone; false where there never was one. */
    private boolean holdOneConnection() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        Optional<Live> live = connect(gone);
        if (live.isEmpty()) {
            return false;
        }
        try {
            connected = live.get();
            LOG.info("The pharmacy is connected to {}.", broker);
            gone.await();
            LOG.warn("The pharmacy lost the broker {} and tries again.", broker);
            return true;
        } finally {
            connected = null;
            discard(live.get().client);
        }
    }

    private Optional<Live> connect(CountDownLatch gone) {
        MqttAsyncClient client;
        try {
            client = new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
        } catch (MqttException | IllegalArgumentException refused) {
            LOG.warn("{} is no address of a broker: {}", broker, refused.getMessage());
            return Optional.empty();
        }
        Semaphore room = new Semaphore(0);
        try {
            client.setCallback(new Callback(inbox, room, gone));
            IMqttToken answer = client.connect(options());
            answer.waitForCompletion(CONNECT_LIMIT.toMillis());
            room.release(limitInFlight(answer));
            for (String topic : topics) {
                client.subscribe(topic, AT_LEAST_ONCE).waitForCompletion(CONNECT_LIMIT.toMillis());
            }
            return Optional.of(new Live(client, room));
        } catch (MqttException refused) {
            LOG.debug("No connection to {}: {}", broker, refused.getMessage());
            discard(client);
            return Optional.empty();
        }
    }

    /** What the broker allows; one that says nothing allows more than is wanted. */
    private static int limitInFlight(IMqttToken connected) {
        @Nullable Integer allowed = connected.getResponseProperties().getReceiveMaximum();
        return allowed == null ? LIMIT_IN_FLIGHT : Math.min(allowed, LIMIT_IN_FLIGHT);
    }

    private static MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) CONNECT_LIMIT.toSeconds());
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setReceiveMaximum(LIMIT_IN_FLIGHT);
        return options;
    }

    /** The one way to end a client of this library that leaves no thread behind. */
    private static void discard(MqttAsyncClient client) {
        try {
            client.disconnectForcibly(100, 100, false);
        } catch (MqttException alreadyGone) {
            LOG.trace("Already gone.", alreadyGone);
        }
        try {
            client.close(true);
        } catch (MqttException alreadyGone) {
            LOG.trace("Already closed.", alreadyGone);
        }
    }

    private record Callback(Inbox inbox, Semaphore room, CountDownLatch gone) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            inbox.take(topic, message.getPayload());
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            gone.countDown();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("The MQTT client reports: {}", exception.getMessage());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            room.release();
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
