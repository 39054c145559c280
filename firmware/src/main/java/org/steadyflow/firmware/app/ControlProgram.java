package org.steadyflow.firmware.app;

import static org.steadyflow.firmware.app.SettingKind.MECHANISM;
import static org.steadyflow.firmware.app.SettingKind.NAME;
import static org.steadyflow.firmware.app.SettingKind.PATH;
import static org.steadyflow.firmware.app.SettingKind.SIGNATURES;
import static org.steadyflow.firmware.app.SettingKind.TEXT;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.control.ControlProcess;
import org.steadyflow.firmware.control.RealTimeLoop;
import org.steadyflow.firmware.control.SettingsCheck;
import org.steadyflow.firmware.control.SignatureRule;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.realtime.RealTime;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.pi.PiLines;

/** {@code steadyflow control}: the controller of the pump, on its board. */
final class ControlProgram {
    static final String CONFIG = "control.conf";

    static final Setting BOARD =
            Setting.orElse("board", PATH, "/etc/steadyflow/board.json", "What the board is made of.");
    static final Setting DATA =
            Setting.orElse("data", PATH, "/var/lib/steadyflow/control", "Where journal and ledger are kept.");
    static final Setting OPERATOR_SOCKET =
            Setting.orElse("operator-socket", PATH, "/run/steadyflow/operator/socket", "Where the panel connects.");

    static final List<Setting> SETTINGS = List.of(
            Setting.required("pump", NAME, "The name of this pump."),
            BOARD,
            DATA,
            Setting.free(
                    "mechanism", MECHANISM, "What the pump is built with, if the board file is not to say it alone."),
            OPERATOR_SOCKET,
            Setting.free("link-socket", PATH, "Where the link connects; a silent pharmacy is then an alarm."),
            Setting.orElse(
                    "monitor-socket",
                    PATH,
                    "/run/steadyflow/heartbeat/socket",
                    "Where the monitor listens; without its leave the motor does not run."),
            Setting.free("pharmacist-key", PATH, "Public key of the pharmacy; kept from the first start on."),
            Setting.free("library", PATH, "Drug library to activate; its signature stands beside it."),
            Setting.orElse(
                    "signatures", SIGNATURES, "required", "Whether prescriptions must be signed where no key says so."),
            Setting.free("patient", TEXT, "Whom the pump is with; a prescription for anybody else is refused."),
            Setting.free(
                    "calibration",
                    PATH,
                    "What the set that is in was found to give; steadyflow calibrate makes the file."));

    static final Program PROGRAM = new Program(
                    "control",
                    CONFIG,
                    List.of(
                            "Run the controller of the pump on its board.",
                            "It goes on from its journal and ledger when it is started again: kill it at any time.",
                            "Exit codes: 1 a tick failed or the hardware is gone, and the motor is off; 2 bad arguments or",
                            "configuration; 3 it could not start, and nothing has moved.",
                            ""),
                    SETTINGS,
                    (given, out) -> run(given))
            .checkedBy(ControlProgram::faults);

    private ControlProgram() {}

    /** What a control process is told by these settings. */
    static ControlProcess.Settings settings(Given given) {
        return new ControlProcess.Settings(
                given.file("data"),
                new StartUp.Identity(given.text("pump").orElse(""), Version.number()),
                given.text("mechanism").flatMap(Mechanism::labelled),
                given.path("operator-socket"),
                given.path("link-socket"),
                new ControlProcess.Pharmacy(
                        given.path("pharmacist-key"),
                        given.path("library"),
                        given.word("signatures").equals("required") ? SignatureRule.REQUIRED : SignatureRule.OPTIONAL,
                        given.text("patient")),
                given.path("calibration"),
                given.path("monitor-socket"));
    }

    private static List<String> faults(Given given) {
        NamedFiles files = new NamedFiles(given);
        Optional<BoardFile> board = files.open("board", BoardFileReader::require);
        ControlProcess.Settings settings = settings(given);
        SettingsCheck check = SettingsCheck.of(settings, board.map(BoardFile::mechanism));
        Optional<PublicKey> key = files.open("pharmacist-key", check::key);
        // what rests on a file that is faulty itself is not blamed for it
        if (key.isPresent() || given.path("pharmacist-key").isEmpty()) {
            files.open("library", check::library);
        }
        if (board.isPresent()) {
            files.open("calibration", check::calibration);
        }
        check.others().forEach(files::add);
        return files.faults();
    }

    private static int run(Given given) throws IOException {
        try (UntilStopped end = new UntilStopped();
                ControlHardware hardware =
                        ControlHardware.of(given.file("board"), PiLines.ofThisComputer(), BoardTime.ofThisComputer())) {
            ControlProcess.run(
                    settings(given),
                    hardware.seams(),
                    RealTime.Wish.USUAL,
                    (RealTimeLoop loop) -> end.onSignal(loop::stop));
            return ExitCode.OK;
        }
    }
}
