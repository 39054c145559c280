package org.steadyflow.simulator.chips;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn.Level;

/**
 * Serves the I2C buses and pins of an emulated board over one Unix-domain socket, to any number of processes: a
 * controller and a monitor, which may die at any byte. What outputs drive stays when they do, as on a real pin. Any
 * thread.
 */
public final class BusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BusServer.class);

    private final EmulatedLines lines;
    private final Path path;
    private final ServerSocketChannel listening;
    private final Set<SocketChannel> connected = ConcurrentHashMap.newKeySet();

    private BusServer(EmulatedLines lines, Path path, ServerSocketChannel listening) {
        this.lines = lines;
        this.path = path;
        this.listening = listening;
    }

    /**
     * Listens at {@code path}, where only its owner can connect; a socket that a dead process left there is replaced.
     *
     * @throws IOException where somebody listens there, something else is there, or the path is too long
     */
    public static BusServer start(Path path, EmulatedLines lines) throws IOException {
        removeDead(path);
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            listening.close();
            throw new IOException(path + ": cannot listen here (" + e.getMessage() + ")", e);
        }
        BusServer server = new BusServer(lines, path, listening);
        Thread.ofPlatform().name("bus-accept").daemon().start(server::accept);
        return server;
    }

    private static void removeDead(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path)) {
            throw new IOException(path + ": is there already and is no socket");
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IOException(path + ": another process listens here");
        } catch (ConnectException _) {
            Files.delete(path);
        }
    }

    /** Stops listening, ends all connections and removes the socket. */
    @Override
    public void close() throws IOException {
        listening.close();
        for (SocketChannel channel : connected) {
            channel.close();
        }
        Files.deleteIfExists(path);
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel channel = listening.accept();
                connected.add(channel);
                if (!listening.isOpen()) {
                    channel.close(); // let in while the server was closed, which may have seen no connection yet
                }
                Thread.ofPlatform().name("bus").daemon().start(() -> serve(channel));
            } catch (IOException e) {
                LOG.debug("Nobody more is let in at {}: {}", path, e.toString());
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            while (true) {
                BusFrames.send(channel, answer(BusFrames.receive(channel)));
            }
        } catch (EOFException | ClosedChannelException e) {
            LOG.debug("A computer left the buses: {}", e.toString());
        } catch (IOException | RuntimeException e) {
            LOG.warn("A computer is cut off from the buses: {}", e.toString());
        } finally {
            connected.remove(channel);
        }
    }

    private byte[] answer(ByteBuffer request) throws IOException {
        byte kind = request.get();
        return switch (kind) {
            case BusFrames.TRANSFER -> transfer(request);
            case BusFrames.READ_PIN -> {
                Level level = lines.in(request.get()).read();
                yield new byte[] {BusFrames.of(level)};
            }
            case BusFrames.DRIVE_PIN -> {
                BusResult result = lines.out(request.get()).drive(request.get() != 0);
                yield new byte[] {BusFrames.of(result)};
            }
            case BusFrames.SOUND -> {
                BusResult result = lines.tone(request.get()).sound(request.getShort() & 0xFFFF);
                yield new byte[] {BusFrames.of(result)};
            }
            default -> throw new IOException("no request has the number " + kind);
        };
    }

    private byte[] transfer(ByteBuffer request) {
        int bus = request.get();
        int address = request.get();
        byte[] in = new byte[request.getShort() & 0xFFFF];
        byte[] out = new byte[request.remaining()];
        request.get(out);
        BusResult result = lines.bus(bus).transfer(address, out, in);
        return ByteBuffer.allocate(1 + in.length)
                .put(BusFrames.of(result))
                .put(in)
                .array();
    }
}
