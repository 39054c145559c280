package org.steadyflow.hal.chip;

import static org.steadyflow.hal.chip.Tmc5160Registers.GSTAT_RESET;

/** Four registers of a TMC5160 read one after the other; 0 where there is a fault. Pure. */
record Tmc5160Snapshot(ChipFault fault, int drive, int encoder, int driverStatus, int flags) {
    static Tmc5160Snapshot failed(ChipFault fault) {
        return new Tmc5160Snapshot(fault, 0, 0, 0, 0);
    }

    boolean reset() {
        return has(GSTAT_RESET);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
