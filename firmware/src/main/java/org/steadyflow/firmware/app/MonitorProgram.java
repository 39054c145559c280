package org.steadyflow.firmware.app;

import static org.steadyflow.firmware.app.SettingKind.PATH;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.monitor.MonitorHardware;
import org.steadyflow.firmware.monitor.MonitorProcess;
import org.steadyflow.firmware.monitor.PharmacyKey;
import org.steadyflow.firmware.realtime.RealTime;
import org.steadyflow.firmware.realtime.ServiceNotice;
import org.steadyflow.hal.board.BoardCheck;
import org.steadyflow.hal.board.BoardFileReader;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.board.MonitorBoard;
import org.steadyflow.hal.device.MonitorSample;
import org.steadyflow.hal.device.MonitorSensors;
import org.steadyflow.hal.pi.PiLines;

/** {@code steadyflow monitor}: the independent channel, on its half of the board. */
final class MonitorProgram {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorProgram.class);

    static final Program PROGRAM = new Program(
                    "monitor",
                    "monitor.conf",
                    List.of(
                            "Run the monitor: it watches the shaft with a sensor of its own and can only cut the motor's power.",
                            "Exit codes: 1 a cycle failed, and the motor's power is cut; 2 bad arguments or configuration;",
                            "3 it could not start, and the motor has no power.",
                            ""),
                    List.of(
                            Setting.orElse("board", PATH, "/etc/steadyflow/board.json", "What the board is made of."),
                            Setting.orElse(
                                    "data", PATH, "/var/lib/steadyflow/monitor", "Where it keeps its key and state."),
                            Setting.orElse(
                                    "heartbeat-socket",
                                    PATH,
                                    "/run/steadyflow/heartbeat/socket",
                                    "Where control connects."),
                            Setting.orElse(
                                    "bedside-socket",
                                    PATH,
                                    "/run/steadyflow/bedside/socket",
                                    "Where the panel hands envelopes over."),
                            Setting.free(
                                    "pharmacist-key",
                                    PATH,
                                    "Public key of the pharmacy; kept from the first start on.")),
                    (given, out) -> run(given))
            .checkedBy(MonitorProgram::faults);

    private MonitorProgram() {}

    private static List<String> faults(Given given) {
        NamedFiles files = new NamedFiles(given);
        files.open("board", BoardFileReader::require);
        if (given.path("pharmacist-key").isPresent()) {
            files.open("pharmacist-key", file -> PharmacyKey.agreed(given.file("data"), Optional.of(file)));
        } else {
            files.open("data", folder -> PharmacyKey.agreed(folder, Optional.empty()));
        }
        return files.faults();
    }

    private static int run(Given given) throws IOException {
        MonitorProcess.Settings settings = new MonitorProcess.Settings(
                given.file("data"),
                given.file("heartbeat-socket"),
                given.file("bedside-socket"),
                given.path("pharmacist-key"));
        try (UntilStopped end = new UntilStopped();
                ServiceNotice notice = ServiceNotice.from(System.getenv());
                BoardLines lines = PiLines.ofThisComputer()) {
            MonitorBoard board =
                    MonitorBoard.open(BoardFileReader.require(given.file("board")), lines, BoardTime.ofThisComputer());
            BoardCheck.require(board.check());
            MonitorProcess process = new MonitorProcess();
            end.onSignal(process::stop);
            RealTime.take(RealTime.Wish.USUAL).forEach(right -> LOG.info("Real time: {}", right));
            process.run(settings, new MonitorHardware(new Told(board, notice), board, board));
            return ExitCode.OK;
        }
    }

    /** A cycle begins with a look at the shaft, so at each look but the first a whole cycle is over. */
    private static final class Told implements MonitorSensors {
        private final MonitorSensors sensors;
        private final ServiceNotice notice;
        private boolean begun;

        Told(MonitorSensors sensors, ServiceNotice notice) {
            this.sensors = sensors;
            this.notice = notice;
        }

        @Override
        public MonitorSample read() {
            MonitorSample sample = sensors.read();
            if (begun) {
                notice.tickCompleted(sample.monotonicNs());
            }
            begun = true;
            return sample;
        }
    }
}
