package org.steadyflow.simulator.chips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An emulated board as a directory for other processes: {@code motor} is the serial port of the motor's driver,
 * {@code buses} the socket of the I2C buses and pins. Any thread.
 */
public final class BoardDirectory implements AutoCloseable {
    private static final String MOTOR = "motor";
    private static final String BUSES = "buses";

    private final MotorLine motor;
    private final BusServer buses;

    private BoardDirectory(MotorLine motor, BusServer buses) {
        this.motor = motor;
        this.buses = buses;
    }

    /**
     * Makes the directory where there is none, and both in it.
     *
     * @throws IOException where another board is served there, or it cannot be made
     */
    public static BoardDirectory serve(Path directory, EmulatedBoard board) throws IOException {
        Files.createDirectories(directory);
        BusServer buses = BusServer.start(directory.resolve(BUSES), board);
        try {
            return new BoardDirectory(board.openMotorLine(directory.resolve(MOTOR)), buses);
        } catch (IOException e) {
            buses.close();
            throw e;
        }
    }

    /** What a controller opens as its serial port. */
    public static Path motorPort(Path directory) {
        return directory.resolve(MOTOR);
    }

    /** What a {@link BusClient} connects to. */
    public static Path busSocket(Path directory) {
        return directory.resolve(BUSES);
    }

    /** The motor's adapter, to be pulled out and put back. */
    public MotorLine motor() {
        return motor;
    }

    @Override
    public void close() throws IOException {
        try (buses) {
            motor.close();
        }
    }
}
