package org.steadyflow.firmware.update;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.SignedMessage;
import tools.jackson.core.JacksonException;

/** Whether a bundle may be installed on this pump. Reads it once from end to end and holds little of it. */
public final class BundleCheck {
    /** The first line of a bundle; a longer one is none. */
    static final int MOST_LINE_BYTES = 64 * 1024;

    private final PublicKey vendor;
    private final ReleaseVersion installed;
    private final String board;

    /**
     * @param vendor whose bundles are believed
     * @param installed what runs here now
     * @param board the name of this pump's board
     */
    public BundleCheck(PublicKey vendor, ReleaseVersion installed, String board) {
        this.vendor = vendor;
        this.installed = installed;
        this.board = board;
    }

    /** What a check found. */
    public sealed interface Answer {
        /** It may be installed. */
        record Good(Manifest manifest) implements Answer {}

        /** @param reasons a sentence for each thing that stands against it */
        record Refused(List<String> reasons) implements Answer {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /**
     * Checks a bundle: whole, signed by the vendor, newer than what is installed, made for this board.
     *
     * @throws IOException where the file cannot be read
     */
    public Answer check(Path bundle) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle))) {
            Optional<Manifest> manifest = signedManifest(in);
            return manifest.isEmpty()
                    ? new Answer.Refused(List.of("It is no bundle that the vendor whom this pump trusts has signed."))
                    : check(manifest.get(), in);
        }
    }

    /** Only this decides whether anything of the file is believed. */
    private Optional<Manifest> signedManifest(InputStream in) throws IOException {
        return firstLine(in)
                .flatMap(BundleCheck::message)
                .filter(message -> Signatures.verify(message, vendor))
                .flatMap(message -> Manifest.parse(message.body()));
    }

    private static Optional<String> firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.size() < MOST_LINE_BYTES) {
            line.write(next);
            next = in.read();
        }
        if (next != '\n') {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** One text for one message: another spelling of the same JSON or base64 is a changed file. */
    private static Optional<SignedMessage> message(String line) {
        try {
            SignedMessage message = Json.MAPPER.readValue(line, SignedMessage.class);
            Base64.Decoder decoder = Base64.getDecoder();
            String signature = Base64.getEncoder().encodeToString(decoder.decode(message.signature()));
            SignedMessage usual = new SignedMessage(message.body(), signature);
            return Optional.of(usual)
                    .filter(read -> Json.MAPPER.writeValueAsString(read).equals(line));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Answer check(Manifest manifest, InputStream in) throws IOException {
        List<String> reasons = new ArrayList<>();
        int order = manifest.release().compareTo(installed);
        if (order < 0) {
            reasons.add("Its version " + manifest.version() + " is older than " + installed + ", which runs here.");
        } else if (order == 0) {
            reasons.add("Its version " + manifest.version() + " runs here already.");
        }
        if (!manifest.boards().contains(board)) {
            reasons.add(
                    "It is made for " + String.join(", ", manifest.boards()) + ", and this board is " + board + ".");
        }
        for (Manifest.Content file : manifest.files()) {
            if (!Digests.ofNext(in, file.sizeBytes()).equals(file.sha256())) {
                reasons.add("Its file " + file.name() + " is not the one that was signed.");
            }
        }
        if (in.read() >= 0) {
            reasons.add("There is more in it than was signed.");
        }
        return reasons.isEmpty() ? new Answer.Good(manifest) : new Answer.Refused(reasons);
    }
}
