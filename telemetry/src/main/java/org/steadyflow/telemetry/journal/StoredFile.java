package org.steadyflow.telemetry.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open file of a {@link Storage}. Its size never changes. One thread at a time; several may have the same file
 * open, and what one has written the others read, durable or not.
 */
public interface StoredFile extends Closeable {
    long size() throws IOException;

    /** Reads from {@code position} until {@code target} is full or the file ends; returns the number of bytes read. */
    int read(long position, ByteBuffer target) throws IOException;

    /**
     * Writes all of {@code bytes} inside the file's size. Not durable yet. After an exception the bytes in the range
     * are unknown.
     */
    void write(long position, ByteBuffer bytes) throws IOException;

    /**
     * Makes everything durable that was written to this file, through whichever handle. After an exception it is
     * unknown which of the bytes since the last success are durable, and a later success says nothing about them.
     */
    void force() throws IOException;

    /** Lets go of the file. Forces nothing. */
    @Override
    void close() throws IOException;
}
