package org.steadyflow.telemetry.local;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The connecting end. Does not reconnect: whoever uses it knows when that makes sense. Any thread. */
public final class LocalClient implements LocalPeer {
    private final Connection connection;

    private LocalClient(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects to a {@link LocalServer}.
     *
     * @throws IOException where nobody listens at {@code path}, or this user may not connect
     */
    public static LocalClient connect(Path path, LineHandler handler) throws IOException {
        try {
            Connection connection = new Connection(SocketChannel.open(UnixDomainSocketAddress.of(path)));
            Thread.ofVirtual().name("local-client").start(() -> connection.run(handler));
            return new LocalClient(connection);
        } catch (IOException e) {
            throw new IOException(path + ": cannot connect (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public boolean send(String line) {
        return connection.send(line);
    }

    @Override
    public void close() {
        connection.close();
    }
}
