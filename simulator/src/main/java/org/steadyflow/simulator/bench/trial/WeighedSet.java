package org.steadyflow.simulator.bench.trial;

import java.math.BigDecimal;
import org.steadyflow.firmware.calibration.SetFactor;
import org.steadyflow.firmware.calibration.WeighedPrime;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.SimulatedPrime;

/** A set that was primed into a beaker before it was used, as {@code pump calibrate} asks for it. */
final class WeighedSet {
    private static final BigDecimal WATER_G_PER_ML = new BigDecimal("0.998");
    private static final BigDecimal BALANCE_G = new BigDecimal("0.01");
    /** 10 mL. */
    private static final long TURNS = 100;
    /** 120 mL/h. */
    private static final long PACE_MICROSTEPS_PER_S = TURNS * Mechanism.MICROSTEPS_PER_TURN / 300;

    private static final int PPM_DECIMALS = 6;

    private WeighedSet() {}

    /** The factor of the set that this seed draws. */
    static SetFactor factor(Mechanism mechanism, long set) {
        long microsteps = TURNS * Mechanism.MICROSTEPS_PER_TURN;
        SimulatedPrime.Seen seen =
                SimulatedPrime.run(mechanism, set, microsteps, PACE_MICROSTEPS_PER_S, WATER_G_PER_ML, BALANCE_G);
        Volume expected = WeighedPrime.expected(mechanism, seen.microsteps(), seen.conditions());
        return switch (new WeighedPrime(seen.grams(), BALANCE_G, WATER_G_PER_ML, expected).of(mechanism)) {
            case WeighedPrime.Result.Found found ->
                new SetFactor(
                        "set " + set,
                        found.factor().movePointRight(PPM_DECIMALS).intValueExact(),
                        0);
            case WeighedPrime.Result.Refused refused ->
                throw new IllegalStateException("set " + set + " cannot be calibrated: " + refused.why());
        };
    }
}
