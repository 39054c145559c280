package org.steadyflow.simulator.chips;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A pair of pseudo-terminals in raw mode. This is the end that a chip sits at; whoever opens {@link #path()} has a
 * serial port. The other end is kept open here too, so that a port which is closed and opened again finds the same
 * line.
 *
 * <p>{@link #read} from one thread; {@link #write} and {@link #close} from any.
 */
public final class Pty implements AutoCloseable {
    /** More than what a port may send in one write. */
    static final int MOST_BYTES = 4_096;

    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final short POLLIN = 1;
    private static final long POLLFD_BYTES = LibC.POLLFD.byteSize();
    private static final long EVENTS = 4;
    private static final long SEEN = 6;

    private final int near;
    private final int far;
    private final int wake;
    private final Path path;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment polled;
    private final MemorySegment reading;
    private final MemorySegment writing;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closing;
    private boolean readerInside;

    private Pty(int near, int far, int wake, Path path) {
        this.near = near;
        this.far = far;
        this.wake = wake;
        this.path = path;
        this.polled = arena.allocate(2 * POLLFD_BYTES, 8);
        this.reading = arena.allocate(MOST_BYTES);
        this.writing = arena.allocate(MOST_BYTES);
        watch(0, near);
        watch(1, wake);
    }

    private void watch(int place, int fd) {
        polled.set(ValueLayout.JAVA_INT, place * POLLFD_BYTES, fd);
        polled.set(ValueLayout.JAVA_SHORT, place * POLLFD_BYTES + EVENTS, POLLIN);
    }

    /**
     * Makes a new pair.
     *
     * @throws IOException where the system has none left, or none at all
     */
    public static Pty open() throws IOException {
        int near = LibC.openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        try {
            LibC.grantpt(near);
            LibC.unlockpt(near);
            String path = LibC.ptsname(near);
            return raw(near, LibC.open(path, O_RDWR | O_NOCTTY | O_CLOEXEC), Path.of(path));
        } catch (IOException e) {
            LibC.close(near);
            throw e;
        }
    }

    private static Pty raw(int near, int far, Path path) throws IOException {
        try {
            LibC.makeRaw(far);
            return new Pty(near, far, LibC.eventfd(O_CLOEXEC | O_NONBLOCK), path);
        } catch (IOException e) {
            LibC.close(far);
            throw e;
        }
    }

    /** What a serial library opens, for example {@code /dev/pts/3}. */
    public Path path() {
        return path;
    }

    /**
     * Waits for bytes from the port.
     *
     * @return how many are now at the begin of {@code into}; -1 when this end was closed
     */
    public int read(byte[] into) {
        if (!enter()) {
            return -1;
        }
        try {
            return readInside(into);
        } finally {
            leave();
        }
    }

    private int readInside(byte[] into) {
        while (true) {
            LibC.poll(polled, 2);
            boolean woken = polled.get(ValueLayout.JAVA_SHORT, POLLFD_BYTES + SEEN) != 0;
            if (woken) {
                return -1;
            }
            LibC.Outcome outcome = LibC.read(near, reading.asSlice(0, Math.min(into.length, MOST_BYTES)));
            if (outcome.value() > 0) {
                int count = (int) outcome.value();
                MemorySegment.copy(reading, ValueLayout.JAVA_BYTE, 0, into, 0, count);
                return count;
            }
            boolean mayCome = outcome.failed() && (outcome.errno() == LibC.EAGAIN || outcome.errno() == LibC.EINTR);
            if (!mayCome) {
                return -1;
            }
        }
    }

    /** Puts bytes on the line to the port. What does not fit because nobody reads is lost, as on a wire. */
    public void write(byte[] bytes) {
        lock.lock();
        try {
            if (!closing && bytes.length > 0) {
                int count = Math.min(bytes.length, MOST_BYTES);
                MemorySegment.copy(bytes, 0, writing, ValueLayout.JAVA_BYTE, 0, count);
                LibC.write(near, writing.asSlice(0, count));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The line is gone, as when its adapter is pulled out: whoever has the port open reads its end. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            closing = true;
            writing.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, 1);
            LibC.write(wake, writing.asSlice(0, Long.BYTES));
            if (!readerInside) {
                release();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            readerInside = !closing;
            return readerInside;
        } finally {
            lock.unlock();
        }
    }

    /** A reader that was inside while the line was closed switches off the light. */
    private void leave() {
        lock.lock();
        try {
            readerInside = false;
            if (closing) {
                release();
            }
        } finally {
            lock.unlock();
        }
    }

    private void release() {
        LibC.close(far);
        LibC.close(near);
        LibC.close(wake);
        arena.close();
    }
}
