package org.steadyflow.simulator.chips;

/**
 * The TMC5160's registers as memory: which may be read and written, how wide they are and what a reset leaves in them
 * (data sheet rev. 1.18, chapter 6, register mapping). What a register does is not told here. The world's thread.
 */
final class Tmc5160Registers {
    static final int GCONF = 0x00;
    static final int GSTAT = 0x01;
    static final int IFCNT = 0x02;
    static final int SLAVECONF = 0x03;
    static final int IOIN = 0x04;
    static final int IHOLD_IRUN = 0x10;
    static final int RAMPMODE = 0x20;
    static final int XACTUAL = 0x21;
    static final int VACTUAL = 0x22;
    static final int VSTART = 0x23;
    static final int AMAX = 0x26;
    static final int VMAX = 0x27;
    static final int DMAX = 0x28;
    static final int XTARGET = 0x2D;
    static final int RAMP_STAT = 0x35;
    static final int ENCMODE = 0x38;
    static final int X_ENC = 0x39;
    static final int ENC_CONST = 0x3A;
    static final int ENC_STATUS = 0x3B;
    static final int ENC_DEVIATION = 0x3D;
    static final int MSCNT = 0x6A;
    static final int CHOPCONF = 0x6C;
    static final int DRV_STATUS = 0x6F;

    private static final int COUNT = 0x80;
    private static final int READ = 1;
    private static final int WRITE = 2;

    private static final int[] ACCESS = new int[COUNT];
    private static final int[] WIDTH = new int[COUNT];
    private static final int[] AFTER_RESET = new int[COUNT];

    static {
        both(18, GCONF);
        both(3, GSTAT);
        readable(8, IFCNT);
        writable(12, SLAVECONF);
        both(32, IOIN);
        writable(32, 0x05);
        writable(16, 0x06);
        readable(8, 0x07);
        both(5, 0x08);
        writable(19, 0x09);
        writable(22, 0x0A);
        writable(8, 0x0B);
        readable(16, 0x0C);
        writable(20, IHOLD_IRUN);
        writable(8, 0x11);
        readable(20, 0x12);
        writable(20, 0x13, 0x14, 0x15);
        both(2, RAMPMODE);
        both(32, XACTUAL);
        readable(24, VACTUAL);
        writable(18, VSTART, 0x2B);
        writable(16, 0x24, AMAX, DMAX, 0x2A, 0x2C);
        writable(20, 0x25);
        writable(23, VMAX, 0x33);
        both(32, XTARGET);
        both(12, 0x34);
        both(14, RAMP_STAT);
        readable(32, 0x36, 0x3C);
        both(11, ENCMODE);
        both(32, X_ENC);
        writable(32, ENC_CONST);
        both(2, ENC_STATUS);
        writable(20, ENC_DEVIATION);
        writable(32, 0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69);
        readable(10, MSCNT);
        readable(25, 0x6B);
        both(32, CHOPCONF);
        writable(25, 0x6D);
        writable(24, 0x6E);
        readable(32, DRV_STATUS);
        writable(32, 0x70);
        readable(32, 0x71, 0x72);
        readable(20, 0x73);
        AFTER_RESET[0x11] = 10;
        AFTER_RESET[ENC_CONST] = 1 << 16;
        AFTER_RESET[CHOPCONF] = 0x1041_0150;
        AFTER_RESET[0x70] = 0xC40C_001E;
    }

    private final int[] values = AFTER_RESET.clone();

    private static void both(int width, int register) {
        allow(READ | WRITE, width, register);
    }

    private static void readable(int width, int... registers) {
        allow(READ, width, registers);
    }

    private static void writable(int width, int... registers) {
        allow(WRITE, width, registers);
    }

    private static void allow(int access, int width, int... registers) {
        for (int register : registers) {
            ACCESS[register] = access;
            WIDTH[register] = width;
        }
    }

    void reset() {
        System.arraycopy(AFTER_RESET, 0, values, 0, COUNT);
    }

    boolean isReadable(int register) {
        return (ACCESS[register] & READ) != 0;
    }

    boolean isWritable(int register) {
        return (ACCESS[register] & WRITE) != 0;
    }

    int get(int register) {
        return values[register];
    }

    /** Keeps the bits that this register has. */
    void set(int register, int value) {
        int width = WIDTH[register];
        values[register] = width == Integer.SIZE ? value : value & ((1 << width) - 1);
    }
}
