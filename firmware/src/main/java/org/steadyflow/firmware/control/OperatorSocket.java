package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.PumpState;
import org.steadyflow.firmware.core.TickInput;
import org.steadyflow.firmware.core.TickRecord;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalPeer;
import org.steadyflow.telemetry.local.LocalServer;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.OperatorMessage;
import org.steadyflow.telemetry.message.OperatorRequest;
import tools.jackson.core.JacksonException;

/**
 * The operator socket: requests in, an answer to each and the pump's status out. The status goes out four times a
 * second of people's time, and at once when phase or alarms change. The tick only leaves its record here.
 */
public final class OperatorSocket implements TickSink, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorSocket.class);
    private static final long STATUS_NS = 250_000_000L;
    private static final int LIMIT_NAME_CHARS = 64;

    private final CommandInbox inbox;
    private final StatusBuilder statuses;
    private final LocalServer server;
    private final Thread speaker;
    private volatile Optional<Latest> latest = Optional.empty();
    private volatile boolean open = true;
    private Optional<PumpState> before = Optional.empty();
    private long tick;

    private record Latest(long tick, TickInput input, TickRecord record) {}

    private OperatorSocket(Path path, CommandInbox inbox, StatusBuilder statuses) throws IOException {
        this.inbox = inbox;
        this.statuses = statuses;
        this.server = LocalServer.start(path, Session::new);
        this.speaker = Thread.ofPlatform().daemon().name("operator-status").unstarted(this::speak);
    }

    /** Listens at {@code path}; throws where another process does. */
    public static OperatorSocket start(Path path, CommandInbox inbox, StatusBuilder statuses) throws IOException {
        OperatorSocket socket = new OperatorSocket(path, inbox, statuses);
        socket.speaker.start();
        return socket;
    }

    @Override
    public void offer(TickInput input, TickRecord record) {
        tick++;
        latest = Optional.of(new Latest(tick, input, record));
        boolean changed = !StatusBuilder.sameForPeople(before, record.after());
        before = Optional.of(record.after());
        if (changed) {
            LockSupport.unpark(speaker);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        LockSupport.unpark(speaker);
        server.close();
    }

    private void speak() {
        long said = 0;
        while (open) {
            Optional<Latest> now = latest;
            if (now.isPresent() && now.get().tick() != said) {
                said = now.get().tick();
                server.broadcast(
                        line(statuses.build(said, now.get().input(), now.get().record())));
            }
            LockSupport.parkNanos(this, STATUS_NS);
        }
    }

    private static String line(OperatorMessage message) {
        return Json.MAPPER.writerFor(OperatorMessage.class).writeValueAsString(message);
    }

    /** One connection. */
    private final class Session implements LineHandler {
        private final LocalPeer peer;

        Session(LocalPeer peer) {
            this.peer = peer;
        }

        @Override
        public void line(String line) {
            OperatorRequest request;
            try {
                request = Json.MAPPER.readValue(line, OperatorRequest.class);
            } catch (JacksonException e) {
                answer("", List.of("this is no request: " + e.getOriginalMessage()));
                return;
            }
            boolean isNamed = isName(request.id()) && isName(request.by());
            if (isNamed) {
                obey(request);
            } else {
                answer("", List.of("id and by: each needs 1 to " + LIMIT_NAME_CHARS + " characters"));
            }
        }

        @Override
        public void ended(String why) {
            LOG.debug("Operator socket: {}", why);
        }

        private void obey(OperatorRequest request) {
            switch (request.verb()) {
                case ACCEPT -> accept(request);
                case START -> ask(request, new Command.Start(request.by()));
                case PAUSE -> ask(request, new Command.Pause(request.by()));
                case ACKNOWLEDGE -> ask(request, new Command.Acknowledge(request.by()));
                case PAUSE_AUDIO -> ask(request, new Command.PauseAudio(request.by()));
                case CONTAINER_CHANGED -> ask(request, new Command.ContainerChanged(request.by()));
                case END -> ask(request, new Command.End(request.by()));
            }
        }

        private void accept(OperatorRequest request) {
            switch (PrescriptionReader.read(request.text().getBytes(StandardCharsets.UTF_8))) {
                case Reading.Accepted read -> {
                    Order order = Order.of(read.prescription(), read.canonicalText(), read.sha256());
                    ask(request, new Command.Accept(order, request.by()));
                }
                case Reading.Refused refused ->
                    answer(
                            request.id(),
                            refused.problems().stream().map(Object::toString).toList());
            }
        }

        private void ask(OperatorRequest request, Command command) {
            inbox.ask(command)
                    .thenAccept(answer -> answer(request.id(), answer.obeyed() ? List.of() : List.of(answer.reason())))
                    .exceptionally(failure -> {
                        LOG.error("A request was not answered.", failure);
                        return null;
                    });
        }

        private void answer(String id, List<String> reasons) {
            peer.send(OperatorSocket.line(new OperatorMessage.Reply(id, reasons.isEmpty(), reasons)));
        }

        private boolean isName(String text) {
            return !text.isBlank() && text.length() <= LIMIT_NAME_CHARS;
        }
    }
}
