package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.local.LineHandler;
import org.steadyflow.telemetry.local.LocalServer;

/**
 * The link socket: what came down from the pharmacy and was verified by the link. Nothing is ever answered, so nothing
 * here can be asked. Any thread.
 */
public final class LinkServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);

    private final LocalServer server;

    private LinkServer(LocalServer server) {
        this.server = server;
    }

    /**
     * Listens at {@code path}.
     *
     * @param pump whose messages are taken
     * @throws IOException where another process listens there, something else stands there, or the path is too long
     */
    public static LinkServer start(Path path, String pump, CommandInbox inbox) throws IOException {
        LinkDesk desk = new LinkDesk(pump, inbox);
        return new LinkServer(LocalServer.start(path, _ -> new Session(desk)));
    }

    /** Ends all connections and removes the socket. */
    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Session(LinkDesk desk) implements LineHandler {
        @Override
        public void line(String line) {
            String refusal = desk.take(line);
            if (!refusal.isEmpty()) {
                LOG.warn("The link sent what this pump does not take: {}", refusal);
            }
        }

        @Override
        public void ended(String why) {
            LOG.info("The link's connection ended: {}", why);
        }
    }
}
