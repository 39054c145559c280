package org.steadyflow.telemetry.link;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalClient;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.PharmacyMessage;

/**
 * Hands acceptances and presence to control's link socket, one JSON line each, as the pharmacy said them. Knows no
 * other verb. While control is down acceptances wait, bounded; a presence does not, the next one says more. One thread.
 */
public final class ControlForwarder implements PharmacySink, Closeable {
    /** More alarms than this are not accepted while control restarts. */
    static final int LIMIT_WAITING = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ControlForwarder.class);

    private final Path socket;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private Optional<LocalClient> control = Optional.empty();
    private boolean complained;

    public ControlForwarder(Path socket) {
        this.socket = socket;
    }

    /** Whether control listens now. Any thread. */
    public boolean isHeard() {
        try (LocalClient _ = LocalClient.connect(socket, new Ignoring())) {
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    @Override
    public void accepted(PharmacyMessage.Acceptance acceptance) {
        if (waiting.size() == LIMIT_WAITING) {
            LOG.warn("Control has been away for too long; an acceptance is lost: {}", waiting.remove());
        }
        waiting.add(lineOf(acceptance));
        flush();
    }

    @Override
    public void present(PharmacyMessage.Presence presence) {
        flush();
        if (waiting.isEmpty()) {
            send(lineOf(presence));
        }
    }

    @Override
    public void close() {
        control.ifPresent(LocalClient::close);
    }

    private static String lineOf(PharmacyMessage message) {
        return Json.MAPPER.writerFor(PharmacyMessage.class).writeValueAsString(message);
    }

    private void flush() {
        while (!waiting.isEmpty() && send(waiting.element())) {
            waiting.remove();
        }
    }

    private boolean send(String line) {
        if (control.isPresent() && control.orElseThrow().send(line)) {
            return true;
        }
        control = connect();
        return control.isPresent() && control.orElseThrow().send(line);
    }

    private Optional<LocalClient> connect() {
        try {
            LocalClient client = LocalClient.connect(socket, new Ignoring());
            complained = false;
            return Optional.of(client);
        } catch (IOException e) {
            if (!complained) {
                LOG.warn("Control cannot be told what the pharmacy says: {}", e.getMessage());
            }
            complained = true;
            return Optional.empty();
        }
    }

    /** Control answers nothing on this socket. */
    private static final class Ignoring implements LineHandler {
        @Override
        public void line(String line) {
            LOG.debug("Control said {}", line);
        }

        @Override
        public void ended(String why) {
            LOG.debug("Control's socket: {}", why);
        }
    }
}
