package org.steadyflow.simulator.realtime;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.control.JvmOptions;
import org.steadyflow.telemetry.message.Json;

/** A {@link TickedPump} in a process of its own, with the options of the virtual machine that a pump has. */
final class PumpProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader from;
    private final Path log;

    private PumpProcess(Process process, Path log) {
        this.process = process;
        this.from = process.inputReader();
        this.log = log;
    }

    static PumpProcess start(Trial trial) throws IOException {
        List<String> arguments = List.of(
                String.valueOf(trial.interval().toNanos()),
                String.valueOf(trial.ticks()),
                String.valueOf(trial.priority()),
                String.valueOf(trial.tickCore()));
        Path log = Files.createTempFile("steadyflow-realtime-", ".log");
        return new PumpProcess(Jvm.start(JvmOptions.ofControl(), TickedPump.class, arguments, log), log);
    }

    void awaitWarm() throws IOException {
        if (!TickedPump.WARM.equals(from.readLine())) {
            throw new IOException(
                    "the pump did not start: " + Files.readString(log).strip());
        }
    }

    void go() throws IOException {
        BufferedWriter to = process.outputWriter();
        to.write("go\n");
        to.flush();
    }

    boolean isRunning() throws IOException {
        return process.isAlive() && !from.ready();
    }

    PumpReport report() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = from.readLine();
        while (line != null) {
            lines.add(line);
            line = from.readLine();
        }
        if (lines.size() != 1) {
            throw new IOException(
                    "the pump ended without a report: " + Files.readString(log).strip());
        }
        return Json.MAPPER.readValue(lines.getFirst(), PumpReport.class);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(log);
    }
}
