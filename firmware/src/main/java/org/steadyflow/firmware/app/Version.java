package org.steadyflow.firmware.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} of every command line prints: our version as the build knew it, and the Java that runs it. */
public final class Version implements IVersionProvider {
    private static final String BUILD_PROPERTIES = "build.properties";

    @Override
    public String[] getVersion() {
        return new String[] {"Steadyflow " + number(), "Java " + Runtime.version()};
    }

    /** Our version number, for example {@code 0.1.0-SNAPSHOT}. */
    public static String number() {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(BUILD_PROPERTIES)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + BUILD_PROPERTIES);
            }
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("version", "unknown");
    }
}
