package org.steadyflow.hal.chip;

import static org.steadyflow.hal.chip.Tmc5160Registers.CHOPCONF;
import static org.steadyflow.hal.chip.Tmc5160Registers.CHOPCONF_OFF;
import static org.steadyflow.hal.chip.Tmc5160Registers.CHOPCONF_ON;
import static org.steadyflow.hal.chip.Tmc5160Registers.DRV_STATUS;
import static org.steadyflow.hal.chip.Tmc5160Registers.ENCMODE;
import static org.steadyflow.hal.chip.Tmc5160Registers.ENCMODE_DECIMAL;
import static org.steadyflow.hal.chip.Tmc5160Registers.GSTAT;
import static org.steadyflow.hal.chip.Tmc5160Registers.GSTAT_CHARGE_PUMP_LOW;
import static org.steadyflow.hal.chip.Tmc5160Registers.GSTAT_DRIVER_ERROR;
import static org.steadyflow.hal.chip.Tmc5160Registers.GSTAT_RESET;
import static org.steadyflow.hal.chip.Tmc5160Registers.IOIN;
import static org.steadyflow.hal.chip.Tmc5160Registers.VMAX;
import static org.steadyflow.hal.chip.Tmc5160Registers.XACTUAL;
import static org.steadyflow.hal.chip.Tmc5160Registers.XTARGET;
import static org.steadyflow.hal.chip.Tmc5160Registers.X_ENC;

import java.util.List;
import org.steadyflow.hal.bus.SerialLink;
import org.steadyflow.hal.chip.Tmc5160Port.Write;
import org.steadyflow.hal.device.Mechanism;

/**
 * The stepper driver TMC5160 on its UART: finite moves to an absolute target, the encoder it counts, what it says of
 * itself. Data sheet Rev. 1.08: UART section 5, registers section 6, ramp generator section 12, encoder section 20.
 *
 * <p>The chip's positions have 32 bits and wrap; those of this class do not. A target's lower 32 bits are what the chip
 * is given, so one less than 2^31 microsteps away is reached by the shorter way.
 *
 * <p>After {@link #begin} the stage is off; {@link #moveTo} and {@link #hold} switch it on, first setting the drive's
 * position from the encoder's. The rotor then snaps to the nearest magnetic rest, by up to two full steps, which the
 * encoder sees and the drive's position does not.
 *
 * <p>Each call says how many bytes it puts on the line where nothing goes wrong; a byte takes 20 us at 500,000 baud,
 * and the chip waits 8 bits before each reply. One thread.
 */
public final class Tmc5160 {
    /** Bytes on the line of {@link #status} once its flags are cleared: 1.03 ms at 500,000 baud. */
    public static final int STATUS_BYTES = 48;
    /** Bytes on the line of {@link #moveTo} with the stage on: 0.58 ms. */
    public static final int MOVE_BYTES = 28;
    /** Bytes on the line of {@link #hold} with the stage on: 0.99 ms. */
    public static final int HOLD_BYTES = 48;
    /** More on the line where the stage must be switched on first: 1.31 ms. */
    public static final int SWITCH_ON_BYTES = 64;

    /** Open load is looked for only up to one turn a second; section 6.5, DRV_STATUS: false in fast motion. */
    private static final long OPEN_LOAD_PACE_MICROSTEPS_PER_S = Mechanism.MICROSTEPS_PER_TURN;

    private final Tmc5160Port port;

    private Tmc5160Settings settings = Tmc5160Settings.of(new Mechanism.Cassette().microstep());
    /** Begun, and not reset since as far as is known. */
    private boolean ready;
    /** The last reset is known: the flag that stays until {@link #clearReset} tells of no other. */
    private boolean resetKnown;

    /** The chip's count is not the one that was trusted: it says that it was reset, or has other settings than ours. */
    private boolean lost;
    /** The positions begin with what the chip says next. */
    private boolean anew;

    /** Begun at least once: the positions are followed. */
    private boolean followed;

