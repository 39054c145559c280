package org.steadyflow.firmware.app;

import static org.steadyflow.firmware.app.SettingKind.PATH;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.update.BundleCheck;
import org.steadyflow.firmware.update.ReleaseVersion;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.telemetry.message.Signatures;

/** {@code steadyflow update check}: whether a bundle may be installed here and now. */
final class UpdateCheckProgram {
    static final Program PROGRAM = new Program(
                    "check",
                    "update.conf",
                    List.of(
                            "Check a bundle: genuine, whole, newer than what runs, made for this board, and no therapy.",
                            "Exit codes: 0 it may be installed; 1 it may not, and why; 2 bad arguments or configuration.",
                            ""),
                    List.of(
                            Setting.argument("bundle", PATH, "The bundle."),
                            Setting.required("vendor-key", PATH, "Public key of whoever makes the updates."),
                            Setting.orElse("board", PATH, "/etc/steadyflow/board.json", "What the board is made of."),
                            Setting.orElse("data", PATH, "/var/lib/steadyflow/control", "Control's folder."),
                            Setting.orElse(
                                    "operator-socket",
                                    PATH,
                                    "/run/steadyflow/operator/socket",
                                    "Where control listens.")),
                    UpdateCheckProgram::run)
            .checkedBy(UpdateCheckProgram::faults);

    private UpdateCheckProgram() {}

    private static List<String> faults(Given given) {
        NamedFiles files = new NamedFiles(given);
        files.open("vendor-key", Signatures::readPublic);
        files.open("board", BoardFileReader::require);
        return files.faults();
    }

    private static int run(Given given, PrintWriter out) throws IOException {
        Path bundle = given.file("bundle");
        List<String> reasons = new ArrayList<>();
        BundleCheck check = new BundleCheck(
                Signatures.readPublic(given.file("vendor-key")),
                installed(),
                BoardFileReader.require(given.file("board")).board());
        switch (check.check(bundle)) {
            case BundleCheck.Answer.Good(var manifest) ->
                out.println(bundle + " is version " + manifest.version() + ".");
            case BundleCheck.Answer.Refused refused -> reasons.addAll(refused.reasons());
        }
        switch (TherapyState.ask(given.file("data"), given.file("operator-socket"))) {
            case TherapyState.None _ -> {}
            case TherapyState.Open open -> reasons.add("Not during a therapy. " + open.sentence());
            case TherapyState.Unknown unknown ->
                reasons.add("Nobody can show that there is no therapy. " + unknown.sentence());
        }
        reasons.forEach(reason -> out.println("Refused: " + reason));
        return reasons.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static ReleaseVersion installed() throws IOException {
        return ReleaseVersion.parse(Version.number())
                .orElseThrow(
                        () -> new IOException("the version that runs here, " + Version.number() + ", has no order"));
    }
}
