package org.steadyflow.firmware.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Unix datagram socket that only sends: how a service speaks to its manager, and what Java's own Unix sockets are
 * not. Sending never waits: what the other side has no room for is lost. One thread.
 */
final class NotifySocket implements AutoCloseable {
    /** Longest message, bytes. */
    static final int LIMIT_BYTES = 512;

    static final int AF_UNIX = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_CLOEXEC = 0x8_0000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int PATH_BYTES = 108;
    static final StructLayout SOCKADDR_UN = MemoryLayout.structLayout(
            JAVA_SHORT.withName("sun_family"),
            MemoryLayout.sequenceLayout(PATH_BYTES, JAVA_BYTE).withName("sun_path"));
    private static final long SUN_PATH = SOCKADDR_UN.byteOffset(MemoryLayout.PathElement.groupElement("sun_path"));
    private static final byte ABSTRACT = 0;

    private static final MethodHandle SOCKET =
            Libc.keepingErrno("socket", JAVA_INT, List.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CONNECT =
            Libc.keepingErrno("connect", JAVA_INT, List.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND =
            Libc.keepingErrno("send", JAVA_LONG, List.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = Libc.keepingErrno("close", JAVA_INT, List.of(JAVA_INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(Libc.CALL_STATE);
    private final MemorySegment text = arena.allocate(LIMIT_BYTES);
    private final int descriptor;

    private NotifySocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens a socket to the one of that name.
     *
     * @param name a path, or an abstract name that begins with @
     * @throws IOException where nobody listens there
     */
    static NotifySocket to(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            MemorySegment address = arena.allocate(SOCKADDR_UN);
            int length = write(address, name);
            int socket = Libc.outcome((int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), state);
            require(socket, name);
            require(Libc.outcome((int) CONNECT.invokeExact(state, socket, address, length), state), name);
            return new NotifySocket(socket);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    /** Writes the address of {@code name} and returns its length; an abstract one has no zero at its end. */
    static int write(MemorySegment address, String name) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length < 2 || path.length >= PATH_BYTES || (name.charAt(0) != '/' && name.charAt(0) != '@')) {
            throw new IOException(name + " is no name of a Unix socket");
        }
        boolean isAbstract = name.charAt(0) == '@';
        path[0] = isAbstract ? ABSTRACT : path[0];
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, address, JAVA_BYTE, SUN_PATH, path.length);
        return (int) SUN_PATH + path.length + (isAbstract ? 0 : 1);
    }

    /** Whether the other side has it. */
    boolean send(byte[] message) {
        int length = Math.min(message.length, LIMIT_BYTES);
        MemorySegment.copy(message, 0, text, JAVA_BYTE, 0, length);
        try {
            return (long) SEND.invokeExact(state, descriptor, text, (long) length, MSG_DONTWAIT | MSG_NOSIGNAL)
                    == length;
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int) CLOSE.invokeExact(state, descriptor);
            arena.close();
        } catch (Throwable e) {
            throw Libc.broken(e);
        }
    }

    private static void require(int outcome, String name) throws IOException {
        if (outcome < 0) {
            throw new IOException("nobody listens at " + name + ": " + Libc.words(outcome));
        }
    }
}
