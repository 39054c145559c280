package org.steadyflow.hal.chip;

import java.util.List;
import org.steadyflow.hal.chip.Tmc5160Port.Write;

/** The TMC5160's registers and bits that are used here. Data sheet Rev. 1.08, section 6. Pure. */
final class Tmc5160Registers {
    // 6.1, general configuration
    static final int GCONF = 0x00;
    static final int GSTAT = 0x01;
    static final int IOIN = 0x04;
    static final int GLOBAL_SCALER = 0x0B;
    // 6.2, velocity dependent control
    static final int IHOLD_IRUN = 0x10;
    static final int TPOWERDOWN = 0x11;
    // 6.3, ramp generator
    static final int RAMPMODE = 0x20;
    static final int XACTUAL = 0x21;
    static final int VSTART = 0x23;
    static final int A1 = 0x24;
    static final int V1 = 0x25;
    static final int AMAX = 0x26;
    static final int VMAX = 0x27;
    static final int DMAX = 0x28;
    static final int D1 = 0x2A;
    static final int VSTOP = 0x2B;
    static final int TZEROWAIT = 0x2C;
    static final int XTARGET = 0x2D;
    static final int SW_MODE = 0x34;
    // 6.4, encoder
    static final int ENCMODE = 0x38;
    static final int X_ENC = 0x39;
    static final int ENC_CONST = 0x3A;
    static final int ENC_DEVIATION = 0x3D;
    // 6.5, motor driver
    static final int CHOPCONF = 0x6C;
    static final int DRV_STATUS = 0x6F;

    static final int GCONF_REVERSED = 1 << 4;

    static final int GSTAT_RESET = 1;
    static final int GSTAT_DRIVER_ERROR = 1 << 1;
    static final int GSTAT_CHARGE_PUMP_LOW = 1 << 2;

    /** ENC_CONST counts ten-thousandths. Also the proof that our settings are in the chip: 0 after a reset. */
    static final int ENCMODE_DECIMAL = 1 << 10;

    /** spreadCycle at 256 microsteps: TOFF 3, HSTRT 4, HEND 1, TBL 2. */
    static final int CHOPCONF_ON = 0x0001_00C3;
    /** The same with TOFF 0: all bridges off. */
    static final int CHOPCONF_OFF = 0x0001_00C0;

    /** Data sheet: at least 10 in positioning, or the ramp does not end. */
    static final int LEAST_VSTOP = 10;

    private static final int IOIN_VERSION_SHIFT = 24;
    private static final int VERSION = 0x30;

    private static final int RAMPMODE_POSITION = 0;
    private static final int IRUN_SHIFT = 8;
    private static final int IHOLDDELAY_SHIFT = 16;
    private static final int SLOW_TO_HOLD = 6;
    /** 2^18 clocks each: a quarter of a second from standstill to the holding current. */
    private static final int POWER_DOWN_DELAY = 10;

    private Tmc5160Registers() {}

    /** Whether IOIN is that of a TMC5160. */
    static boolean isVersion(long inputs) {
        return (int) inputs >>> IOIN_VERSION_SHIFT == VERSION;
    }

    static boolean isReadable(int register) {
        return switch (register) {
            case GCONF, RAMPMODE, SW_MODE, ENCMODE, CHOPCONF -> true;
            default -> false;
        };
    }

    /**
     * All that must be in the chip before it may move: standing still first, our mark last.
     *
     * <p>V1 is 0, so that the ramp is a plain trapezium; D1 must not be 0 even so (6.3.1).
     */
    static List<Write> settings(Tmc5160Settings settings) {
        int acceleration = settings.acceleration();
        int currents = SLOW_TO_HOLD << IHOLDDELAY_SHIFT | settings.runCurrent() << IRUN_SHIFT | settings.holdCurrent();
        return List.of(
                new Write(VMAX, 0),
                new Write(CHOPCONF, CHOPCONF_OFF),
                new Write(GCONF, settings.reversed() ? GCONF_REVERSED : 0),
                new Write(RAMPMODE, RAMPMODE_POSITION),
                new Write(SW_MODE, 0),
                new Write(GLOBAL_SCALER, settings.globalScaler()),
                new Write(IHOLD_IRUN, currents),
                new Write(TPOWERDOWN, POWER_DOWN_DELAY),
                new Write(VSTART, 0),
                new Write(A1, acceleration),
                new Write(V1, 0),
                new Write(AMAX, acceleration),
                new Write(DMAX, acceleration),
                new Write(D1, acceleration),
                new Write(VSTOP, LEAST_VSTOP),
                new Write(TZEROWAIT, 0),
                new Write(ENC_DEVIATION, 0),
                new Write(ENC_CONST, Tmc5160Units.encoderFactor(settings.encoderLines())),
                new Write(ENCMODE, ENCMODE_DECIMAL));
    }
}
