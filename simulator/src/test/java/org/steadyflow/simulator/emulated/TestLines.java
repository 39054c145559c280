package org.steadyflow.simulator.emulated;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.hal.board.BoardFile;
import org.steadyflow.hal.board.BoardLines;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.DigitalIn;
import org.steadyflow.hal.bus.DigitalOut;
import org.steadyflow.hal.bus.I2cLink;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.bus.ToneOut;
import org.steadyflow.simulator.chips.EmulatedBoard;

/** The wires between an emulated board and its computer, with a chip or a lamp that is not what it should be. */
final class TestLines implements BoardLines {
    private static final int CLOCK = 0x68;
    private static final int GAUGE = 0x36;
    private static final int GAUGE_VERSION = 0x08;

    private final EmulatedBoard board;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Set<Integer> cut = new HashSet<>();
    private final Set<Integer> refusing = new HashSet<>();
    private final Set<Integer> dead = new HashSet<>();
    private final Set<Integer> loose = new HashSet<>();
    private final Set<Integer> high = new HashSet<>();
    private Optional<byte[]> frozen = Optional.empty();

    TestLines(EmulatedBoard board) {
        this.board = board;
    }

    enum Fault {
        CLOCK_STANDS,
        ANOTHER_GAUGE
    }

    void spoil(Fault fault) {
        faults.add(fault);
    }

    /** What this output drives reaches nothing. */
    void cutWire(int pin) {
        cut.add(pin);
    }

    void mendWire(int pin) {
        cut.remove(pin);
    }

    /** The chip at this address answers no more. */
    void kill(int address) {
        dead.add(address);
    }

    /** This input is high for ever. */
    void pullUp(int pin) {
        high.add(pin);
    }

    /** This input can no longer be read. */
    void loosen(int pin) {
        loose.add(pin);
    }

    /** Whether this output takes nothing that it is told, and says so. */
    void refuse(int pin, boolean refuses) {
        if (refuses) {
            refusing.add(pin);
        } else {
            refusing.remove(pin);
        }
    }

    @Override
    public SerialLink serial(BoardFile.Motor motor) {
        return board.directMotorLine();
    }

    @Override
    public I2cLink i2c(int bus) {
        I2cLink link = board.bus(bus);
        return (address, out, in) -> {
            if (dead.contains(address)) {
                return BusResult.NOT_ACKNOWLEDGED;
            }
            BusResult result = link.transfer(address, out, in);
            if (address == CLOCK && faults.contains(Fault.CLOCK_STANDS) && in.length > 0) {
                byte[] stands = frozen.orElseGet(in::clone);
                frozen = Optional.of(stands);
                System.arraycopy(stands, 0, in, 0, in.length);
            }
            boolean asksVersion = address == GAUGE && out.length == 1 && out[0] == GAUGE_VERSION && in.length > 0;
            if (asksVersion && faults.contains(Fault.ANOTHER_GAUGE)) {
                in[1] = 0x71;
            }
            return result;
        };
    }

    @Override
    public DigitalIn in(int pin) {
        DigitalIn line = pin == 8 || high.contains(pin)
                ? () -> DigitalIn.Level.HIGH
                : board.pins().in(pin);
        return () -> loose.contains(pin) ? DigitalIn.Level.UNKNOWN : line.read();
    }

    @Override
    public DigitalOut out(int pin) {
        DigitalOut line = board.pins().out(pin);
        return high -> refusing.contains(pin) ? BusResult.GONE : cut.contains(pin) ? BusResult.OK : line.drive(high);
    }

    @Override
    public ToneOut tone(int pin) {
        ToneOut line = board.pins().tone(pin);
        return hertz -> refusing.contains(pin) ? BusResult.GONE : cut.contains(pin) ? BusResult.OK : line.sound(hertz);
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
