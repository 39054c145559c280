package org.steadyflow.firmware.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The image in a file that is replaced whole, forced and then renamed, on a thread of its own. */
final class StoreFile implements MonitorStore, Closeable {
    private static final long LOOK_NS = 50_000_000L;
    private static final long CLOSE_MS = 2_000;
    private static final int LARGEST_BYTES = 4_096;

    private final Path file;
    private final AtomicReference<Optional<byte[]>> waiting = new AtomicReference<>(Optional.empty());
    private final Thread writer;
    private volatile boolean open = true;

    StoreFile(Path file) {
        this.file = file;
        this.writer = Thread.ofPlatform().daemon().name("monitor-store").start(this::run);
    }

    @Override
    public Optional<byte[]> read() {
        try {
            boolean isOne = Files.exists(file) && Files.size(file) <= LARGEST_BYTES;
            return isOne ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(byte[] image) {
        waiting.set(Optional.of(image));
    }

    private void run() {
        while (open || waiting.get().isPresent()) {
            Optional<byte[]> next = waiting.getAndSet(Optional.empty());
            if (next.isPresent()) {
                write(next.get());
            } else {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
    }

    /** What cannot be written is tried again with the next image. */
    private void write(byte[] image) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(image);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            // An older image stays: it counts less, and the angle makes up for nine tenths of a turn of it.
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            writer.join(CLOSE_MS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
