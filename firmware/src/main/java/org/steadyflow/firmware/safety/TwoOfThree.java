package org.steadyflow.firmware.safety;

/** Two of the last three samples decide. A set of three bits, newest lowest. */
final class TwoOfThree {
    private static final int LAST_THREE = 0b111;

    private TwoOfThree() {}

    static int push(int history, boolean over) {
        return ((history << 1) | (over ? 1 : 0)) & LAST_THREE;
    }

    static boolean holds(int history) {
        return Integer.bitCount(history) >= 2;
    }
}
