package org.steadyflow.firmware.control;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;

/**
 * The directory in which one pump keeps its stores: {@code journal/} and {@code ledger/}. Held by one process at a
 * time; the lock goes with the process, however it ends.
 */
public final class DataDirectory implements Closeable {
    private static final String LOCK = "lock";

    private final Path dir;
    private final FileChannel lock;

    private DataDirectory(Path dir, FileChannel lock) {
        this.dir = dir;
        this.lock = lock;
    }

    /**
     * Takes the directory, and makes it where it is missing.
     *
     * @throws IOException where it cannot be made or another process holds it: a sentence says which
     */
    public static DataDirectory take(Path dir) throws IOException {
        try {
            Files.createDirectories(dir);
            FileChannel channel = FileChannel.open(dir.resolve(LOCK), CREATE, WRITE);
            if (!isTaken(channel)) {
                channel.close();
                throw new IOException(dir + " is in use: another control process runs on it");
            }
            return new DataDirectory(dir, channel);
        } catch (FileSystemException e) {
            throw new IOException("the data directory cannot be used: " + Sentences.of(e), e);
        }
    }

    /** Where the stores are. */
    public StartUp.Stores stores() throws IOException {
        try {
            return new StartUp.Stores(
                    FileStorage.at(dir.resolve("journal")),
                    FileStorage.at(dir.resolve("ledger")),
                    JournalLimits.DEFAULT);
        } catch (IOException e) {
            throw new IOException("the stores cannot be opened: " + Sentences.of(e), e);
        }
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
