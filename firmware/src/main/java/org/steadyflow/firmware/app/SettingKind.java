package org.steadyflow.firmware.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.steadyflow.hal.device.Mechanism;

/** What may stand behind a setting's name. */
enum SettingKind {
    /** A pump's name. */
    NAME {
        @Override
        Optional<String> fault(String value) {
            return unless(NAMES.matcher(value).matches(), "must be 1 to 64 letters, digits and hyphens");
        }
    },
    /** A person's or a ward's name, as it is written in prescriptions. */
    TEXT {
        @Override
        Optional<String> fault(String value) {
            boolean isPrintable = value.chars().noneMatch(Character::isISOControl);
            return unless(isPrintable && value.length() <= LONGEST_TEXT, "must be one line of at most 200 characters");
        }
    },
    /** A file, folder or socket: from the root, so that it does not depend on where the process was started. */
    PATH {
        @Override
        String spelled(String onCommandLine) {
            return Path.of(onCommandLine).toAbsolutePath().toString();
        }

        @Override
        Optional<String> fault(String value) {
            return unless(value.startsWith("/") && value.indexOf('\0') < 0, "must be a path that begins with /");
        }
    },
    /** A port on loopback, 0 for any. */
    PORT {
        @Override
        Optional<String> fault(String value) {
            return unless(PORTS.matcher(value).matches() && Integer.parseInt(value) <= 65_535, "must be 0 to 65535");
        }
    },
    /** An MQTT broker. What leaves the machine is encrypted. */
    BROKER {
        @Override
        Optional<String> fault(String value) {
            return brokerFault(value);
        }
    },
    /** What the pump is built with. */
    MECHANISM {
        @Override
        Optional<String> fault(String value) {
            return unless(
                    Mechanism.labelled(value).isPresent(),
                    "must be one of "
                            + String.join(
                                    ", ",
                                    Mechanism.all().stream()
                                            .map(Mechanism::label)
                                            .toList()));
        }
    },
    /** Whether what is not signed is let in. */
    SIGNATURES {
        @Override
        Optional<String> fault(String value) {
            return unless(Set.of("required", "optional").contains(value), "must be required or optional");
        }
    };

    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern PORTS = Pattern.compile("[0-9]{1,5}");
    private static final int LONGEST_TEXT = 200;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What is wrong with a value, as the end of a sentence that begins with it; empty where nothing is. */
    abstract Optional<String> fault(String value);

    /** A value of the command line as a file would have it: there, paths are as the person's shell has them. */
    String spelled(String onCommandLine) {
        return onCommandLine;
    }

    private static Optional<String> unless(boolean good, String fault) {
        return good ? Optional.empty() : Optional.of(fault);
    }

    private static Optional<String> brokerFault(String value) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            return Optional.of("must be like ssl://broker.example:8883");
        }
        String scheme = String.valueOf(uri.getScheme());
        String host = String.valueOf(uri.getHost());
        boolean isWhole =
                uri.getHost() != null && uri.getPort() > 0 && value.equals(scheme + "://" + uri.getAuthority());
        if (!isWhole || !Set.of("ssl", "tcp").contains(scheme)) {
            return Optional.of("must be like ssl://broker.example:8883");
        }
        return unless(
                scheme.equals("ssl") || THIS_MACHINE.contains(host),
                "must begin with ssl://: only a broker on this machine is spoken to in the clear");
    }
}
