package org.steadyflow.telemetry.link;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.core.JacksonException;

/**
 * Keeps the position in a file that is replaced as a whole: after a power cut it is the old one or the new one. One
 * thread.
 */
final class PositionFile {
    static final String FILE = "link-position";

    private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);
    private static final int LIMIT_BYTES = 4_096;

    private final Path file;
    private final String pump;

    PositionFile(Path stateDir, String pump) {
        this.file = stateDir.resolve(FILE);
        this.pump = pump;
    }

    /**
     * The position kept. A file that cannot be read counts as none: the journal is then sent from its start, which
     * costs only time, and counters of the pharmacy that were used may be used once more, which no message can do harm
     * with.
     *
     * @throws IOException where it is another pump's, or the disk fails
     */
    Position load() throws IOException {
        if (!Files.exists(file)) {
            return Position.start(pump);
        }
        Position kept = parse();
        if (!kept.pump().equals(pump)) {
            throw new IOException(file + ": belongs to pump " + kept.pump() + ", not to " + pump);
        }
        return kept;
    }

    /** Durable when it returns. */
    void store(Position position) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        try (FileChannel channel = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(position));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel parent = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
            parent.force(true);
        }
    }

    private Position parse() throws IOException {
        try {
            if (Files.size(file) <= LIMIT_BYTES) {
                return Json.MAPPER.readValue(Files.readAllBytes(file), Position.class);
            }
        } catch (JacksonException e) {
            LOG.debug("the reason", e);
        }
        LOG.warn("{} is damaged: the whole journal will be sent again", file);
        return Position.start(pump);
    }
}
