package org.steadyflow.telemetry.journal;

import java.io.IOException;
import java.util.List;

/**
 * A flat place for files of fixed size that survive a power cut: a directory, or a simulated disk.
 *
 * <p>What is durable when: after {@link #create} returns, the file's name, its size and its zeros are. After
 * {@link #delete} returns, the name is gone for good. Bytes written are durable only once {@link StoredFile#force} has
 * returned; before that a power cut may keep any of them, in any order.
 *
 * <p>Names are 1 to 64 lower-case letters, digits, dots and hyphens, and begin with a letter. Any thread; two threads
 * do not create or delete the same name.
 */
public interface Storage {
    /** The names of all files, sorted. A file whose creation did not finish is not among them. */
    List<String> names() throws IOException;

    /**
     * Makes a file of {@code sizeBytes} zeros that really takes up its room, so that a full disk is met here and not at
     * a later write.
     *
     * @throws IOException where the name exists or there is no room; then no file of this name was made
     */
    StoredFile create(String name, long sizeBytes) throws IOException;

    /** Opens what {@link #create} made earlier. */
    StoredFile open(String name) throws IOException;

    /** Removes a file. Whoever has it open may go on reading it. */
    void delete(String name) throws IOException;
}
