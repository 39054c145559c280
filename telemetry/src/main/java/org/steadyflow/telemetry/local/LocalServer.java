package org.steadyflow.telemetry.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at a socket file that only its owner can connect to, or a group where its folder is made for one
 * (set-group-id), and serves each peer on threads of its own. A peer that does not read, or sends what is no line, is
 * cut off; the others do not notice. Any thread.
 */
public final class LocalServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    /** Between attempts when accepting fails, for example because there are no file handles left. */
    private static final Duration ACCEPT_RETRY = Duration.ofMillis(100);

    private final Path path;
    private final SocketFile socket;
    private final LocalService service;
    private final Set<Connection> peers = ConcurrentHashMap.newKeySet();

    private LocalServer(Path path, SocketFile socket, LocalService service) {
        this.path = path;
        this.socket = socket;
        this.service = service;
    }

    /**
     * Listens at {@code path}; a socket file that a dead process left there is replaced.
     *
     * @throws IOException where another process listens there, something else stands there, or the path is too long
     */
    public static LocalServer start(Path path, LocalService service) throws IOException {
        LocalServer server = new LocalServer(path, SocketFile.listen(path), service);
        Thread.ofVirtual().name("local-accept").start(server::acceptPeers);
        return server;
    }

    /** Sends a line to all peers; never blocks. */
    public void broadcast(String line) {
        for (Connection peer : peers) {
            peer.send(line);
        }
    }

    public int peers() {
        return peers.size();
    }

    /** Stops listening, removes the socket file and ends all connections. */
    @Override
    public void close() throws IOException {
        try {
            socket.close();
        } finally {
            peers.forEach(Connection::close);
        }
    }

    private void acceptPeers() {
        while (socket.isOpen()) {
            try {
                admit(socket.accept());
            } catch (IOException e) {
                if (socket.isOpen()) {
                    LOG.warn("{}: cannot accept a connection: {}", path, e.getMessage());
                    pause();
                }
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        if (peers.size() >= LocalLimits.PEERS) {
            LOG.warn("{}: turned a connection away, {} are open", path, LocalLimits.PEERS);
            channel.close();
            return;
        }
        Connection peer = new Connection(channel);
        peers.add(peer);
        Thread.ofVirtual().name("local-peer").start(() -> serve(peer));
        if (!socket.isOpen()) {
            peer.close();
        }
    }

    private void serve(Connection peer) {
        try {
            peer.run(service.accept(peer));
        } finally {
            peers.remove(peer);
            peer.close();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ACCEPT_RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