    private boolean stageOn;
    private final OpenLoad openLoad = new OpenLoad();
    private long paceMicrostepsPerS;
    private WrappingCount drive = new WrappingCount(0);
    private WrappingCount encoder = new WrappingCount(0);

    /**
     * A driver that has not spoken to its chip yet.
     *
     * @param node the chip's address, 0 to 254
     */
    public Tmc5160(SerialLink link, int node, Wiring wiring) {
        this(link, node, wiring, Tmc5160Port.WITHIN_NS);
    }

    /**
     * The same with another patience, for a line whose other end is a program.
     *
     * @param withinNs longest wait for one answer, nanoseconds
     */
    public Tmc5160(SerialLink link, int node, Wiring wiring, long withinNs) {
        if (node < 0 || node > 254) {
            throw new IllegalArgumentException("a TMC5160's address is 0 to 254, not " + node);
        }
        port = new Tmc5160Port(link, node, wiring, withinNs);
    }

    /** How a chip's one serial line meets the computer's two. */
    public enum Wiring {
        /** Both joined: every byte sent comes back first, and is compared. */
        SINGLE_WIRE,
        /** A transceiver between: only answers come back. */
        SEPARATE
    }

    public Counters counters() {
        return port.counters();
    }

    /**
     * Checks which chip it is and writes every setting, one by one, each counted by the chip and read back where it can
     * be. The stage is off afterwards; positions and the reset flag stay as they are. 524 bytes: 11 ms.
     *
     * <p>The first time, nothing is known of how often the positions wrapped before. Begun again, as after a line that
     * was gone, they go on where they were unless the chip was reset meanwhile. A chip without our encoder mode was,
     * whatever its flag says: its position is told as lost.
     *
     * @return NONE; WRONG_CHIP; WRITE_LOST; a fault of the line. Unless NONE, no move is accepted
     */
    public ChipFault begin(Tmc5160Settings wanted) {
        ready = false;
        stageOn = false;
        openLoad.forget();
        port.forgetCount();
        settings = wanted;
        ChipFault fault = checkVersion();
        if (fault.isNone()) {
            fault = checkKept();
        }
        if (fault.isNone()) {
            fault = writeSettings();
        }
        if (fault.isNone()) {
            fault = readBack();
        }
        Tmc5160Snapshot first = fault.isNone() ? snapshot() : Tmc5160Snapshot.failed(fault);
        if (!first.fault().isNone()) {
            return first.fault();
        }
        anew |= !followed || (first.reset() && !resetKnown);
        lost |= first.reset();
        follow(first);
        followed = true;
        resetKnown = first.reset();
        ready = true;
        return ChipFault.NONE;
    }

    /**
     * Positions and what the chip says of itself. {@value #STATUS_BYTES} bytes, 12 more until the reset flag is
     * cleared, 20 more while the charge pump is low. The two positions are read one after the other, 0.26 ms apart.
     *
     * @return a status with its fault: RESET where the chip lost its settings since {@link #begin}, or never had them
     */
    public Status status() {
        Tmc5160Snapshot now = snapshot();
        if (!now.fault().isNone()) {
            return Status.failed(now.fault(), drive.value(), encoder.value());
        }
        if (now.reset() && (!resetKnown || settingsAreGone())) {
            // Both counters began again from 0; how often they wrapped before is of no use to anyone.
            ready = false;
            resetKnown = true;
            anew = true;
        }
        lost |= now.reset();
        follow(now);
        ChipFault fault = ready ? ChipFault.NONE : ChipFault.RESET;
        boolean wasLow = now.has(GSTAT_CHARGE_PUMP_LOW);
        boolean railLow = wasLow && isStillLow();
        boolean canTell = stageOn && !wasLow && paceMicrostepsPerS <= OPEN_LOAD_PACE_MICROSTEPS_PER_S;
        boolean open = openLoad.look(now.driverStatus(), canTell);
        DriverState state = DriverState.of(now.driverStatus(), now.has(GSTAT_DRIVER_ERROR), open);
        return new Status(fault, drive.value(), encoder.value(), lost, railLow, state);
    }

