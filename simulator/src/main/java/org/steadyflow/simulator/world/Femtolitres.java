package org.steadyflow.simulator.world;

import org.steadyflow.hal.quantity.Volume;

/** The world's unit of volume: small enough that rounding to it is far below a microstep, 9,000 L fit a long. */
final class Femtolitres {
    static final double PER_NL = 1e6;
    static final double PER_UL = 1e9;
    static final double PER_ML = 1e12;

    private Femtolitres() {}

    static long ofMl(double millilitres) {
        return Math.round(millilitres * PER_ML);
    }

    /** Exact. */
    static long of(Volume volume) {
        return Math.multiplyExact(volume.nanolitres(), (long) PER_NL);
    }

    static double toMl(long femtolitres) {
        return femtolitres / PER_ML;
    }

    static double toUl(long femtolitres) {
        return femtolitres / PER_UL;
    }
}
