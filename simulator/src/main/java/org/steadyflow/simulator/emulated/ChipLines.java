package org.steadyflow.simulator.emulated;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.hal.pi.PiLines;
import org.steadyflow.simulator.chips.BusClient;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.EmulatedLines;
import org.steadyflow.simulator.chips.pi4j.EmulatedProviders;

/**
 * The lines of emulated chips, in this process or in another, through the very adapters of a Raspberry Pi: Pi4J with
 * providers that emulate, and a serial port that is a pseudo-terminal. The serial device that the board file names is
 * not looked at.
 */
public final class ChipLines implements BoardLines {
    /** In the folder of a world that emulates a board: the serial port, and the socket of buses and pins. */
    public static final String MOTOR = "motor";

    public static final String BUSES = "buses";

    private static final Logger LOG = LoggerFactory.getLogger(ChipLines.class);
    /** A loaded host delays the threads of a chip and its driver; the world waits for both. */
    private static final long PATIENCE_NS = 2_000_000_000L;

    /** A tick that waits longer has missed the next one. */
    private static final long PATIENCE_BETWEEN_PROCESSES_NS = 40_000_000L;

    private final PiLines pi;
    private final Path motorPort;
    private final Closeable connection;

    private ChipLines(EmulatedLines chips, Path motorPort, Closeable connection) throws IOException {
        this.pi = PiLines.of(EmulatedProviders.context(chips));
        this.motorPort = motorPort;
        this.connection = connection;
    }

    /** Those of a board in this process, whose motor line is at {@code motorPort}. */
    public static ChipLines of(EmulatedBoard board, Path motorPort) throws IOException {
        return new ChipLines(board, motorPort, () -> {});
    }

    /**
     * Those of a world in another process.
     *
     * @param folder where it has its serial port and its socket
     * @throws IOException where nobody emulates a board there
     */
    public static ChipLines connect(Path folder) throws IOException {
        try {
            BusClient client = BusClient.connect(folder.resolve(BUSES));
            return new ChipLines(client, folder.resolve(MOTOR), client::close);
        } catch (IOException e) {
            throw new IOException(
                    folder + ": no board is emulated there; start one with pump world --emulate " + folder, e);
        }
    }

    /** The computer's time, for a board in another process: that one's threads answer as fast as the host lets them. */
    public static BoardTime realTime() {
        return BoardTime.withPatience(BoardTime.ofThisComputer(), PATIENCE_BETWEEN_PROCESSES_NS);
    }

    /** The time of a board whose world stands still during a tick. */
    public static BoardTime timeOf(EmulatedBoard board) {
        return new BoardTime() {
            @Override
            public long monotonicNs() {
                return board.world().with(world -> world.truth().nowNs());
            }

            @Override
            public void nap(long ns) {
                board.pause(ns);
            }

            @Override
            public long patienceNs() {
                return PATIENCE_NS;
            }
        };
    }

    @Override
    public SerialLink serial(BoardFile.Motor motor) throws IOException {
        return pi.serial(motor.at(motorPort));
    }

    @Override
    public I2cLink i2c(int bus) throws IOException {
        return pi.i2c(bus);
    }

    @Override
    public DigitalIn in(int pin) throws IOException {
        return pi.in(pin);
    }

    @Override
    public DigitalOut out(int pin) throws IOException {
        return pi.out(pin);
    }

    @Override
    public ToneOut tone(int pin) throws IOException {
        return pi.tone(pin);
    }

    @Override
    public void close() {
        pi.close();
        try {
            connection.close();
        } catch (IOException e) {
            LOG.warn("The connection to the emulated board did not close: {}", e.getMessage());
        }
    }
}
