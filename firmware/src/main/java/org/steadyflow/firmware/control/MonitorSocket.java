package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pipe to the monitor's process: a Unix-domain socket that is read and written without waiting and connected again
 * whenever it is lost. One thread, the tick's; close from any.
 */
public final class MonitorSocket implements MonitorPipe, Closeable {
    private static final long RETRY_NS = 200_000_000L;
    /** More questions than the monitor asks while a tick is late by a second. */
    private static final int MOST_FRAMES = 64;

    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(MonitorWord.BYTES);
    private Optional<SocketChannel> channel = Optional.empty();
    private long triedNs = System.nanoTime() - RETRY_NS;

    /** @param path where the monitor listens; it may appear later */
    public MonitorSocket(Path path) {
        this.path = path;
    }

    @Override
    public Optional<byte[]> newest() {
        connect();
        return channel.flatMap(this::newestOf);
    }

    private Optional<byte[]> newestOf(SocketChannel from) {
        Optional<byte[]> last = Optional.empty();
        try {
            for (int i = 0; i < MOST_FRAMES; i++) {
                int got = from.read(buffer);
                if (got < 0) {
                    drop();
                    return last;
                }
                if (buffer.hasRemaining()) {
                    return last;
                }
                last = Optional.of(buffer.array().clone());
                buffer.clear();
            }
        } catch (IOException _) {
            drop();
        }
        return last;
    }

    @Override
    public void renew() {
        drop();
    }

    @Override
    public void send(byte[] answer) {
        if (channel.isEmpty()) {
            return;
        }
        try {
            int sent = channel.get().write(ByteBuffer.wrap(answer));
            if (sent > 0 && sent < answer.length) {
                drop();
            }
        } catch (IOException _) {
            drop();
        }
    }

    /** A local connect is at once or not at all. */
    private void connect() {
        long nowNs = System.nanoTime();
        if (channel.isPresent() || nowNs - triedNs < RETRY_NS) {
            return;
        }
        triedNs = nowNs;
        try {
            SocketChannel next = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                next.configureBlocking(false);
                if (next.connect(UnixDomainSocketAddress.of(path))) {
                    buffer.clear();
                    channel = Optional.of(next);
                } else {
                    next.close();
                }
            } catch (IOException refused) {
                next.close();
            }
        } catch (IOException _) {
            // The monitor is not there; that is told by its silence.
        }
    }

    private void drop() {
        channel.ifPresent(old -> {
            try {
                old.close();
            } catch (IOException _) {
                // It is gone either way.
            }
        });
        channel = Optional.empty();
    }

    @Override
    public void close() {
        drop();
    }
}
