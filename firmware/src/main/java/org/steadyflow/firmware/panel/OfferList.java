package org.steadyflow.firmware.panel;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.telemetry.message.DetachedSignature;
import org.steadyflow.telemetry.message.Json;

/** The prescriptions that the page offers, looked up each time that it asks: somebody brings one while it is open. */
final class OfferList {
    /** What an envelope for the monitor is named after the prescription that it is for. */
    static final String ENVELOPE = ".envelope";

    private static final String PRESCRIPTION = ".json";
    /** A folder with more is somebody's archive; only so many of its files are looked at. */
    private static final int LIMIT_FILES = 1_000;

    private final Offering offering;

    OfferList(Offering offering) {
        this.offering = offering;
    }

    /**
     * A prescription that the page offers.
     *
     * @param signed whether its signature stands beside it, as a file of its name and a suffix
     * @param trouble why it cannot be taken, as a sentence; empty where nothing is known against it
     */
    record Offer(String name, boolean signed, boolean enveloped, String trouble) {}

    /**
     * What the page shows.
     *
     * @param note what is wrong with, or left out of, the whole; empty for nothing
     */
    record Listing(List<Offer> offers, String note) {}

    private record Found(List<Path> files, String note) {}

    private record Dated(Path file, FileTime changed) {}

    /** Answers with what there is now. */
    void serve(HttpExchange exchange) throws IOException {
        Found found = find();
        Listing listing =
                new Listing(found.files().stream().map(OfferList::offer).toList(), found.note());
        Responses.send(exchange, 200, "application/json", Json.MAPPER.writeValueAsBytes(listing));
    }

    /** Answers with a file that is offered, with its signature or with its envelope. */
    void serve(HttpExchange exchange, String name) throws IOException {
        Optional<Path> file = find().files().stream()
                .filter(offered -> name.equals(nameOf(offered))
                        || name.equals(nameOf(signatureOf(offered)))
                        || name.equals(nameOf(envelopeOf(offered))))
                .findFirst()
                .map(offered -> offered.resolveSibling(name));
        if (file.isPresent()) {
            send(exchange, file.get());
        } else {
            Responses.sentence(exchange, 404, "This panel offers no file " + name + ".");
        }
    }

    private static void send(HttpExchange exchange, Path file) throws IOException {
        byte[] body;
        try (InputStream in = Files.newInputStream(file)) {
            body = in.readNBytes(RequestDesk.BODY_BYTES);
        } catch (IOException e) {
            Responses.sentence(exchange, 404, unreadable(file));
            return;
        }
        Responses.send(exchange, 200, "application/json", body);
    }

    private Found find() {
        return switch (offering) {
            case Offering.Files(List<Path> files) -> new Found(files, "");
            case Offering.Folder(Path folder) -> newest(folder);
        };
    }

    private static Found newest(Path folder) {
        List<Dated> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + PRESCRIPTION)) {
            for (Path file : files) {
                if (all.size() == LIMIT_FILES) {
                    break;
                }
                all.add(new Dated(file, changed(file)));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new Found(List.of(), "");
        } catch (IOException e) {
            return new Found(List.of(), "The folder of prescriptions cannot be read: " + folder + ".");
        }
        all.sort(Comparator.comparing(Dated::changed).reversed().thenComparing(Dated::file));
        String note = all.size() > Offering.MOST
                ? "The newest " + Offering.MOST + " of " + all.size() + " prescriptions. Take away what is over."
                : "";
        return new Found(all.stream().map(Dated::file).limit(Offering.MOST).toList(), note);
    }

    /** A file that was taken away meanwhile is the oldest. */
    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static Offer offer(Path file) {
        Path signature = signatureOf(file);
        Path envelope = envelopeOf(file);
        boolean isSigned = Files.exists(signature);
        boolean isEnveloped = Files.exists(envelope);
        String trouble = Stream.of(file, signature, envelope)
                .filter(part -> part.equals(file) || Files.exists(part))
                .filter(part -> !isReadable(part))
                .findFirst()
                .map(OfferList::unreadable)
                .orElse("");
        return new Offer(nameOf(file), isSigned, isEnveloped, trouble);
    }

    private static boolean isReadable(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }

    private static String unreadable(Path file) {
        return Files.exists(file)
                ? "The panel may not read " + nameOf(file) + ": make it readable for everybody (chmod 0644)."
                : nameOf(file) + " is not there any more.";
    }

    private static Path signatureOf(Path file) {
        return file.resolveSibling(nameOf(file) + DetachedSignature.FILE_SUFFIX);
    }

    private static Path envelopeOf(Path file) {
        return file.resolveSibling(nameOf(file) + ENVELOPE);
    }

    private static String nameOf(Path file) {
        return Objects.requireNonNull(file.getFileName(), "an offer is a file").toString();
    }
}
