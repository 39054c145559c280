package org.steadyflow.firmware.update;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.steadyflow.telemetry.message.Json;
import org.steadyflow.telemetry.message.Signatures;
import org.steadyflow.telemetry.message.SignedMessage;

/**
 * Makes bundles, on the vendor's machine. A bundle is one line, the signed manifest, and after it the bytes of each
 * file that the manifest names, in its order and without anything between or behind.
 */
public final class BundleWriter {
    private BundleWriter() {}

    /**
     * Writes a bundle of these files, each under its own name. The file at {@code to} is whole or not there.
     *
     * @throws IOException where a file cannot be read or written, or the manifest would not be a good one: a sentence
     *     says why
     */
    public static Manifest write(Path to, String version, List<String> boards, List<Path> files, KeyPair vendor)
            throws IOException {
        List<Manifest.Content> contents = new ArrayList<>();
        for (Path file : files) {
            String name = Objects.requireNonNull(file.getFileName(), "a file has a name")
                    .toString();
            contents.add(new Manifest.Content(name, Files.size(file), Digests.ofFile(file)));
        }
        Manifest manifest = new Manifest(Manifest.SCHEMA, version, boards, contents);
        if (!manifest.isGood()) {
            throw new IOException(
                    "no bundle can be made of this: it takes a version like 1.4.0, names of boards without"
                            + " spaces, and 1 to " + Manifest.MOST_FILES
                            + " files with different names of small letters, digits, dots, hyphens and underscores");
        }
        SignedMessage signed = Signatures.sign(manifest.text(), vendor.getPrivate());
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            out.write((Json.MAPPER.writeValueAsString(signed) + "\n").getBytes(StandardCharsets.UTF_8));
            for (Path file : files) {
                Files.copy(file, out);
            }
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        return manifest;
    }
}
