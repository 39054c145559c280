package org.steadyflow.simulator.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/**
 * A disk in memory that keeps apart what was written and what was forced, so that a power cut can take back the
 * difference: each write since the last force is kept, lost or torn, in an order drawn from the seed. Handles from
 * before a cut fail from then on, as the process that held them is gone. How long an operation takes is not its
 * business. Any thread.
 */
public final class SimulatedStorage implements Storage {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
    private static final long STORAGE_STREAM = 4;

    private final long capacityBytes;
    private final RandomBits bits;
    private final TreeMap<String, SimulatedFile> files = new TreeMap<>();

    private long usedBytes;
    private int boots;
    private boolean full;
    private boolean writesFail;
    private boolean forcesFail;
    private long forces;

    /**
     * @param capacityBytes room for all files together
     * @param seed decides what a power cut or an error leaves behind
     */
    public SimulatedStorage(long capacityBytes, long seed) {
        this.capacityBytes = capacityBytes;
        this.bits = new RandomBits(seed, STORAGE_STREAM);
    }

    @Override
    public synchronized List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized StoredFile create(String name, long sizeBytes) throws IOException {
        requireName(name);
        if (files.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        if (full || sizeBytes > capacityBytes - usedBytes) {
            throw new IOException("no space left on the simulated disk for " + sizeBytes + " bytes of " + name);
        }
        if (writesFail) {
            throw new IOException("the simulated disk does not write " + name);
        }
        usedBytes += sizeBytes;
        files.put(name, new SimulatedFile(Math.toIntExact(sizeBytes)));
        return open(name);
    }

    @Override
    public synchronized StoredFile open(String name) throws IOException {
        return new Handle(find(name), boots);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        usedBytes -= find(name).size();
        files.remove(name);
    }

    /** Takes back what was not forced. The disk itself is at once usable again, through new handles. */
    public synchronized void cutPower() {
        boots++;
        files.values().forEach(file -> file.losePower(bits));
    }

    /** No room for a new file while this is so; files that exist can be written. */
    public synchronized void setFull(boolean present) {
        full = present;
    }

    /** Writes and creations throw while this is so; a write may have left any part of its bytes. */
    public synchronized void failWrites(boolean present) {
        writesFail = present;
    }

    /** Forces throw while this is so. What was unforced then is durable or not, and no later force says which. */
    public synchronized void failForces(boolean present) {
        forcesFail = present;
    }

    /** Flips bits of one durable byte, as a worn cell does. */
    public synchronized void flip(String name, int position, int mask) throws IOException {
        find(name).flip(position, mask);
    }

    /** How often something was made durable. */
    public synchronized long forces() {
        return forces;
    }

    private SimulatedFile find(String name) throws IOException {
        requireName(name);
        SimulatedFile file = files.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is not a name for a stored file");
        }
    }

    private final class Handle implements StoredFile {
        private final SimulatedFile file;
        private final int boot;
        private boolean closed;

        Handle(SimulatedFile file, int boot) {
            this.file = file;
            this.boot = boot;
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedStorage.this) {
                requireAlive();
                return file.size();
            }
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            synchronized (SimulatedStorage.this) {
                requireAlive();
                return file.read(position, target);
            }
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            synchronized (SimulatedStorage.this) {
                requireAlive();
                if (writesFail) {
                    file.writePart(position, bytes, bits);
                    throw new IOException("the simulated disk does not write");
                }
                file.write(position, bytes);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedStorage.this) {
                requireAlive();
                if (forcesFail) {
                    file.forceFailed(bits);
                    throw new IOException("the simulated disk does not force");
                }
                file.force();
                forces++;
            }
        }

        private void requireAlive() throws IOException {
            if (closed) {
                throw new IOException("the file was closed");
            }
            if (boot != boots) {
                throw new IOException("the power was cut while the file was open");
            }
        }

        @Override
        public void close() {
            synchronized (SimulatedStorage.this) {
                closed = true;
            }
        }
    }
}
