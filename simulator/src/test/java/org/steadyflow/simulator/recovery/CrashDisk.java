package org.steadyflow.simulator.recovery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/** A disk in memory under a process that can die at any of its writes and forces, and under a supply that can fail. */
final class CrashDisk implements Storage {
    private static final int SECTOR_BYTES = 512;

    private final SortedMap<String, byte[]> seen = new TreeMap<>();
    private final SortedMap<String, byte[]> durable = new TreeMap<>();
    private long operations;
    private long version;
    private long crashAt = Long.MAX_VALUE;
    private boolean full;
    private boolean readOnly;

    /** The process is gone; no code of the pump catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies at the {@code count}th write or force from now, before that one does anything. */
    void crashAfter(long count) {
        crashAt = operations + count;
    }

    void noCrash() {
        crashAt = Long.MAX_VALUE;
    }

    /** No room for any new file, as long as it holds. */
    void setFull(boolean isFull) {
        full = isFull;
    }

    /** As a system makes a card whose writes have failed: what is there can be read, as long as it holds. */
    void setReadOnly(boolean isReadOnly) {
        readOnly = isReadOnly;
    }

    private void requireWritable() throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
    }

    /** Of every sector that was written and not forced, the cut keeps the old or the new. */
    void cutPower(Random random) {
        seen.forEach((name, bytes) -> {
            byte[] kept = durable.getOrDefault(name, new byte[bytes.length]).clone();
            for (int at = 0; at < bytes.length; at += SECTOR_BYTES) {
                if (random.nextBoolean()) {
                    System.arraycopy(bytes, at, kept, at, Math.min(SECTOR_BYTES, bytes.length - at));
                }
            }
            durable.put(name, kept);
        });
        version++;
        seen.clear();
        durable.forEach((name, bytes) -> seen.put(name, bytes.clone()));
    }

    /** What a card holds that was taken out. */
    record Card(SortedMap<String, byte[]> files) {}

    /** Leaves a new card in its place. */
    Card takeCard() {
        Card card = new Card(new TreeMap<>(durable));
        seen.clear();
        durable.clear();
        version++;
        return card;
    }

    /** Puts a card back that was taken out. */
    void putCard(Card card) {
        takeCard();
        card.files().forEach((name, bytes) -> replace(name, bytes.clone()));
    }

    /** The bytes themselves, to be damaged by hand; they count as durable. */
    byte[] bytes(String name) {
        byte[] bytes = seen.get(name);
        if (bytes == null) {
            throw new AssertionError("no file " + name);
        }
        return bytes;
    }

    void replace(String name, byte[] bytes) {
        seen.put(name, bytes);
        durable.put(name, bytes.clone());
        version++;
    }

    /** What would be read after a power cut that lost everything not forced. */
    CrashDisk durableCopy(String name) {
        CrashDisk copy = new CrashDisk();
        byte[] bytes = durable.get(name);
        if (bytes != null) {
            copy.replace(name, bytes.clone());
        }
        return copy;
    }

    @Override
    public List<String> names() {
        return List.copyOf(seen.keySet());
    }

    @Override
    public StoredFile create(String name, long sizeBytes) throws IOException {
        requireWritable();
        if (full) {
            throw new IOException("No space left on device");
        }
        replace(name, new byte[(int) sizeBytes]);
        return open(name);
    }

    @Override
    public StoredFile open(String name) throws IOException {
        byte[] bytes = seen.get(name);
        if (bytes == null) {
            throw new FileNotFoundException(name);
        }
        return new DiskFile(name, bytes);
    }

    @Override
    public void delete(String name) throws IOException {
        requireWritable();
        seen.remove(name);
        durable.remove(name);
    }

    private void operate() {
        if (++operations >= crashAt) {
            throw new Crash();
        }
    }

    /** Grows whenever something durable changes. */
    long version() {
        return version;
    }

    private final class DiskFile implements StoredFile {
        private final String name;
        private final byte[] bytes;

        DiskFile(String name, byte[] bytes) {
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
            requireWritable();
            operate();
            source.get(bytes, (int) position, source.remaining());
        }

        @Override
        public void force() {
            operate();
            durable.put(name, bytes.clone());
            version++;
        }

        @Override
        public void close() {}
    }
}
