package org.steadyflow.simulator.chips;

import static org.steadyflow.simulator.chips.Tmc5160Registers.AMAX;
import static org.steadyflow.simulator.chips.Tmc5160Registers.CHOPCONF;
import static org.steadyflow.simulator.chips.Tmc5160Registers.DRV_STATUS;
import static org.steadyflow.simulator.chips.Tmc5160Registers.ENCMODE;
import static org.steadyflow.simulator.chips.Tmc5160Registers.ENC_CONST;
import static org.steadyflow.simulator.chips.Tmc5160Registers.ENC_DEVIATION;
import static org.steadyflow.simulator.chips.Tmc5160Registers.ENC_STATUS;
import static org.steadyflow.simulator.chips.Tmc5160Registers.GSTAT;
import static org.steadyflow.simulator.chips.Tmc5160Registers.IFCNT;
import static org.steadyflow.simulator.chips.Tmc5160Registers.IHOLD_IRUN;
import static org.steadyflow.simulator.chips.Tmc5160Registers.IOIN;
import static org.steadyflow.simulator.chips.Tmc5160Registers.MSCNT;
import static org.steadyflow.simulator.chips.Tmc5160Registers.RAMPMODE;
import static org.steadyflow.simulator.chips.Tmc5160Registers.RAMP_STAT;
import static org.steadyflow.simulator.chips.Tmc5160Registers.SLAVECONF;
import static org.steadyflow.simulator.chips.Tmc5160Registers.VACTUAL;
import static org.steadyflow.simulator.chips.Tmc5160Registers.VMAX;
import static org.steadyflow.simulator.chips.Tmc5160Registers.VSTART;
import static org.steadyflow.simulator.chips.Tmc5160Registers.XACTUAL;
import static org.steadyflow.simulator.chips.Tmc5160Registers.XTARGET;
import static org.steadyflow.simulator.chips.Tmc5160Registers.X_ENC;

import org.steadyflow.simulator.world.BoardSignals;
import org.steadyflow.simulator.world.DriverPort;
import org.steadyflow.simulator.world.World;

/**
 * The TMC5160's registers and what they do (Trinamic data sheet rev. 1.18). The motor they move is the world's.
 * Write-only registers read 0; read-only ones ignore a write, which IFCNT counts all the same. The world's thread.
 */
public final class Tmc5160Emulator {
    /** IOIN: version of the chip in the upper byte. */
    private static final int VERSION = 0x30 << 24;
    /** IOIN: the enable pin is high, which disables. */
    private static final int DRV_ENN = 1 << 4;

    private static final int GSTAT_RESET = 1;
    private static final int GSTAT_DRV_ERR = 1 << 1;
    private static final int GSTAT_UV_CP = 1 << 2;

    private static final int EVENT_POS_REACHED = 1 << 7;
    private static final int VELOCITY_REACHED = 1 << 8;
    private static final int POSITION_REACHED = 1 << 9;
    private static final int VZERO = 1 << 10;

    private static final int DEVIATION_WARN = 1 << 1;

    /** Both coils without a load. */
    private static final int OLA_OLB = 0b11 << 29;

    private static final int OT = 1 << 25;
    private static final int OTPW = 1 << 26;
    private static final int STST = 1 << 31;
    private static final int CS_ACTUAL_SHIFT = 16;

    /** The board holds NEXTADDR high: one more than what SLAVECONF says. */
    private static final int NEXTADDR = 1;

    private static final int TOFF = 0xF;
    private static final int CLR_ENC_X = 1 << 8;
    private static final int VELOCITY_MASK = 0xFF_FFFF;
    private static final int MSCNT_MASK = 0x3FF;

    private final DriverPort port;
    private final BoardSignals signals;
    private final World world;
    private final MotorRail rail;
    private final Tmc5160Registers registers = new Tmc5160Registers();
    private final Tmc5160Ramp ramp = new Tmc5160Ramp();
    private final Tmc5160Encoder encoder = new Tmc5160Encoder();
    private int status = GSTAT_RESET;
    private int accepted;
    private boolean deviated;
    private int powerCuts;

    /** @param rail supplies the motor alone; the chip's own logic is on the board's supply */
    public Tmc5160Emulator(World world, MotorRail rail) {
        this.world = world;
        this.rail = rail;
        this.port = new DriverPort(world);
        this.signals = new BoardSignals(world);
        this.powerCuts = signals.powerCuts();
        encoder.reset(port.encoderCounts());
    }

    /** Whether there is power for it to answer. */
    boolean isAlive() {
        followPower();
        return signals.powered();
    }

    /** The node address that it answers to: 1 unless SLAVECONF was written. */
    int nodeAddress() {
        return (registers.get(SLAVECONF) + NEXTADDR) & 0xFF;
    }

