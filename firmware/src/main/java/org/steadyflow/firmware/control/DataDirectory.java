package org.steadyflow.firmware.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.selftest.Configuration;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.journal.JournalReader;
import org.steadyflow.telemetry.message.Signatures;

/**
 * The directory in which one pump keeps its stores, {@code journal/} and {@code ledger/}, and the mechanism whose
 * microsteps they count. Held by one process at a time; the lock goes with the process, however it ends.
 */
public final class DataDirectory implements Closeable, Configuration.Kept {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final String LOCK = "lock";
    private static final String MECHANISM = "mechanism";
    private static final String JOURNAL = "journal";
    private static final String PHARMACIST_KEY = "pharmacist.pub";
    /** More than any mechanism's label and its end of line. */
    private static final int LABEL_BYTES = 64;

    private final Path dir;
    private final Closeable lock;
    private final boolean isToRead;

    private DataDirectory(Path dir, Closeable lock, boolean isToRead) {
        this.dir = dir;
        this.lock = lock;
        this.isToRead = isToRead;
    }

    /**
     * Takes the directory, and makes it where it is missing.
     *
     * @throws IOException where it cannot be made or another process holds it: a sentence says which
     */
    public static DataDirectory take(Path dir) throws IOException {
        try {
            return taken(dir);
        } catch (FileSystemException e) {
            throw unusable(e);
        }
    }

    /** To read in only, whoever holds it. */
    static DataDirectory look(Path dir) {
        return new DataDirectory(dir, () -> {}, true);
    }

