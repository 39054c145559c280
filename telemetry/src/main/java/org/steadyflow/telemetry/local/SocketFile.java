package org.steadyflow.telemetry.local;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * The file of a listening socket. It appears at its path only once nobody may connect but its owner and, in a folder
 * that hands its group on (set-group-id), that group. It replaces one that a dead process left behind, never one that
 * is being served.
 */
final class SocketFile {
    /** What Linux allows in a socket's address, less the end mark. */
    private static final int LIMIT_PATH_BYTES = 107;

    private static final int SET_GROUP_ID = 02000;

    private static final String UNFINISHED = ".new";

    private final Path path;
    private final ServerSocketChannel channel;
    private final Object key;

    private SocketFile(Path path, ServerSocketChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.key = keyOf(path);
    }

    static SocketFile listen(Path path) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + UNFINISHED);
        if (unfinished.toString().getBytes(StandardCharsets.UTF_8).length > LIMIT_PATH_BYTES) {
            throw new IOException(path + ": too long for a socket, by Linux's limit of " + LIMIT_PATH_BYTES + " bytes ("
                    + UNFINISHED.length() + " of them are needed here)");
        }
        requireUnserved(path);
        Files.deleteIfExists(unfinished);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(unfinished));
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissionsIn(path)));
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new SocketFile(path, channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException(path + ": cannot listen here (" + e.getMessage() + ")", e);
        }
    }

    SocketChannel accept() throws IOException {
        return channel.accept();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Stops listening and removes the file, if nobody has put another one there since. */
    void close() throws IOException {
        channel.close();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && keyOf(path).equals(key)) {
            Files.deleteIfExists(path);
        }
    }

    /** Whoever sets that bit on a folder has made it for a group; without it a group is an accident of the user's. */
    private static String permissionsIn(Path path) throws IOException {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a socket is in a folder");
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        return (mode & SET_GROUP_ID) == 0 ? "rw-------" : "rw-rw----";
    }

    private static void requireUnserved(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!attributes(path).isOther()) {
            throw new IOException(path + ": is there already and is no socket");
        }
        if (isServed(path)) {
            throw new IOException(path + ": another process listens here");
        }
    }

    private static boolean isServed(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    private static Object keyOf(Path path) throws IOException {
        return Objects.requireNonNull(attributes(path).fileKey(), "Linux gives every file a key");
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
