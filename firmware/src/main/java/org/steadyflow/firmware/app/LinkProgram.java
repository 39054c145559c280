package org.steadyflow.firmware.app;

import static org.steadyflow.firmware.app.SettingKind.BROKER;
import static org.steadyflow.firmware.app.SettingKind.NAME;
import static org.steadyflow.firmware.app.SettingKind.PATH;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.link.ControlForwarder;
import org.steadyflow.telemetry.link.Link;
import org.steadyflow.telemetry.link.LinkConfig;
import org.steadyflow.telemetry.link.LinkTimes;
import org.steadyflow.telemetry.message.Signatures;

/** {@code steadyflow link}: the pump's one connection to the pharmacy. */
final class LinkProgram {
    private static final Logger LOG = LoggerFactory.getLogger(LinkProgram.class);

    static final Program PROGRAM = new Program(
                    "link",
                    "link.conf",
                    List.of(
                            "Send the journal to the pharmacy, and hand on what it says.",
                            "With ssl:// the broker must show a certificate for its name that this machine's Java trusts.",
                            ""),
                    List.of(
                            Setting.required("pump", NAME, "The name of this pump, as control has it."),
                            Setting.required("broker", BROKER, "The pharmacy's MQTT broker, ssl://NAME:PORT."),
                            Setting.orElse(
                                    "journal",
                                    PATH,
                                    "/var/lib/steadyflow/control/journal",
                                    "Control's journal, read only."),
                            Setting.orElse(
                                    "state",
                                    PATH,
                                    "/var/lib/steadyflow/link",
                                    "Where it remembers what was confirmed."),
                            Setting.orElse(
                                    "pharmacy-key",
                                    PATH,
                                    "/etc/steadyflow/pharmacy.pub",
                                    "Public key of the pharmacy; believed on the first start only."),
                            Setting.orElse(
                                    "link-socket", PATH, "/run/steadyflow/link/socket", "Where control listens.")),
                    (given, out) -> run(given))
            .checkedBy(LinkProgram::faults);

    private LinkProgram() {}

    /** A key that was believed once is kept, and its file may be gone. */
    private static List<String> faults(Given given) {
        NamedFiles files = new NamedFiles(given);
        if (!Link.hasKey(given.file("state"))) {
            files.open("pharmacy-key", Signatures::readPublic);
        }
        return files.faults();
    }

    private static int run(Given given) throws IOException {
        LinkConfig config = new LinkConfig(
                URI.create(given.word("broker")),
                given.word("pump"),
                given.file("state"),
                given.file("pharmacy-key"),
                LinkTimes.DEFAULT);
        try (UntilStopped end = new UntilStopped();
                ControlForwarder control = new ControlForwarder(given.file("link-socket"));
                Link link = Link.start(
                        config, FileStorage.readOnly(given.file("journal")), control, InstantSource.system())) {
            LOG.info("The link is up: {}", link.status().reason());
            if (!control.isHeard()) {
                LOG.warn(
                        "Control does not listen at {}: set link-socket in control.conf and start control again, or no"
                                + " acceptance of the pharmacy reaches it",
                        given.file("link-socket"));
            }
            end.onSignal(() -> {});
            end.await();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }
}
