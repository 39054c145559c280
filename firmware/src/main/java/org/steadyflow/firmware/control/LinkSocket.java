package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalServer;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.PharmacyMessage;
import tools.jackson.core.JacksonException;

/**
 * The link socket: what the pharmacy says, already verified by the link. It knows two verbs, and neither can start,
 * stop or change anything: a pharmacist accepted an alarm, and somebody watches.
 */
public final class LinkSocket implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSocket.class);
    private static final int LIMIT_NAME_CHARS = 64;

    private final LocalServer server;

    private LinkSocket(LocalServer server) {
        this.server = server;
    }

    /** Listens at {@code path}; throws where another process does. */
    public static LinkSocket start(Path path, String pump, CommandInbox inbox) throws IOException {
        return new LinkSocket(LocalServer.start(path, _ -> new Session(pump, inbox)));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Session(String pump, CommandInbox inbox) implements LineHandler {
        @Override
        public void line(String line) {
            try {
                obey(Json.MAPPER.readValue(line, PharmacyMessage.class));
            } catch (JacksonException e) {
                LOG.warn("The link said something that is no message: {}", e.getOriginalMessage());
            }
        }

        @Override
        public void ended(String why) {
            LOG.debug("Link socket: {}", why);
        }

        private void obey(PharmacyMessage message) {
            if (!message.pump().equals(pump)) {
                LOG.warn("The link brought a message for pump {}; this is {}", message.pump(), pump);
                return;
            }
            switch (message) {
                case PharmacyMessage.Acceptance accepted ->
                    offer(new Command.AlarmAccepted(accepted.alarm(), shortened(accepted.by())));
                case PharmacyMessage.Presence present -> offer(new Command.PharmacyPresent(shortened(present.by())));
                case PharmacyMessage.Receipt _ -> LOG.warn("The link brought a receipt, which is for the link itself.");
            }
        }

        private void offer(Command command) {
            boolean taken = inbox.offer(command);
            if (!taken) {
                LOG.warn("Too many commands are waiting; dropped {}", command);
            }
        }

        private static String shortened(String name) {
            return name.length() <= LIMIT_NAME_CHARS ? name : name.substring(0, LIMIT_NAME_CHARS);
        }
    }
}