    /** The flag stays once it was raised; cleared, it says what is so now. Nobody who can tell counts as low. */
    private boolean isStillLow() {
        Reading flags = port.writeUnaskedAndRead(new Write(GSTAT, GSTAT_CHARGE_PUMP_LOW), GSTAT);
        return !flags.isGood() || (flags.value() & GSTAT_CHARGE_PUMP_LOW) != 0;
    }

    /**
     * Runs to a position and stops there; replaces the move in progress. {@value #MOVE_BYTES} bytes.
     *
     * @param targetMicrosteps in the coordinate of {@link Status}, less than 2^31 from where the drive is
     * @param pace greatest speed in microsteps a second, at least 1; rounded up to the chip's unit of 0.72 and held
     *     between 7.2, the slowest that a ramp can end with, and the top speed of the settings
     * @return NONE where the chip counted both writes; RESET before {@link #begin}; else what went wrong: the motor
     *     then ends a move that was set before
     */
    public ChipFault moveTo(long targetMicrosteps, long pace) {
        ChipFault fault = switchedOn();
        if (!fault.isNone()) {
            return fault;
        }
        paceMicrostepsPerS = pace;
        // The pace first: a target without its pace would be run to at the last one's.
        Write velocity = new Write(VMAX, settings.velocity(pace));
        return wrote(port.write(List.of(velocity, new Write(XTARGET, (int) targetMicrosteps))));
    }

    /**
     * Stays energised where it is. {@value #HOLD_BYTES} bytes. The speed is taken away first and the target set after:
     * a target alone, set at speed, would be overshot and come back to.
     */
    public ChipFault hold() {
        ChipFault fault = switchedOn();
        if (!fault.isNone()) {
            return fault;
        }
        Write stop = new Write(VMAX, 0);
        Reading at = port.writeUnaskedAndRead(stop, XACTUAL);
        if (!at.isGood()) {
            return at.fault();
        }
        return wrote(port.write(List.of(stop, new Write(XTARGET, (int) at.value()))));
    }

    /** All bridges off: the shaft is free. 28 bytes. Works without {@link #begin}, as any chip may be switched off. */
    public ChipFault off() {
        // Whatever comes of it, the next command switches on from the beginning.
        stageOn = false;
        return wrote(port.write(List.of(new Write(VMAX, 0), new Write(CHOPCONF, CHOPCONF_OFF))));
    }

    /**
     * Clears the reset flag, which stays cleared until the chip loses power. 32 bytes.
     *
     * @return RESET where it was reset once more before this could be done; a fault of the line: nothing was cleared
     */
    public ChipFault clearReset() {
        Reading mode = ready ? port.read(ENCMODE) : Reading.failed(ChipFault.RESET);
        if (!mode.isGood()) {
            return mode.fault();
        }
        if (mode.value() != ENCMODE_DECIMAL) {
            forgotten();
            return ChipFault.RESET;
        }
        ChipFault fault = wrote(port.write(List.of(new Write(GSTAT, GSTAT_RESET))));
        if (fault.isNone()) {
            resetKnown = false;
            lost = false;
        }
        return fault;
    }

    /** The settings are not in the chip any more, nor is what it had counted. */
    private void forgotten() {
        ready = false;
        lost = true;
        anew = true;
    }

    private ChipFault checkVersion() {
        Reading inputs = port.read(IOIN);
        if (!inputs.isGood()) {
            return inputs.fault();
        }
        return Tmc5160Registers.isVersion(inputs.value()) ? ChipFault.NONE : ChipFault.WRONG_CHIP;
    }

    /** Our encoder mode stays in a chip for as long as its count does. */
    private ChipFault checkKept() {
        Reading mode = port.read(ENCMODE);
        if (mode.isGood() && mode.value() != ENCMODE_DECIMAL) {
            forgotten();
        }
        return mode.fault();
    }

    private ChipFault writeSettings() {
        for (Write write : Tmc5160Registers.settings(settings)) {
            ChipFault fault = port.write(List.of(write));
            if (!fault.isNone()) {
                return fault;
            }
        }
        return ChipFault.NONE;
    }

