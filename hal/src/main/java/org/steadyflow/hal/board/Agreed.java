package org.steadyflow.hal.board;

import java.util.function.IntSupplier;

/**
 * A reading that leaps is asked for again until two in a row agree: I2C has no checksum, and a value that one wrong bit
 * made would stand until the next is asked for. A value that truly leapt costs one question more. One thread.
 */
final class Agreed {
    private static final int MOST_ASKED = 4;

    private final IntSupplier question;
    private final int near;
    private int last;
    private boolean known;

    /** @param near answers no farther apart than this agree */
    Agreed(IntSupplier question, int near) {
        this.question = question;
        this.near = near;
    }

    /** The answer now; where no two agree, the last one. */
    int ask() {
        int now = question.getAsInt();
        boolean agrees = known && isNear(now, last);
        for (int asked = 1; asked < MOST_ASKED && !agrees; asked++) {
            int before = now;
            now = question.getAsInt();
            agrees = isNear(now, before) || (known && isNear(now, last));
        }
        known = true;
        last = now;
        return now;
    }

    private boolean isNear(int one, int other) {
        return Math.abs((long) one - other) <= near;
    }
}
