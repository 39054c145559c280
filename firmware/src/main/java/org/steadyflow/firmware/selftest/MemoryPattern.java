package org.steadyflow.firmware.selftest;

/**
 * Writes a pattern into a block, reads it, and does the same with each bit turned over. It proves these cells and the
 * way to them at this moment, not the whole memory: the caches stand between. Pure but for its block.
 */
final class MemoryPattern {
    /** Half a megabyte of longs. */
    static final int CELLS = 1 << 16;

    /** Bits of neighbouring cells differ, and no cell holds its own address alone. */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private MemoryPattern() {}

    /** Memory, or what stands for it. */
    interface Cells {
        int count();

        void put(int at, long value);

        long get(int at);
    }

    /** A block of this program's own. */
    static Cells fresh() {
        long[] block = new long[CELLS];
        return new Cells() {
            @Override
            public int count() {
                return block.length;
            }

            @Override
            public void put(int at, long value) {
                block[at] = value;
            }

            @Override
            public long get(int at) {
                return block[at];
            }
        };
    }

    static Finding check(Cells cells) {
        return holds(cells, 0) && holds(cells, -1)
                ? Finding.passed("a block of " + cells.count() * Long.BYTES / 1024 + " KiB keeps what is written")
                : Finding.failed("a block does not keep what is written");
    }

    private static boolean holds(Cells cells, long turnedOver) {
        for (int i = 0; i < cells.count(); i++) {
            cells.put(i, (i * MIX) ^ turnedOver);
        }
        for (int i = 0; i < cells.count(); i++) {
            if (cells.get(i) != ((i * MIX) ^ turnedOver)) {
                return false;
            }
        }
        return true;
    }
}
