package org.steadyflow.telemetry.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.steadyflow.telemetry.broker.EmbeddedBroker;

/** A broker to test against: the embedded one, or Debian's mosquitto where it is installed. */
sealed interface TestBroker extends AutoCloseable {
    enum Kind {
        EMBEDDED,
        MOSQUITTO,
        /** As strict as a broker may be: one message of a client in flight. */
        ONE_IN_FLIGHT;

        static Stream<Kind> installed() {
            return Stream.of(EMBEDDED, MOSQUITTO).filter(Kind::isInstalled);
        }

        boolean isInstalled() {
            return this == EMBEDDED || Files.isExecutable(Mosquitto.PROGRAM);
        }

        TestBroker start(Path dir) {
            return switch (this) {
                case EMBEDDED -> new Embedded(EmbeddedBroker.start(dir, 0));
                case MOSQUITTO -> Mosquitto.started(dir, "");
                case ONE_IN_FLIGHT -> Mosquitto.started(dir, "max_inflight_messages 1\n");
            };
        }
    }

    URI uri();

    @Override
    void close();

    record Embedded(EmbeddedBroker broker) implements TestBroker {
        @Override
        public URI uri() {
            return broker.uri();
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    record Mosquitto(Process process, int port) implements TestBroker {
        static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
        private static final String LOOPBACK = "127.0.0.1";

        static Mosquitto started(Path dir, String settings) {
            try {
                int port = freePort();
                Path config = Files.createDirectories(dir).resolve("mosquitto.conf");
                Files.writeString(
                        config, "listener " + port + " " + LOOPBACK + "\nallow_anonymous true\n" + settings, UTF_8);
                Process process = new ProcessBuilder(PROGRAM.toString(), "-c", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(dir.resolve("mosquitto.log").toFile())
                        .start();
                Soon.that("mosquitto answers", () -> answers(port));
                return new Mosquitto(process, port);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public URI uri() {
            return URI.create("tcp://" + LOOPBACK + ":" + port);
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
                return probe.getLocalPort();
            }
        }

        private static boolean answers(int port) {
            try (Socket socket = new Socket(InetAddress.ofLiteral(LOOPBACK), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }
    }
}
