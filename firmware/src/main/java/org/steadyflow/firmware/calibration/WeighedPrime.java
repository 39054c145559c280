package org.steadyflow.firmware.calibration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.text.PlainNumber;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.quantity.Volume;

/**
 * A set's own factor from what it gave on a balance. Pure.
 *
 * @param grams what left the set
 * @param resolutionGrams step of the balance's display
 * @param gramsPerMillilitre density of the fluid
 * @param expected what the type gives with the same turns under the same conditions
 */
public record WeighedPrime(
        BigDecimal grams, BigDecimal resolutionGrams, BigDecimal gramsPerMillilitre, Volume expected) {
    /** Of water from 15 to 25 degrees, about its value at 20. */
    private static final BigDecimal DENSITY_SHARE = new BigDecimal("0.0012");

    /**
     * By how much the volume of a prime depends on where it begins and ends: of the cassette the ripple of one roller,
     * of a syringe the give of its stopper (design value).
     */
    private static final BigDecimal CASSETTE_ML = new BigDecimal("0.012");

    private static final BigDecimal SYRINGE_ML = new BigDecimal("0.02");

    /** A factor that is known no better would not make a set better than its type. */
    private static final BigDecimal MOST_UNCERTAIN = new BigDecimal("0.01");

    private static final int DECIMALS = 6;
    private static final long PPM = 1_000_000;

    /** What came of it. */
    public sealed interface Result {
        /** Six decimals each. */
        record Found(BigDecimal factor, BigDecimal uncertainty) implements Result {}

        /** One sentence for each reason, never empty. */
        record Refused(List<String> why) implements Result {
            public Refused {
                why = List.copyOf(why);
            }
        }
    }

    /** What the middle of the type gives with so much travel of the shaft, for {@link #expected}. */
    public static Volume expected(Mechanism mechanism, long microsteps, Conditions at) {
        long yield = Calibration.of(mechanism).typeYield(at);
        return mechanism.microstep().volumeOf(Math.multiplyExact(microsteps, yield) / PPM);
    }

    /** The factor with its uncertainty, or why there is none. */
    public Result of(Mechanism mechanism) {
        if (grams.signum() <= 0
                || resolutionGrams.signum() <= 0
                || gramsPerMillilitre.signum() <= 0
                || expected.nanolitres() <= 0) {
            return new Result.Refused(List.of("mass, resolution, density and turns must all be more than nothing"));
        }
        BigDecimal givenMl = grams.divide(gramsPerMillilitre, 2 * DECIMALS, RoundingMode.HALF_EVEN);
        BigDecimal factor = givenMl.divide(expected.millilitres(), DECIMALS, RoundingMode.HALF_EVEN);
        BigDecimal uncertainty = resolutionGrams
                .divide(grams, DECIMALS, RoundingMode.UP)
                .add(edge(mechanism).divide(expected.millilitres(), DECIMALS, RoundingMode.UP))
                .add(DENSITY_SHARE);
        List<String> why = new ArrayList<>();
        if (!SetFactor.isPlausible(factor.movePointRight(DECIMALS).longValue())) {
            why.add("the set gave " + PlainNumber.text(givenMl.setScale(2, RoundingMode.HALF_EVEN))
                    + " mL where its type"
                    + " gives " + PlainNumber.text(expected.millilitres().setScale(2, RoundingMode.HALF_EVEN))
                    + " mL, a factor of " + PlainNumber.text(factor.setScale(3, RoundingMode.HALF_EVEN))
                    + "; no good set is more than 10 % off: look for air, a drop beside the beaker or the wrong"
                    + " mass, and weigh again");
        }
        if (uncertainty.compareTo(MOST_UNCERTAIN) > 0) {
            why.add("the factor would be uncertain by " + percent(uncertainty) + " %, and 1 % is the most; give more,"
                    + " or weigh on a finer balance");
        }
        return why.isEmpty() ? new Result.Found(factor, uncertainty) : new Result.Refused(why);
    }

    private static BigDecimal edge(Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.Cassette _ -> CASSETTE_ML;
            case Mechanism.Syringe _ -> SYRINGE_ML;
        };
    }

    private static String percent(BigDecimal share) {
        return PlainNumber.text(share.movePointRight(2).setScale(1, RoundingMode.UP));
    }
}
