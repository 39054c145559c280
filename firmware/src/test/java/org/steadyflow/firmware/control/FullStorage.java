package org.steadyflow.firmware.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.steadyflow.telemetry.journal.Storage;
import org.steadyflow.telemetry.journal.StoredFile;

/** A storage that can have no room for another file, and whose forces can fail or take as long as somebody wants. */
final class FullStorage implements Storage {
    private final Storage inner;
    private boolean full;
    private boolean broken;
    private volatile CountDownLatch stall = new CountDownLatch(0);

    FullStorage(Storage inner) {
        this.inner = inner;
    }

    void setFull(boolean isFull) {
        full = isFull;
    }

    /** No force ends before this is counted down. */
    void stallUntil(CountDownLatch end) {
        stall = end;
    }

    void setBroken(boolean isBroken) {
        broken = isBroken;
    }

    @Override
    public List<String> names() throws IOException {
        return inner.names();
    }

    @Override
    public StoredFile create(String name, long sizeBytes) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        return new Forced(inner.create(name, sizeBytes));
    }

    @Override
    public StoredFile open(String name) throws IOException {
        return new Forced(inner.open(name));
    }

    @Override
    public void delete(String name) throws IOException {
        inner.delete(name);
    }

    private final class Forced implements StoredFile {
        private final StoredFile file;

        Forced(StoredFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return file.read(position, target);
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            file.write(position, bytes);
        }

        @Override
        public void force() throws IOException {
            if (broken) {
                throw new IOException("Input/output error");
            }
            awaitEndOfStall();
            file.force();
        }

        private void awaitEndOfStall() throws IOException {
            try {
                stall.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
