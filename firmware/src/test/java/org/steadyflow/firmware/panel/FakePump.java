package org.steadyflow.firmware.panel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalPeer;
import org.steadyflow.telemetry.local.LocalServer;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorRequest;
import org.steadyflow.telemetry.message.OperatorVerb;

/** An operator socket with nothing behind it: keeps what is asked, answers as it is told, says what it is given. */
final class FakePump implements AutoCloseable {
    private final LocalServer server;
    private final AtomicLong tick = new AtomicLong();
    private final List<OperatorRequest> asked = new CopyOnWriteArrayList<>();
    private volatile List<String> refusal = List.of();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean answers = true;
    private volatile boolean busy;

    private FakePump(Path socket) throws IOException {
        this.server = LocalServer.start(socket, this::listen);
    }

    static FakePump at(Path socket) throws IOException {
        return new FakePump(socket);
    }

    List<OperatorRequest> asked() {
        return asked;
    }

    /** From now on every request is refused with these sentences. */
    void refuse(String... sentences) {
        refusal = List.of(sentences);
    }

    /** From now on requests are taken and not answered. */
    void fallSilent() {
        answers = false;
    }

    /** From now on each connection is busy with the first request that is no stop, until {@link #close}. */
    void workSlowly() {
        busy = true;
    }

    /** Connections that are open. */
    int peers() {
        return server.peers();
    }

    /** Says a status at the next tick. */
    void say(OperatorMessage.Status status) {
        repeat(PumpStates.at(status, tick.incrementAndGet()));
    }

    /** Says a status as it is. */
    void repeat(OperatorMessage.Status status) {
        server.broadcast(json(status));
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }

    private LineHandler listen(LocalPeer peer) {
        return new LineHandler() {
            @Override
            public void line(String line) {
                OperatorRequest request = Json.MAPPER.readValue(line, OperatorRequest.class);
                asked.add(request);
                if (busy && request.verb() != OperatorVerb.PAUSE) {
                    awaitClose();
                }
                if (answers) {
                    peer.send(json(new OperatorMessage.Reply(request.id(), refusal.isEmpty(), refusal)));
                }
            }

            @Override
            public void ended(String why) {
                // A panel may come and go.
            }
        };
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String json(OperatorMessage message) {
        return Json.MAPPER.writerFor(OperatorMessage.class).writeValueAsString(message);
    }
}
