package org.steadyflow.firmware.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.library.LibraryReader;
import org.steadyflow.firmware.library.LibraryReading;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Event;

/**
 * The drug library that holds in this pump: kept beside its stores with its signature, looked at again at each start,
 * and replaced only by a newer version, while no prescription is under way. Of the starting thread.
 */
final class ActiveLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveLibrary.class);
    private static final String FILE = "library";
    /** Longer than any library that is read. */
    private static final int LIMIT_BYTES = 4 * 1024 * 1024 + 1;

    private final DataDirectory data;
    private final Admission admission;

    ActiveLibrary(DataDirectory data, Admission admission) {
        this.data = data;
        this.admission = admission;
    }

    /** Where a line is durable when it returns. */
    interface Journal {
        void add(Event event) throws IOException;
    }

    private record Signed(LibraryReading.Accepted read, String signature) {}

    /**
     * The library that holds from now on.
     *
     * @param offered the file of another one; its signature stands beside it
     * @param isUnderWay a prescription was started and is not over: then nothing is replaced
     * @param journal makes durable that another library holds, before it is kept
     * @throws IOException where the offered or the kept one is refused, or a first one cannot be kept: a sentence says
     *     why
     */
    Optional<LibraryReading.Accepted> choose(Optional<Path> offered, boolean isUnderWay, Journal journal)
            throws IOException {
        Optional<Signed> kept = kept();
        Optional<LibraryReading.Accepted> active = kept.map(Signed::read);
        if (offered.isEmpty()) {
            return active;
        }
        Signed next = admitted(offered.get(), active, journal);
        boolean isSame =
                active.isPresent() && active.get().sha256().equals(next.read().sha256());
        if (isSame || isUnderWay) {
            if (!isSame) {
                LOG.warn(
                        "Library {} waits: a prescription is under way. Start again when it is over.",
                        next.read().library());
            }
            return active;
        }
        journal.add(new Event.LibraryActivated(
                next.read().library().toString(),
                next.read().sha256(),
                active.map(before -> before.library().toString()).orElse("")));
        try {
            data.write(FILE, next.read().canonicalText() + "\n" + next.signature());
        } catch (IOException e) {
            return withoutRoom(e, active, journal);
        }
        LOG.info("Library {} is active.", next.read().library());
        return Optional.of(next.read());
    }

    /** A full disk does not end the start of a pump that has a library: that one goes on to hold. */
    private static Optional<LibraryReading.Accepted> withoutRoom(
            IOException e, Optional<LibraryReading.Accepted> active, Journal journal) throws IOException {
        if (active.isEmpty()) {
            throw e;
        }
        String why = "it cannot be kept: " + Sentences.of(e);
        LOG.error("The library before holds: {}", why);
        journal.add(new Event.CommandRefused("activate library", "start", why));
        return active;
    }

    /**
     * The library in a file that may become the active one. Keeps nothing.
     *
     * @throws IOException where it or the kept one is refused: a sentence says why
     */
    LibraryReading.Accepted offered(Path file) throws IOException {
        Signed next = read(file);
        admit(next, kept().map(Signed::read));
        return next.read();
    }

    /** The offered library; a refusal is journalled, and ends the start. */
    private Signed admitted(Path offered, Optional<LibraryReading.Accepted> active, Journal journal)
            throws IOException {
        try {
            Signed next = read(offered);
            admit(next, active);
            return next;
        } catch (IOException e) {
            journal.add(new Event.CommandRefused("activate library", "start", Sentences.of(e)));
            throw e;
        }
    }

    private void admit(Signed library, Optional<LibraryReading.Accepted> active) throws IOException {
        switch (admission.ofLibrary(library.read(), library.signature(), active)) {
            case Admission.Answer.Admitted(String warning) -> {
                if (!warning.isEmpty()) {
                    LOG.warn("{}", warning);
                }
            }
            case Admission.Answer.Refused(String why) -> throw new IOException("the library is refused: " + why);
        }
    }

    private Optional<Signed> kept() throws IOException {
        Optional<String> stored = data.read(FILE, LIMIT_BYTES + DetachedSignature.LIMIT_BYTES);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        int end = stored.get().indexOf('\n');
        String text = end < 0 ? stored.get() : stored.get().substring(0, end);
        String signature = end < 0 ? "" : stored.get().substring(end + 1);
        Signed signed = new Signed(parsed("the kept library", text.getBytes(UTF_8)), signature);
        admit(signed, Optional.empty());
        return Optional.of(signed);
    }

    private static Signed read(Path file) throws IOException {
        Path besides = file.resolveSibling(file.getFileName() + DetachedSignature.FILE_SUFFIX);
        String signature =
                Files.exists(besides) ? new String(bytes(besides, DetachedSignature.LIMIT_BYTES), UTF_8) : "";
        return new Signed(parsed(file.toString(), bytes(file, LIMIT_BYTES)), signature);
    }

    private static byte[] bytes(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no library " + file, e);
        }
    }

    private static LibraryReading.Accepted parsed(String what, byte[] bytes) throws IOException {
        return switch (LibraryReader.read(bytes)) {
            case LibraryReading.Accepted accepted -> accepted;
            case LibraryReading.Refused refused ->
                throw new IOException(what + " cannot be used: "
                        + refused.problems().stream().map(Problem::sentence).collect(Collectors.joining(" ")));
        };
    }
}
