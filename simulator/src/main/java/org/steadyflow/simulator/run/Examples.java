package org.steadyflow.simulator.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The files of docs/examples, which go with the program. */
public final class Examples {
    private Examples() {}

    /**
     * A file's bytes.
     *
     * @param name its path below docs/examples, for example {@code prescriptions/01-vancomycin.json}
     * @throws IOException where this build has no such file
     */
    public static byte[] bytes(String name) throws IOException {
        try (InputStream in = Examples.class.getResourceAsStream("/examples/" + name)) {
            if (in == null) {
                throw new IOException("the example " + name + " is not in this build");
            }
            return in.readAllBytes();
        }
    }

    /** The same as text. */
    public static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
