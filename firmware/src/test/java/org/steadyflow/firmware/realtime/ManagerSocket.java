package org.steadyflow.firmware.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A service manager's end of the notify socket: a real datagram socket that is bound and read without waiting. */
public final class ManagerSocket implements AutoCloseable {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int LIMIT_BYTES = 4_096;
    private static final MethodHandle SOCKET = Libc.plain("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = Libc.plain("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = Libc.plain("close", JAVA_INT);
    private static final MethodHandle RECV =
            Libc.keepingErrno("recv", JAVA_LONG, List.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private final int descriptor;

    private ManagerSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    /** @param name a path, or an abstract name that begins with @ */
    public static ManagerSocket at(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(NotifySocket.SOCKADDR_UN);
            int length = NotifySocket.write(address, name);
            int socket = (int) SOCKET.invokeExact(NotifySocket.AF_UNIX, NotifySocket.SOCK_DGRAM, 0);
            int bound = (int) BIND.invokeExact(socket, address, length);
            if (socket < 0 || bound != 0) {
                throw new AssertionError("no datagram socket at " + name);
            }
            return new ManagerSocket(socket);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** All that came since the last call, in order. A local datagram is there as soon as it is sent. */
    public List<String> heard() {
        List<String> heard = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            MemorySegment text = arena.allocate(LIMIT_BYTES);
            long length = (long) RECV.invokeExact(state, descriptor, text, (long) LIMIT_BYTES, MSG_DONTWAIT);
            while (length >= 0) {
                byte[] bytes = text.asSlice(0, length).toArray(JAVA_BYTE);
                heard.add(new String(bytes, StandardCharsets.UTF_8));
                length = (long) RECV.invokeExact(state, descriptor, text, (long) LIMIT_BYTES, MSG_DONTWAIT);
            }
            return heard;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
