package org.steadyflow.telemetry.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A disk in memory that can be full, fail, be copied, be cut off its unforced bytes, and be damaged by hand. */
public final class MemoryStorage implements Storage {
    private static final int SECTOR_BYTES = 512;

    private final SortedMap<String, byte[]> seen = new TreeMap<>();
    private final SortedMap<String, byte[]> durable = new TreeMap<>();
    private boolean full;
    private boolean writesFail;
    private boolean forcesFail;
    private int forces;

    public void setFull(boolean full) {
        this.full = full;
    }

    public void failWrites() {
        writesFail = true;
    }

    public void failForces(boolean fail) {
        forcesFail = fail;
    }

    public int forces() {
        return forces;
    }

    /** The same disk after a power cut that lost everything not forced. */
    public MemoryStorage afterPowerCut() {
        MemoryStorage copy = new MemoryStorage();
        durable.forEach((name, bytes) -> copy.put(name, bytes.clone()));
        return copy;
    }

    /** The same disk after a power cut during which each sector that was not forced was written or not. */
    public MemoryStorage afterPowerCut(Random chance) {
        MemoryStorage copy = afterPowerCut();
        for (String name : seen.keySet()) {
            byte[] written = bytes(name);
            byte[] kept = copy.bytes(name).clone();
            for (int sector = 0; sector < written.length; sector += SECTOR_BYTES) {
                if (chance.nextBoolean()) {
                    int length = Math.min(SECTOR_BYTES, written.length - sector);
                    System.arraycopy(written, sector, kept, sector, length);
                }
            }
            copy.put(name, kept);
        }
        return copy;
    }

    public MemoryStorage copy() {
        MemoryStorage copy = new MemoryStorage();
        seen.forEach((name, bytes) -> copy.put(name, bytes.clone()));
        return copy;
    }

    public byte[] bytes(String name) {
        byte[] bytes = seen.get(name);
        if (bytes == null) {
            throw new AssertionError("no file " + name);
        }
        return bytes;
    }

    public void put(String name, byte[] bytes) {
        seen.put(name, bytes);
        durable.put(name, bytes.clone());
    }

    @Override
    public List<String> names() {
        return List.copyOf(seen.keySet());
    }

    @Override
    public StoredFile create(String name, long sizeBytes) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        if (seen.containsKey(name)) {
            throw new IOException(name + " exists");
        }
        put(name, new byte[(int) sizeBytes]);
        return open(name);
    }

    @Override
    public StoredFile open(String name) throws IOException {
        byte[] bytes = seen.get(name);
        if (bytes == null) {
            throw new FileNotFoundException(name);
        }
        return new MemoryFile(name, bytes);
    }

    @Override
    public void delete(String name) {
        seen.remove(name);
        durable.remove(name);
    }

    private final class MemoryFile implements StoredFile {
        private final String name;
        private final byte[] bytes;

        MemoryFile(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int count = Math.clamp(bytes.length - position, 0, target.remaining());
            if (count > 0) {
                target.put(bytes, (int) position, count);
            }
            return count;
        }

        @Override
        public void write(long position, ByteBuffer source) throws IOException {
            if (writesFail) {
                throw new IOException("Input/output error");
            }
            source.get(bytes, (int) position, source.remaining());
        }

        @Override
        public void force() throws IOException {
            forces++;
            if (forcesFail) {
                throw new IOException("Input/output error");
            }
            durable.put(name, bytes.clone());
        }

        @Override
        public void close() {}
    }
}
