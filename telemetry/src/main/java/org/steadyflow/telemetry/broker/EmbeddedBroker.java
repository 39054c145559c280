package org.steadyflow.telemetry.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HiveMQ Community Edition inside this process, on loopback, with everything in memory: a restart forgets all, and the
 * pumps send again what was not receipted. Any thread.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** A start usually takes 2 s. */
    static final Duration START_LIMIT = Duration.ofSeconds(30);

    static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private static final String LOOPBACK = "127.0.0.1";
    private static final int HIGHEST_PORT = 65_535;

    /** The broker waits this long for writers of its persistence; ours is in memory and has nothing to save. */
    private static final int PERSISTENCE_GRACE_MS = 50;

    private final EmbeddedHiveMQ broker;
    private final int port;

    private EmbeddedBroker(EmbeddedHiveMQ broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /**
     * Starts a broker and returns when clients can connect, in 1 to 2 s.
     *
     * @param dir folder for the broker's configuration and scratch files; made if absent, one broker at a time
     * @param port 1 to 65,535, or 0 for a free one
     * @throws BrokerException the port is taken, or the broker did not come up
     */
    public static EmbeddedBroker start(Path dir, int port) {
        requireFree(port);
        ListenerPort chosen = new ListenerPort();
        EmbeddedHiveMQ broker = build(dir, port, chosen);
        try {
            await(broker.start(), START_LIMIT);
            return new EmbeddedBroker(broker, chosen.read());
        } catch (ExecutionException | TimeoutException | BrokerException failed) {
            Future<Void> _ = broker.stop();
            throw new BrokerException("The broker did not start on " + where(port) + ".", failed);
        }
    }

    /** The port that clients connect to, also where 0 was asked for. */
    public int port() {
        return port;
    }

    /** Where clients connect, as {@code tcp://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("tcp://" + LOOPBACK + ":" + port);
    }

    /**
     * Disconnects every client and frees the port, in about 2 s. Says nothing where the broker ends badly: nothing is
     * lost by it.
     */
    @Override
    public void close() {
        try {
            await(broker.stop(), STOP_LIMIT);
        } catch (ExecutionException | TimeoutException ended) {
            // Its threads are daemons and its data was in memory.
        }
    }

    private static EmbeddedHiveMQ build(Path dir, int port, ListenerPort chosen) {
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(PERSISTENCE_GRACE_MS);
        try {
            Path configuration = Files.createDirectories(dir.resolve("conf"));
            Files.writeString(configuration.resolve("config.xml"), BrokerLimits.USUAL.toXml(LOOPBACK, port));
            return EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(configuration)
                    .withDataFolder(Files.createDirectories(dir.resolve("data")))
                    .withExtensionsFolder(Files.createDirectories(dir.resolve("extensions")))
                    .withEmbeddedExtension(EmbeddedExtension.builder()
                            .withId("steadyflow")
                            .withName("Steadyflow")
                            .withVersion("1")
                            .withAuthor("Steadyflow")
                            .withExtensionMain(chosen)
                            .build())
                    .withoutLoggingBootstrap()
                    .build();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The broker itself logs a taken port and starts without a listener, so it is asked for here first. */
    private static void requireFree(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new BrokerException("Port " + port + " is not one: 0 to 65,535, 0 for any free one.");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
        } catch (IOException taken) {
            throw new BrokerException("The broker cannot listen on " + where(port) + ": the port is in use.", taken);
        }
    }

    private static String where(int port) {
        return LOOPBACK + (port == 0 ? ", any free port" : ", port " + port);
    }

    private static void await(Future<Void> change, Duration limit) throws ExecutionException, TimeoutException {
        try {
            change.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while the broker started or stopped.", interrupted);
        }
    }
}
