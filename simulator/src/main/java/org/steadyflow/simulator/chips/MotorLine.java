package org.steadyflow.simulator.chips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The serial adapter of the motor's driver: a pseudo-terminal, and a thread that hands its bytes to the chip and the
 * chip's to it. A link with a fixed name leads to it, as udev makes one; it can be pulled out and put back. Any thread.
 */
public final class MotorLine implements AutoCloseable {
    /** A chip listens anew after 63 bit times; a host that hands bytes over late must not look like that. */
    private static final long IDLE_NS = 2_000_000L;

    /** A byte that is behind the others: some byte times at 500 kbaud, so that nobody sees it with them. */
    private static final long LATE_NS = 100_000L;

    private final Path link;
    private final SharedWorld world;
    private final Tmc5160Uart uart;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Pty> pty = Optional.empty();

    private MotorLine(Path link, SharedWorld world, Tmc5160Uart uart) {
        this.link = link;
        this.world = world;
        this.uart = uart;
    }

    /**
     * Makes the line and plugs it in.
     *
     * @param link is made here; what stood at this path is replaced if it was a link
     * @throws IOException where there is no pseudo-terminal to be had, or something that is no link is in the way
     */
    public static MotorLine open(Path link, SharedWorld world, Tmc5160Uart uart) throws IOException {
        MotorLine line = new MotorLine(link, world, uart);
        line.plugIn();
        return line;
    }

    /** What a serial library opens; leads nowhere while the adapter is pulled out. */
    public Path path() {
        return link;
    }

    /** Puts the adapter back: a new device behind the same link. Nothing happens where it is plugged in. */
    public void plugIn() throws IOException {
        lock.lock();
        try {
            if (pty.isEmpty()) {
                Pty opened = Pty.open();
                pty = Optional.of(opened);
                relink(opened.path());
                Thread.ofPlatform().name("motor-line").daemon().start(() -> carry(opened));
            }
        } finally {
            lock.unlock();
        }
    }

    private void relink(Path target) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            throw new IOException(link + " is in the way");
        }
        Path fresh = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, target);
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Pulls the adapter out: whoever has the port open reads its end, and the link is gone. */
    public void unplug() throws IOException {
        lock.lock();
        try {
            pty.ifPresent(Pty::close);
            pty = Optional.empty();
            Files.deleteIfExists(link);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        unplug();
    }

    private void carry(Pty line) {
        byte[] buffer = new byte[Pty.MOST_BYTES];
        long lastNs = System.nanoTime();
        for (int count = line.read(buffer); count >= 0; count = line.read(buffer)) {
            long nowNs = System.nanoTime();
            boolean wasIdle = nowNs - lastNs > IDLE_NS;
            byte[] sent = Arrays.copyOf(buffer, count);
            // the answer goes out after the world is given back, and the echo only after the chip has obeyed
            byte[] back = world.with(_ -> answer(sent, wasIdle));
            int late = Tmc5160Uart.lateBytes(sent, back);
            line.write(Arrays.copyOf(back, back.length - late));
            if (late > 0) {
                LockSupport.parkNanos(LATE_NS);
                line.write(Arrays.copyOfRange(back, back.length - late, back.length));
            }
            lastNs = System.nanoTime();
        }
    }

    private byte[] answer(byte[] sent, boolean wasIdle) {
        if (wasIdle) {
            uart.idle();
        }
        return uart.exchange(sent);
    }
}
