package org.steadyflow.hal.chip;

import org.steadyflow.hal.bus.I2cLink;

/**
 * The battery gauge MAX17048 for one lithium cell. Data sheet Rev. 7, section "Register Summary" (table 2) and the
 * descriptions that follow it: VCELL, SOC, VERSION, VALRT, STATUS. A reading is 15 bytes, 0.34 ms of a 400 kHz bus. One
 * thread.
 */
public final class Max17048 {
    /** It has no other address. */
    public static final int ADDRESS = 0x36;
    /** Highest alert threshold: eight bits of {@value #MILLIVOLTS_PER_STEP} mV. */
    public static final int MOST_ALERT_MILLIVOLTS = 5_100;

    private static final int VCELL = 0x02;
    private static final int SOC = 0x04;
    private static final int VERSION = 0x08;
    private static final int VALRT = 0x14;
    private static final int STATUS = 0x1A;

    /** The last four bits count the chip's revisions. */
    private static final int VERSION_MASK = 0xFFF0;

    private static final int VERSION_MAX17048 = 0x0010;

    private static final int MILLIVOLTS_PER_STEP = 20;
    /** No alert for a voltage too high. */
    private static final int NO_UPPER_LIMIT = 0xFF;

    /** An alert ends where the cell is so far above its threshold: one that wavers must not toggle it. */
    private static final int HYSTERESIS_MILLIVOLTS = 100;
    /** The chip itself works from 2.5 V on: what answers with less is no gauge, or a data line held low. */
    private static final int LEAST_CELL_MICROVOLTS = 2_000_000;

    private static final int MICROVOLTS_PER_MILLIVOLT = 1_000;

    private static final int STATUS_RESET = 1 << 8;
    private static final int STATUS_VOLTAGE_LOW = 1 << 10;

    /** One bit of VCELL is 78.125 uV, 625 / 8. */
    private static final int VCELL_NUMERATOR = 625;

    private static final int VCELL_DENOMINATOR = 8;
    /** One bit of SOC is 1/256 of a percent. */
    private static final int SOC_PER_PERCENT = 256;

    private static final int PERMILLE_PER_PERCENT = 10;
    private static final int FULL_PERMILLE = 1_000;
    /** Its model may go a little over full; this far, it is no gauge that speaks. */
    private static final int IMPOSSIBLE_PERMILLE = 1_250;

    private final I2cPort port;
    private int alertMillivolts;

    /** A driver that has not spoken to its chip yet. */
    public Max17048(I2cLink link) {
        port = new I2cPort(link, ADDRESS);
    }

    public Counters counters() {
        return port.counters();
    }

    /**
     * Checks which chip it is, sets the voltage below which it alerts, and clears its flags.
     *
     * @param alertBelowMillivolts 0 to {@value #MOST_ALERT_MILLIVOLTS}, rounded down to 20 mV; 0 for never
     * @return NONE, WRONG_CHIP, WRITE_LOST or a fault of the bus
     */
    public ChipFault begin(int alertBelowMillivolts) {
        if (alertBelowMillivolts < 0 || alertBelowMillivolts > MOST_ALERT_MILLIVOLTS) {
            throw new IllegalArgumentException("a MAX17048 cannot alert below " + alertBelowMillivolts + " mV");
        }
        alertMillivolts = alertBelowMillivolts;
        Reading version = port.readWord(VERSION);
        if (!version.isGood()) {
            return version.fault();
        }
        if ((version.value() & VERSION_MASK) != VERSION_MAX17048) {
            return ChipFault.WRONG_CHIP;
        }
        int limits = (alertBelowMillivolts / MILLIVOLTS_PER_STEP) << Byte.SIZE | NO_UPPER_LIMIT;
        ChipFault fault = port.writeWord(VALRT, limits);
        Reading kept = fault.isNone() ? port.readWord(VALRT) : Reading.failed(fault);
        if (!kept.isGood()) {
            return kept.fault();
        }
        return kept.value() == limits ? port.writeWord(STATUS, 0) : ChipFault.WRITE_LOST;
    }

    /** What the gauge says now. An alert that is over is cleared in the chip: two bytes and their address more. */
    public Gauge read() {
        Reading charge = port.readWord(SOC);
        Reading cell = charge.isGood() ? port.readWord(VCELL) : charge;
        Reading status = cell.isGood() ? port.readWord(STATUS) : cell;
        if (!status.isGood()) {
            return Gauge.failed(status.fault());
        }
        int permille = (int) charge.value() * PERMILLE_PER_PERCENT / SOC_PER_PERCENT;
        int microvolts = (int) cell.value() * VCELL_NUMERATOR / VCELL_DENOMINATOR;
        if (permille > IMPOSSIBLE_PERMILLE || microvolts < LEAST_CELL_MICROVOLTS) {
            return Gauge.failed(ChipFault.IMPOSSIBLE);
        }
        boolean reset = (status.value() & STATUS_RESET) != 0;
        boolean alerted = (status.value() & STATUS_VOLTAGE_LOW) != 0;
        int endsMicrovolts = (alertMillivolts + HYSTERESIS_MILLIVOLTS) * MICROVOLTS_PER_MILLIVOLT;
        boolean isOver = alerted && !reset && microvolts >= endsMicrovolts;
        if (isOver) {
            // one that did not take is over again with the next reading
            port.writeWord(STATUS, 0);
        }
        return new Gauge(ChipFault.NONE, Math.min(permille, FULL_PERMILLE), microvolts, reset, alerted && !isOver);
    }

    /**
     * One reading.
     *
     * @param fault why there is none, or NONE; IMPOSSIBLE where charge or voltage are none of a cell
     * @param chargePermille 0 to 1,000, rounded down
     * @param cellMicrovolts voltage of the cell, rounded down
     * @param reset it lost power since {@link Max17048#begin}: the charge is a first guess from the voltage and the
     *     alert is not set
     * @param voltageLow the cell was below the alert's voltage, and has not been 100 mV above it since
     */
    public record Gauge(ChipFault fault, int chargePermille, int cellMicrovolts, boolean reset, boolean voltageLow) {
        static Gauge failed(ChipFault fault) {
            return new Gauge(fault, 0, 0, false, false);
        }
    }
}
