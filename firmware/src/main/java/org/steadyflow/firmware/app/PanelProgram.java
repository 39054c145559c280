package org.steadyflow.firmware.app;

import static org.steadyflow.firmware.app.SettingKind.PATH;
import static org.steadyflow.firmware.app.SettingKind.PORT;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.steadyflow.firmware.panel.Offering;
import org.steadyflow.firmware.panel.Panel;
import org.steadyflow.firmware.panel.PanelSettings;

/** {@code steadyflow panel}: the bedside panel, on loopback, for the browser of this machine. */
final class PanelProgram {
    static final Program PROGRAM = new Program(
            "panel",
            "panel.conf",
            List.of("Serve the bedside panel to the browser of this machine.", ""),
            List.of(
                    Setting.orElse(
                            "operator-socket",
                            PATH,
                            "/run/steadyflow/operator/socket",
                            "Where control listens; it may come later."),
                    Setting.orElse("port", PORT, "8080", "Port on 127.0.0.1, 0 for any that is free."),
                    Setting.free("bedside-socket", PATH, "Where the monitor listens for envelopes."),
                    Setting.free(
                            "prescriptions",
                            PATH,
                            "Folder of prescriptions that the panel offers: its six newest files *.json.")),
            PanelProgram::run);

    private PanelProgram() {}

    private static int run(Given given, PrintWriter out) throws IOException {
        PanelSettings settings = new PanelSettings(
                given.file("operator-socket"),
                Integer.parseInt(given.word("port")),
                given.path("prescriptions").<Offering>map(Offering.Folder::new).orElse(new Offering.Files(List.of())),
                given.path("bedside-socket"));
        try (UntilStopped end = new UntilStopped();
                Panel panel = Panel.start(settings)) {
            end.onSignal(() -> {});
            out.println("The panel is at " + panel.address());
            out.flush();
            end.await();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }
}
