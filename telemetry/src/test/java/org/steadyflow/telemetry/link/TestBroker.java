package org.steadyflow.telemetry.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.steadyflow.telemetry.Eventually;
import org.steadyflow.telemetry.broker.EmbeddedBroker;

/** A broker that a test can kill and start again on the same port. */
final class TestBroker implements AutoCloseable {
    /** Which broker. */
    enum Kind {
        MOSQUITTO,
        EMBEDDED;

        boolean isInstalled() {
            return this == EMBEDDED || executable().isPresent();
        }

        /** The quickest there is. */
        static Kind quickest() {
            return MOSQUITTO.isInstalled() ? MOSQUITTO : EMBEDDED;
        }
    }

    private final Kind kind;
    private final Path dir;
    private final int port;
    private Closeable running;

    TestBroker(Kind kind, Path dir) throws Exception {
        this.kind = kind;
        this.dir = dir;
        this.port = freePort();
        this.running = launch();
    }

    URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    void kill() throws IOException {
        running.close();
    }

    void startAgain() throws Exception {
        running = launch();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static Optional<Path> executable() {
        return List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto")).stream()
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Closeable launch() throws Exception {
        return switch (kind) {
            case MOSQUITTO -> mosquitto();
            case EMBEDDED -> EmbeddedBroker.start(dir.resolve("embedded"), port)::close;
        };
    }

    /** As strict as a broker may be: one message of a client in flight. */
    private Closeable mosquitto() throws Exception {
        Path file = Files.writeString(
                dir.resolve("mosquitto.conf"),
                "listener " + port
                        + " 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 1\npersistence false\nlog_dest none\n");
        Process process = new ProcessBuilder(executable().orElseThrow().toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("mosquitto.log").toFile())
                .start();
        Eventually.eventually("mosquitto listens", () -> process.isAlive() && listens());
        return () -> end(process);
    }

    private boolean listens() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void end(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
