package org.steadyflow.hal.board;

import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;

/**
 * A bus that is not asked again in the same tick once it hung: each attempt on a line held low takes the adapter's
 * whole patience, and the tick has other things to do. It is tried again in the next tick, then after two, four, and so
 * on, up to {@value #MOST_TICKS}. Meanwhile every transfer ends as the one that hung.
 *
 * <p>Any thread; transfers wait for each other.
 */
final class SparedBus implements I2cLink {
    /** Longest rest: the bus that is well again is found within so many ticks. */
    static final int MOST_TICKS = 16;

    private final I2cLink bus;
    private int nextRest = 1;
    private int restTicks;

    SparedBus(I2cLink bus) {
        this.bus = bus;
    }

    /** A tick begins. */
    synchronized void tick() {
        restTicks = Math.max(0, restTicks - 1);
    }

    /** Somebody wants to know now: the next transfer is tried. */
    synchronized void wake() {
        restTicks = 0;
    }

    @Override
    public synchronized BusResult transfer(int address, byte[] out, byte[] in) {
        if (restTicks > 0) {
            return BusResult.TIMED_OUT;
        }
        BusResult result = bus.transfer(address, out, in);
        if (result == BusResult.TIMED_OUT) {
            restTicks = nextRest;
            nextRest = Math.min(2 * nextRest, MOST_TICKS);
        } else {
            nextRest = 1;
        }
        return result;
    }
}
