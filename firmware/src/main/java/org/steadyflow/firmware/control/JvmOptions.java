package org.steadyflow.firmware.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** With what options of the virtual machine the control process is started, on the pump and where it is measured. */
public final class JvmOptions {
    private static final String FILE = "control.jvm.options";

    private JvmOptions() {}

    /** One option each, in order. */
    public static List<String> ofControl() {
        try (InputStream in = JvmOptions.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
