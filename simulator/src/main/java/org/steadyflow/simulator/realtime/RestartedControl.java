package org.steadyflow.simulator.realtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.steadyflow.firmware.app.ControlHardware;
import org.steadyflow.firmware.control.ControlProcess;
import org.steadyflow.firmware.control.SignatureRule;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.realtime.RealTime;
import org.steadyflow.simulator.emulated.ChipLines;

/**
 * Control as it runs on the pump, on a board that another process emulates. It ends when it is killed, and no other
 * way. Everything has a fixed name in one folder.
 */
final class RestartedControl {
    private RestartedControl() {}

    /** The folder of one pump: its board, its stores, its sockets. */
    record Home(Path folder) {
        Path chips() {
            return folder.resolve("chips");
        }

        Path boardFile() {
            return folder.resolve("board.json");
        }

        Path control() {
            return folder.resolve("control");
        }

        Path monitor() {
            return folder.resolve("monitor");
        }

        Path pharmacistKey() {
            return folder.resolve("pharmacy.pub");
        }

        Path operatorSocket() {
            return folder.resolve("operator");
        }

        Path heartbeatSocket() {
            return folder.resolve("heartbeat");
        }

        Path bedsideSocket() {
            return folder.resolve("bedside");
        }

        Path log() throws IOException {
            return Files.createDirectories(control()).resolve("control.log");
        }
    }

    /** @param arguments the folder, the version */
    public static void main(String[] arguments) throws IOException {
        Home home = new Home(Path.of(arguments[0]));
        ControlProcess.Settings settings = new ControlProcess.Settings(
                home.control(),
                new StartUp.Identity("restarted", arguments[1]),
                Optional.empty(),
                Optional.of(home.operatorSocket()),
                Optional.empty(),
                new ControlProcess.Pharmacy(
                        Optional.of(home.pharmacistKey()), Optional.empty(), SignatureRule.REQUIRED, Optional.empty()),
                Optional.empty(),
                Optional.of(home.heartbeatSocket()));
        try (ControlHardware hardware =
                ControlHardware.of(home.boardFile(), ChipLines.connect(home.chips()), ChipLines.realTime())) {
            ControlProcess.run(settings, hardware.seams(), RealTime.Wish.USUAL, _ -> {});
        }
    }
}
