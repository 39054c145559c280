package org.steadyflow.firmware.update;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.core.JacksonException;

/**
 * What a bundle says it is; this is what the vendor signs.
 *
 * @param schema {@link #SCHEMA}
 * @param version of the software in it
 * @param boards names of the boards that it runs on
 * @param files what follows it, in this order
 */
public record Manifest(String schema, String version, List<String> boards, List<Content> files) {
    public static final String SCHEMA = "steadyflow/update/1";

    /** More files than any image is cut into. */
    static final int MOST_FILES = 64;

    /** The whole of a slot. */
    static final long MOST_FILE_BYTES = 8L << 30;

    private static final int MOST_BOARDS = 64;
    private static final Pattern FILE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern BOARD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /**
     * One file.
     *
     * @param name without any folder
     * @param sha256 lower-case hexadecimal
     */
    public record Content(String name, long sizeBytes, String sha256) {
        boolean isGood() {
            return FILE.matcher(name).matches()
                    && sizeBytes >= 0
                    && sizeBytes <= MOST_FILE_BYTES
                    && DIGEST.matcher(sha256).matches();
        }
    }

    public Manifest {
        boards = List.copyOf(boards);
        files = List.copyOf(files);
    }

    /** The manifest in a text; empty where the text is anything else, or says anything that no vendor would. */
    static Optional<Manifest> parse(String json) {
        try {
            return Optional.of(Json.MAPPER.readValue(json, Manifest.class)).filter(Manifest::isGood);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    String text() {
        return Json.MAPPER.writeValueAsString(this);
    }

    /** Of a manifest that {@link #isGood}. */
    ReleaseVersion release() {
        return ReleaseVersion.parse(version).orElseThrow();
    }

    boolean isGood() {
        boolean names = new HashSet<>(files.stream().map(Content::name).toList()).size() == files.size();
        boolean counts =
                !files.isEmpty() && files.size() <= MOST_FILES && !boards.isEmpty() && boards.size() <= MOST_BOARDS;
        return schema.equals(SCHEMA)
                && ReleaseVersion.parse(version).isPresent()
                && boards.stream().allMatch(board -> BOARD.matcher(board).matches())
                && files.stream().allMatch(Content::isGood)
                && names
                && counts;
    }
}
