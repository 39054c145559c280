package org.steadyflow.simulator.run;

import java.util.Arrays;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.simulator.chips.EmulatedBoard;

/** An emulated board's lines without adapters between; the serial one can be pulled out. One thread. */
final class DirectLines implements BoardLines {
    private final EmulatedBoard board;
    private boolean pulled;

    DirectLines(EmulatedBoard board) {
        this.board = board;
    }

    /** The serial adapter is out, or in again. */
    void pull(boolean out) {
        pulled = out;
    }

    @Override
    public SerialLink serial(BoardFile.Motor motor) {
        SerialLink line = board.directMotorLine();
        return (out, in, withinNs) -> {
            Arrays.fill(in, (byte) 0);
            return pulled ? BusResult.GONE : line.exchange(out, in, withinNs);
        };
    }

    @Override
    public I2cLink i2c(int bus) {
        return board.bus(bus);
    }

    @Override
    public DigitalIn in(int pin) {
        return board.pins().in(pin);
    }

    @Override
    public DigitalOut out(int pin) {
        DigitalOut line = board.pins().out(pin);
        line.drive(false);
        return line;
    }

    @Override
    public ToneOut tone(int pin) {
        ToneOut line = board.pins().tone(pin);
        line.sound(0);
        return line;
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