    /**
     * The same, and where the directory is there and its disk takes nothing, what can be read of it: nothing is kept in
     * it then.
     *
     * @throws IOException where it is not there or another process holds it: a sentence says which
     */
    public static DataDirectory takeOrRead(Path dir) throws IOException {
        try {
            return taken(dir);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(dir)) {
                throw unusable(e);
            }
            LOG.error("The data directory can only be read: {}", Sentences.of(e));
            return new DataDirectory(dir, lockToRead(dir), true);
        }
    }

    private static IOException unusable(FileSystemException e) {
        return new IOException("the data directory cannot be used: " + Sentences.of(e), e);
    }

    private static DataDirectory taken(Path dir) throws IOException {
        Files.createDirectories(dir);
        FileChannel channel = FileChannel.open(dir.resolve(LOCK), CREATE, WRITE);
        if (!isTaken(channel, false)) {
            channel.close();
            throw inUse(dir);
        }
        return new DataDirectory(dir, channel, false);
    }

    /** One that keeps out who writes; where the file to lock cannot be opened there is none. */
    private static Closeable lockToRead(Path dir) throws IOException {
        Closeable lock = () -> {};
        try {
            FileChannel channel = FileChannel.open(dir.resolve(LOCK), READ);
            lock = channel;
            if (isTaken(channel, true)) {
                return lock;
            }
        } catch (IOException e) {
            LOG.warn("Nothing keeps another control process out: {}", Sentences.of(e));
            return lock;
        }
        lock.close();
        throw inUse(dir);
    }

    private static IOException inUse(Path dir) {
        return new IOException(dir + " is in use: another control process runs on it");
    }

    /** Whether its disk takes bytes, as far as the system knows. */
    boolean canWrite() {
        return !isToRead && Files.isWritable(dir);
    }

    /**
     * The mechanism that this pump's stores count by, kept here from the first start on. Stores without one were begun
     * with the cassette. What the settings, the board's file and the stores say must be one and the same: each
     * microstep of a cassette moves a hundredth of what a large syringe's does.
     *
     * @param asked what the settings say that the pump is built with; empty where they do not
     * @param onBoard what the board's file says; empty where there is no board
     * @throws IOException where two of them differ, or it cannot be read or kept: a sentence says which
     */
    public Mechanism keepMechanism(Optional<Mechanism> asked, Optional<Mechanism> onBoard) throws IOException {
        Optional<Mechanism> known = mechanism(asked, onBoard);
        Mechanism first = known.orElse(PumpSetup.CASSETTE);
        boolean isKept = known.isPresent() && Files.exists(dir.resolve(MECHANISM));
        if (isKept || isToRead) {
            return first;
        }
        try {
            write(MECHANISM, first.label() + "\n");
        } catch (FileSystemException e) {
            throw new IOException("the pump's mechanism cannot be kept: " + Sentences.of(e), e);
        }
        return first;
    }

    /**
     * The mechanism that this pump would start with, and nothing is kept; empty where nobody said.
     *
     * @throws IOException as {@link #keepMechanism}
     */
    Optional<Mechanism> mechanism(Optional<Mechanism> asked, Optional<Mechanism> onBoard) throws IOException {
        Optional<Mechanism> told = agreed(asked, onBoard);
        Optional<Mechanism> kept = keptMechanism();
        if (told.isPresent() && kept.isPresent() && !told.equals(kept)) {
            throw new IOException(dir + " belongs to a pump with the mechanism "
                    + kept.get().label()
                    + ": its ledger counts that one's microsteps; start it so, or take another directory for "
                    + told.get().label() + (asked.isPresent() ? "" : ", which the board file names"));
        }
        return kept.or(() -> told);
    }

    /**
     * What settings and board file both say, as far as they say it.
     *
     * @throws IOException where they differ: a sentence names both
     */
    private static Optional<Mechanism> agreed(Optional<Mechanism> asked, Optional<Mechanism> onBoard)
            throws IOException {
        if (asked.isPresent() && onBoard.isPresent() && !asked.equals(onBoard)) {
            throw new IOException(
                    "the pump is set to the mechanism " + asked.get().label() + " and its board file names "
                            + onBoard.get().label() + ": correct the one that is wrong");
        }
        return asked.or(() -> onBoard);
    }

    private Optional<Mechanism> keptMechanism() throws IOException {
        Path file = dir.resolve(MECHANISM);
        if (!Files.exists(file)) {
            return journalIsBegun() ? Optional.of(PumpSetup.CASSETTE) : Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LABEL_BYTES);
        } catch (FileSystemException e) {
            throw new IOException("the pump's mechanism cannot be read: " + Sentences.of(e), e);
        }
        String label = new String(bytes, UTF_8).strip();
        return Optional.of(Mechanism.labelled(label)
                .orElseThrow(() -> new IOException(file + " names no mechanism that this firmware knows")));
    }

    /** An installer makes the folder, so the folder alone says nothing. */
    private boolean journalIsBegun() throws IOException {
        Path journal = dir.resolve(JOURNAL);
        return Files.exists(journal) && JournalReader.isBegun(FileStorage.readOnly(journal));
    }

    /**
     * The public key that this pump trusts, kept here from the first start on that names one.
     *
     * @param asked file of the key; empty where nobody said
     * @throws IOException where that is another key than the kept one, or it cannot be read or kept: a sentence says
     *     which
     */
    Optional<PublicKey> keepPharmacistKey(Optional<Path> asked) throws IOException {
        Optional<PublicKey> trusted = pharmacistKey(asked);
        if (trusted.isPresent() && !isToRead && !Files.exists(pharmacistKey())) {
            Signatures.writePublic(pharmacistKey(), trusted.get());
        }
        return trusted;
    }

    /**
     * The key that this pump would start with, and nothing is kept.
     *
     * @throws IOException as {@link #keepPharmacistKey}
     */
    Optional<PublicKey> pharmacistKey(Optional<Path> asked) throws IOException {
        Path file = pharmacistKey();
        Optional<PublicKey> kept = Files.exists(file) ? Optional.of(Signatures.readPublic(file)) : Optional.empty();
        if (asked.isEmpty()) {
            return kept;
        }
        PublicKey offered = Signatures.readPublic(asked.get());
        if (kept.isPresent() && !kept.get().equals(offered)) {
            throw new IOException(dir + " belongs to a pump that trusts the key "
                    + Signatures.keyId(kept.get()) + ", and " + asked.get() + " is the key "
                    + Signatures.keyId(offered) + ": a pump changes its pharmacy with a new data directory");
        }
        return Optional.of(offered);
    }

    /** The text of a file of this directory; empty where there is none. What is longer than the limit is cut. */
    @Override
    public Optional<String> read(String name, int limitBytes) throws IOException {
        Path file = dir.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(limitBytes), UTF_8));
        }
    }

    /**
     * Removes a file of this directory for good; nothing where there is none.
     *
     * @throws IOException where it may still be there after a power cut
     */
    void delete(String name) throws IOException {
        if (Files.deleteIfExists(dir.resolve(name))) {
            forceNames();
        }
    }

    /** Whole or not at all: half a label after a power cut would keep the pump from starting. */
    @Override
    public void write(String name, String text) throws IOException {
        Path part = dir.resolve(name + ".part");
        try (FileChannel out = FileChannel.open(part, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(part, dir.resolve(name), ATOMIC_MOVE);
        forceNames();
    }

    private void forceNames() throws IOException {
        try (FileChannel folder = FileChannel.open(dir, READ)) {
            folder.force(true);
        }
    }

    @Override
    public Path pathOf(String name) {
        return dir.resolve(name);
    }

    /** Where the pharmacist's key is, once one is kept. */
    public Path pharmacistKey() {
        return dir.resolve(PHARMACIST_KEY);
    }

    /** Where the stores are. */
    public StartUp.Stores stores() throws IOException {
        try {
            return new StartUp.Stores(storage(JOURNAL), storage("ledger"), JournalLimits.DEFAULT);
        } catch (IOException e) {
            throw new IOException("the stores cannot be opened: " + Sentences.of(e), e);
        }
    }

    private FileStorage storage(String name) throws IOException {
        return isToRead ? FileStorage.readOnly(dir.resolve(name)) : FileStorage.at(dir.resolve(name));
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean isTaken(FileChannel channel, boolean shared) throws IOException {
        try {
            @Nullable FileLock held = channel.tryLock(0, Long.MAX_VALUE, shared);
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
