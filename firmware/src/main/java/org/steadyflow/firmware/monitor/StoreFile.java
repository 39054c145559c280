package org.steadyflow.firmware.monitor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The image in a file that is replaced whole: written beside it, forced, renamed, its directory forced, and read back.
 * On a thread of its own. What cannot be written is tried again each second until a newer image overtakes it.
 */
final class StoreFile implements MonitorStore, Closeable {
    private static final long LOOK_NS = 50_000_000L;
    private static final long AGAIN_NS = 1_000_000_000L;
    /** A disk that takes longer for one image keeps nothing in time. */
    private static final long SLOW_NS = 5_000_000_000L;

    private static final long CLOSE_MS = 2_000;
    private static final int LARGEST_BYTES = 4_096;
    private static final byte[] UNREADABLE = new byte[0];

    private final Path file;
    private final Path directory;
    private final AtomicReference<Optional<Waiting>> waiting = new AtomicReference<>(Optional.empty());
    private final Thread writer;
    private volatile boolean open = true;
    private volatile boolean failed;
    /** Since when the image that is written has been; 0 for none. */
    private volatile long writingSinceNs;

    private volatile long durable;
    private long numbers;

    /** An image on its way. */
    private record Waiting(long number, Image image) {}

    /** Bytes that nobody changes. */
    private record Image(ByteBuffer bytes) {}

    StoreFile(Path file) {
        this.file = file;
        this.directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
        this.writer = Thread.ofPlatform().daemon().name("monitor-store").start(this::run);
    }

    @Override
    public Optional<byte[]> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return Optional.of(Files.size(file) <= LARGEST_BYTES ? Files.readAllBytes(file) : UNREADABLE);
        } catch (IOException _) {
            return Optional.of(UNREADABLE);
        }
    }

    @Override
    public long keep(byte[] image) {
        numbers++;
        waiting.set(Optional.of(
                new Waiting(numbers, new Image(ByteBuffer.wrap(image.clone()).asReadOnlyBuffer()))));
        LockSupport.unpark(writer);
        return numbers;
    }

    @Override
    public long durable() {
        return durable;
    }

    @Override
    public boolean fails() {
        long since = writingSinceNs;
        return failed || (since != 0 && System.nanoTime() - since > SLOW_NS);
    }

    private void run() {
        while (open || waiting.get().isPresent()) {
            Optional<Waiting> next = waiting.getAndSet(Optional.empty());
            if (next.isPresent()) {
                write(next.get());
            } else {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
    }

    private void write(Waiting next) {
        writingSinceNs = System.nanoTime();
        try {
            replace(next.image().bytes().duplicate());
            durable = next.number();
            failed = false;
        } catch (IOException _) {
            failed = true;
            if (open) {
                LockSupport.parkNanos(AGAIN_NS);
                waiting.compareAndSet(Optional.empty(), Optional.of(next));
            }
        }
        writingSinceNs = 0;
    }

    private void replace(ByteBuffer image) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (image.hasRemaining()) {
                out.write(image);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel renamed = FileChannel.open(directory, StandardOpenOption.READ)) {
            renamed.force(true);
        }
        byte[] given = new byte[image.limit()];
        image.rewind().get(given);
        if (!Arrays.equals(given, Files.readAllBytes(file))) {
            throw new IOException(file + ": is not what was written");
        }
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(writer);
        try {
            writer.join(CLOSE_MS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
