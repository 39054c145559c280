package org.steadyflow.simulator.chips;

/**
 * The encoder interface of the TMC5160 (data sheet chapter on the ABN incremental encoder interface): each edge adds
 * ENC_CONST to X_ENC. The constant is 16 bits of whole microsteps, signed, and 16 bits of a fraction, in 65,536ths or,
 * with enc_sel_decimal, in 10,000ths. The world's thread.
 */
final class Tmc5160Encoder {
    private static final int BINARY = 65_536;
    private static final int DECIMAL = 10_000;
    private static final int IGNORE_AB = 1 << 3;
    private static final int SEL_DECIMAL = 1 << 10;

    private long countsThen;
    private int whole;
    private long fraction;

    void reset(long counts) {
        countsThen = counts;
        place(0);
    }

    /** X_ENC is written. */
    void place(int microsteps) {
        whole = microsteps;
        fraction = 0;
    }

    /** X_ENC with all edges so far. */
    int position() {
        return whole;
    }

    /** Adds what has turned since; to be called before the constant or the mode changes, too. */
    void follow(long counts, int mode, int constant) {
        long edges = counts - countsThen;
        countsThen = counts;
        if ((mode & IGNORE_AB) != 0 || edges == 0) {
            return;
        }
        int denominator = (mode & SEL_DECIMAL) != 0 ? DECIMAL : BINARY;
        long perEdge = (long) (constant >> 16) * denominator + (constant & 0xFFFF);
        long sum = fraction + Math.multiplyExact(edges, perEdge);
        // the position goes round at 32 bits, as the chip's does
        whole += (int) Math.floorDiv(sum, (long) denominator);
        fraction = Math.floorMod(sum, (long) denominator);
    }

    /** A fraction of the other kind means nothing. */
    void dropFraction() {
        fraction = 0;
    }
}