    private ChipFault readBack() {
        List<Write> readable = Tmc5160Registers.settings(settings).stream()
                .filter(write -> Tmc5160Registers.isReadable(write.register()))
                .toList();
        for (Write write : readable) {
            Reading kept = port.read(write.register());
            if (!kept.isGood()) {
                return kept.fault();
            }
            if ((int) kept.value() != write.value()) {
                return ChipFault.WRITE_LOST;
            }
        }
        return ChipFault.NONE;
    }

    /** The flags last: positions read before a flag that is down are from before a reset that came between. */
    private Tmc5160Snapshot snapshot() {
        int[] registers = {XACTUAL, X_ENC, DRV_STATUS, GSTAT};
        int[] values = new int[registers.length];
        for (int i = 0; i < registers.length; i++) {
            Reading one = port.read(registers[i]);
            if (!one.isGood()) {
                return Tmc5160Snapshot.failed(one.fault());
            }
            values[i] = (int) one.value();
        }
        return new Tmc5160Snapshot(ChipFault.NONE, values[0], values[1], values[2], values[3]);
    }

    /** While the reset flag is up it cannot tell of a second reset; the settings do. */
    private boolean settingsAreGone() {
        Reading mode = port.read(ENCMODE);
        return mode.isGood() && mode.value() != ENCMODE_DECIMAL;
    }

    private void follow(Tmc5160Snapshot now) {
        drive = anew ? WrappingCount.startingAt(now.drive()) : drive.next(now.drive());
        encoder = anew ? WrappingCount.startingAt(now.encoder()) : encoder.next(now.encoder());
        anew = false;
    }

    private ChipFault switchedOn() {
        if (!ready) {
            return ChipFault.RESET;
        }
        return stageOn ? ChipFault.NONE : switchOn();
    }

    private ChipFault switchOn() {
        Reading shaft = port.read(X_ENC);
        if (!shaft.isGood()) {
            return shaft.fault();
        }
        int at = (int) shaft.value();
        // Without speed nothing moves while position and target are set one after the other.
        ChipFault fault = wrote(port.write(List.of(
                new Write(VMAX, 0),
                new Write(XACTUAL, at),
                new Write(XTARGET, at),
                new Write(GSTAT, GSTAT_DRIVER_ERROR),
                new Write(CHOPCONF, CHOPCONF_ON))));
        if (fault.isNone()) {
            encoder = encoder.next(at);
            drive = encoder;
            stageOn = true;
        }
        return fault;
    }

    /**
     * A count of writes that began anew: the chip was reset, unless its settings are there. Asked at once, since the
     * write itself may have cleared the flag that would tell.
     */
    private ChipFault wrote(ChipFault fault) {
        if (fault != ChipFault.RESET) {
            return fault;
        }
        Reading mode = port.read(ENCMODE);
        if (mode.isGood() && mode.value() == ENCMODE_DECIMAL) {
            return ChipFault.WRITE_LOST;
        }
        ready = false;
        if (mode.isGood()) {
            forgotten();
        }
        return fault;
    }

    /**
     * What the chip says.
     *
     * @param fault why the rest is old or not to be believed, or NONE
     * @param drivePositionMicrosteps where it believes to have stepped to; the last one known where the line failed
     * @param encoderPositionMicrosteps where the encoder is, rounded down to a whole microstep; likewise
     * @param reset power was lost since {@link Tmc5160#clearReset}, by its flag or by its settings: both positions
     *     began again from 0
     * @param chargePumpLow no voltage for the bridges now: the motor's rail is cut
     * @param driver what the bridges and the motor's wires are like
     */
    public record Status(
            ChipFault fault,
            long drivePositionMicrosteps,
            long encoderPositionMicrosteps,
            boolean reset,
            boolean chargePumpLow,
            DriverState driver) {
        static Status failed(ChipFault fault, long drive, long encoder) {
            return new Status(fault, drive, encoder, false, false, DriverState.of(0, false, false));
        }
    }
}
