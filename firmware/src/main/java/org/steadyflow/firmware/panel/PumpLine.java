package org.steadyflow.firmware.panel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.steadyflow.telemetry.local.LocalClient;
import org.steadyflow.telemetry.message.OperatorRequest;

/** A connection to the operator socket that is made again whenever it is lost. Any thread. */
final class PumpLine implements Closeable {
    private static final Duration RETRY = Duration.ofMillis(250);

    /** A connection and the conversation on it. */
    private record Live(LocalClient client, PumpSession session) {}

    private final Path socket;
    private final PumpListener listener;
    private final AtomicReference<Optional<Live>> live = new AtomicReference<>(Optional.empty());
    private final Thread keeper;
    private volatile boolean closed;

    private PumpLine(Path socket, PumpListener listener) {
        this.socket = socket;
        this.listener = listener;
        this.keeper = Thread.ofVirtual().name("panel-line").unstarted(this::keepConnected);
    }

    /** Starts to connect to {@code socket} and keeps trying until it is closed. */
    static PumpLine open(Path socket, PumpListener listener) {
        PumpLine line = new PumpLine(socket, listener);
        line.keeper.start();
        return line;
    }

    /** Sends a request and waits for its answer, at most for {@code patience}. */
    Answer ask(OperatorRequest request, Duration patience) throws InterruptedException {
        Optional<Live> now = live.get();
        if (now.isEmpty()) {
            return new Answer.Unsent("There is no connection to the pump.");
        }
        return now.get().session().ask(request, now.get().client(), patience);
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        live.get().ifPresent(connection -> connection.client().close());
    }

    private void keepConnected() {
        try {
            while (!closed) {
                connectUntilLost();
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void connectUntilLost() throws InterruptedException {
        PumpSession session = new PumpSession(listener);
        try (LocalClient client = LocalClient.connect(socket, session)) {
            live.set(Optional.of(new Live(client, session)));
            String why = session.awaitEnd();
            listener.trouble("The pump's control has ended the connection.", socket + ": " + why);
        } catch (IOException e) {
            listener.trouble("The pump's control is not there.", String.valueOf(e.getMessage()));
        } finally {
            live.set(Optional.empty());
        }
    }
}
