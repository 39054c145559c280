package org.steadyflow.telemetry.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@link Storage} in a directory. A file is made under a passing name and renamed when it is whole.
 *
 * <p>A thread that works here must not be interrupted: Java closes the file under it. On a copy-on-write file system
 * the room taken at creation is no promise for later writes; ext4 and f2fs without compression keep it.
 */
public final class FileStorage implements Storage {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
    private static final String UNFINISHED = ".new";
    private static final int ZEROS_BYTES = 64 * 1024;

    private final Path dir;
    private final OpenOption[] mode;

    private FileStorage(Path dir, OpenOption... mode) {
        this.dir = dir;
        this.mode = mode;
    }

    /** For the one process that writes; makes the directory where it is missing. */
    public static FileStorage at(Path dir) throws IOException {
        Files.createDirectories(dir);
        return new FileStorage(dir, READ, WRITE);
    }

    /** For everybody else; writing, creating and deleting fail. {@link StoredFile#force} still works. */
    public static FileStorage readOnly(Path dir) {
        return new FileStorage(dir, READ);
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(FileStorage::isFinished)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public StoredFile create(String name, long sizeBytes) throws IOException {
        Path file = resolve(name);
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        requireWritable();
        Path unfinished = dir.resolve(name + UNFINISHED);
        try {
            fillWithZeros(unfinished, sizeBytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        forceDirectory();
        return open(name);
    }

    @Override
    public StoredFile open(String name) throws IOException {
        return new ChannelFile(FileChannel.open(resolve(name), mode), mode.length > 1);
    }

    @Override
    public void delete(String name) throws IOException {
        requireWritable();
        Files.delete(resolve(name));
        forceDirectory();
    }

    private static boolean isFinished(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(UNFINISHED);
    }

    private Path resolve(String name) {
        if (!isFinished(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a name for a stored file");
        }
        return dir.resolve(name);
    }

    private void requireWritable() throws IOException {
        if (mode.length == 1) {
            throw new IOException(dir + " was opened for reading only");
        }
    }

    private static void fillWithZeros(Path file, long sizeBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(ZEROS_BYTES);
            long position = 0;
            while (position < sizeBytes) {
                zeros.clear().limit((int) Math.min(ZEROS_BYTES, sizeBytes - position));
                position += channel.write(zeros, position);
            }
            channel.force(true);
        }
    }

    /** The directory is a file of its own: without this a power cut forgets the name. */
    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(dir, READ)) {
            channel.force(true);
        }
    }

    private record ChannelFile(FileChannel channel, boolean isWritable) implements StoredFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            int total = 0;
            while (target.hasRemaining()) {
                int count = channel.read(target, position + total);
                if (count < 0) {
                    return total;
                }
                total += count;
            }
            return total;
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            if (position < 0 || position + bytes.remaining() > channel.size()) {
                throw new IllegalArgumentException("bytes " + position + " to " + (position + bytes.remaining())
                        + " are outside a file of " + channel.size());
            }
            if (!isWritable) {
                throw new IOException("its file can only be read");
            }
            long next = position;
            while (bytes.hasRemaining()) {
                next += channel.write(bytes, next);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
