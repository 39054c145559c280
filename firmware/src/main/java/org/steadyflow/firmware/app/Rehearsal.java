package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.steadyflow.firmware.control.DataDirectory;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.panel.Panel;
import org.steadyflow.firmware.panel.PanelSettings;
import org.steadyflow.hal.device.ClockSample;

/**
 * {@code steadyflow rehearse}: goes through the start of control and panel in a folder that it throws away, without
 * hardware, so that the Java that runs it can put the classes into an archive.
 */
final class Rehearsal {
    static final Program PROGRAM = new Program(
            "rehearse",
            "rehearse.conf",
            List.of("Go through the starts of the processes without hardware, for the archive of classes.", ""),
            List.of(),
            (given, out) -> {
                rehearse();
                return ExitCode.OK;
            });

    private Rehearsal() {}

    private static void rehearse() throws IOException {
        Path folder = Files.createTempDirectory("steadyflow-rehearsal");
        Path socket = folder.resolve("socket");
        try (DataDirectory data = DataDirectory.take(folder.resolve("data"));
                Panel _ = Panel.start(new PanelSettings(socket, 0, List.of()))) {
            StartUp.Started started = StartUp.from(
                    data.stores(), new StartUp.Identity("rehearsal", Version.number()), new ClockSample(0, 0));
            started.committer().close();
            TherapyState.ask(folder.resolve("data"), socket);
        } finally {
            deleteAll(folder);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
