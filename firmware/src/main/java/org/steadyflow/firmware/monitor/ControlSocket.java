package org.steadyflow.firmware.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The Unix-domain socket to which control connects; the newest connection counts. Nothing waits: what does not come now
 * comes in another cycle, and a question that nobody takes is dropped. One thread, the cycle's.
 */
final class ControlSocket implements ControlPort, Closeable {
    /** More answers than control gives between two cycles; of what a stall has let pile up the newest count. */
    private static final int MOST_ANSWERS = 16;

    private final Path path;
    private final ServerSocketChannel server;
    private Optional<SocketChannel> control = Optional.empty();
    private FrameReader reader = new FrameReader(Frames.ANSWER_BYTES);

    /** @throws IOException where the socket cannot be had */
    ControlSocket(Path path) throws IOException {
        this.path = path;
        Files.deleteIfExists(path);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
    }

    @Override
    public List<byte[]> received() {
        Deque<byte[]> answers = new ArrayDeque<>();
        try {
            acceptNewest();
            if (control.isPresent() && !reader.read(control.get(), answers, MOST_ANSWERS)) {
                drop();
            }
        } catch (IOException _) {
            drop();
        }
        return List.copyOf(answers);
    }

    private void acceptNewest() throws IOException {
        // a control that asked again while the monitor was held up has left its earlier connections
        for (SocketChannel next = server.accept(); next != null; next = server.accept()) {
            drop();
            next.configureBlocking(false);
            control = Optional.of(next);
            reader = new FrameReader(Frames.ANSWER_BYTES);
        }
    }

    @Override
    public void send(byte[] question) {
        if (control.isEmpty()) {
            return;
        }
        try {
            int sent = control.get().write(ByteBuffer.wrap(question));
            if (sent > 0 && sent < question.length) {
                // half a question would shift all that follow
                drop();
            }
        } catch (IOException _) {
            drop();
        }
    }

    private void drop() {
        control.ifPresent(old -> {
            try {
                old.close();
            } catch (IOException _) {
                // It is gone either way.
            }
        });
        control = Optional.empty();
    }

    @Override
    public void close() throws IOException {
        drop();
        server.close();
        Files.deleteIfExists(path);
    }
}
