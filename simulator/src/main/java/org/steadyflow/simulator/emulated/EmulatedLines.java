package org.steadyflow.simulator.emulated;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.board.BoardTime;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.hal.pi.UartLink;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.chips.MotorLine;

/**
 * An emulated board in this process. The serial device that the board file names is not looked at: there is one
 * pseudo-terminal, and it is opened like any serial port.
 */
public final class EmulatedLines implements BoardLines {
    /** A loaded host delays the threads of a chip and its driver; the world waits for both. */
    private static final long PATIENCE_NS = 2_000_000_000L;

    private final EmulatedBoard board;
    private final MotorLine motorLine;
    private final List<UartLink> opened = new ArrayList<>();

    public EmulatedLines(EmulatedBoard board, MotorLine motorLine) {
        this.board = board;
        this.motorLine = motorLine;
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
        UartLink link = UartLink.open(motorLine.path(), motor.baud());
        opened.add(link);
        return link;
    }

    @Override
    public I2cLink i2c(int bus) throws IOException {
        return there(board::bus, bus);
    }

    @Override
    public DigitalIn in(int pin) throws IOException {
        return there(board.pins()::in, pin);
    }

    @Override
    public DigitalOut out(int pin) throws IOException {
        return there(board.pins()::out, pin);
    }

    @Override
    public ToneOut tone(int pin) throws IOException {
        return there(board.pins()::tone, pin);
    }

    private static <T> T there(IntFunction<T> line, int number) throws IOException {
        try {
            return line.apply(number);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        opened.forEach(UartLink::close);
    }
}