    /**
     * A dip of the supply: registers as after power-on, GSTAT says so, the motor's stage is off and both positions
     * begin at 0.
     */
    public void reset() {
        port.reset();
        forget();
    }

    private void forget() {
        registers.reset();
        ramp.reset();
        status = GSTAT_RESET;
        accepted = 0;
        deviated = false;
        encoder.reset(port.encoderCounts());
    }

    private void followPower() {
        if (signals.powered() && powerCuts != signals.powerCuts()) {
            powerCuts = signals.powerCuts();
            forget();
        }
    }

    /** What a read of this register sends back. */
    public int read(int register) {
        follow();
        if (!registers.isReadable(register)) {
            return 0;
        }
        return switch (register) {
            case GSTAT -> status;
            case IFCNT -> accepted;
            case IOIN -> VERSION | (gateUp() ? 0 : DRV_ENN);
            case XACTUAL -> ramp.actual(port);
            case VACTUAL -> ramp.velocity(port) & VELOCITY_MASK;
            case RAMP_STAT -> rampStatus();
            case X_ENC -> encoder.position();
            case ENC_STATUS -> deviated ? DEVIATION_WARN : 0;
            case MSCNT -> ramp.actual(port) & MSCNT_MASK;
            case DRV_STATUS -> driverStatus();
            default -> registers.get(register);
        };
    }

    /** A write that came whole. */
    public void write(int register, int value) {
        follow();
        accepted = (accepted + 1) & 0xFF;
        if (!registers.isWritable(register)) {
            return;
        }
        switch (register) {
            case GSTAT -> clearStatus(value);
            case RAMP_STAT -> clearRampStatus(value);
            case ENC_STATUS -> deviated &= (value & DEVIATION_WARN) == 0;
            case XACTUAL -> ramp.place(value, port);
            case X_ENC -> encoder.place(value);
            default -> keep(register, value);
        }
    }

    private void keep(int register, int value) {
        registers.set(register, value);
        switch (register) {
            case CHOPCONF -> port.stage((value & TOFF) != 0);
            case RAMPMODE, XTARGET, VMAX, AMAX, VSTART -> setRamp();
            case ENCMODE -> {
                encoder.dropFraction();
                // with no N channel wired, its level is taken as always there
                if ((value & CLR_ENC_X) != 0) {
                    encoder.place(0);
                }
            }
            default -> {}
        }
    }

    private void setRamp() {
        boolean accelerates = registers.get(AMAX) != 0 || registers.get(VSTART) != 0;
        ramp.set(registers.get(RAMPMODE), registers.get(XTARGET), registers.get(VMAX), accelerates, port);
    }

    /** What happened since the last access. */
    private void follow() {
        followPower();
        encoder.follow(port.encoderCounts(), registers.get(ENCMODE), registers.get(ENC_CONST));
        int most = registers.get(ENC_DEVIATION);
        if (most != 0 && Math.abs(ramp.actual(port) - encoder.position()) > most) {
            deviated = true;
        }
        status |= port.driverFault() ? GSTAT_DRV_ERR : 0;
        status |= rail.isUp() ? 0 : GSTAT_UV_CP;
    }

    /** Each flag goes with a 1; what is still so comes back at once. */
    private void clearStatus(int ones) {
        boolean trusts = (ones & status & GSTAT_RESET) != 0;
        status &= ~ones;
        if (trusts) {
            world.hardware().trustPosition();
        }
    }

    private void clearRampStatus(int ones) {
        if ((ones & EVENT_POS_REACHED) != 0) {
            ramp.clearArrival();
        }
    }

    private int rampStatus() {
        return (ramp.arrival(port) ? EVENT_POS_REACHED : 0)
                | (ramp.velocityReached(port) ? VELOCITY_REACHED : 0)
                | (ramp.positionReached(port) ? POSITION_REACHED : 0)
                | (port.ramping() ? 0 : VZERO);
    }

    /**
     * The world knows one fault of the driver; of those it stands for, too hot is what the chip would tell here. A coil
     * whose supply is cut while it is stepped carries no current, which the chip takes for a broken wire.
     */
    private int driverStatus() {
        boolean stands = !port.ramping();
        int currents = registers.get(IHOLD_IRUN);
        int current = stands ? currents & 0x1F : (currents >> 8) & 0x1F;
        boolean stepped = !stands && gateUp() && (registers.get(CHOPCONF) & TOFF) != 0;
        int open = stepped && !rail.isUp() ? OLA_OLB : 0;
        return open | (port.driverFault() ? OT | OTPW : 0) | (stands ? STST : 0) | (current << CS_ACTUAL_SHIFT);
    }

    private boolean gateUp() {
        return world.truth().nowNs() - world.truth().lastKickNs() <= World.GATE_HOLD_NS;
    }
}
