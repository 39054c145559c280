package org.steadyflow.firmware.dose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * How large the patient is, as far as the order says. Ranges are wide enough for a newborn and for the largest adult;
 * outside them a slip of the keys is certain.
 *
 * @param weightKg {@link #WEIGHT_LEAST_KG} to {@link #WEIGHT_MOST_KG}
 * @param heightCm {@link #HEIGHT_LEAST_CM} to {@link #HEIGHT_MOST_CM}
 * @param writtenSurfaceM2 {@link #SURFACE_LEAST_M2} to {@link #SURFACE_MOST_M2}, where the order says it
 */
public record Body(
        Optional<BigDecimal> weightKg, Optional<BigDecimal> heightCm, Optional<BigDecimal> writtenSurfaceM2) {
    public static final BigDecimal WEIGHT_LEAST_KG = new BigDecimal("0.3");
    public static final BigDecimal WEIGHT_MOST_KG = new BigDecimal("500");
    public static final BigDecimal HEIGHT_LEAST_CM = new BigDecimal("20");
    public static final BigDecimal HEIGHT_MOST_CM = new BigDecimal("280");
    public static final BigDecimal SURFACE_LEAST_M2 = new BigDecimal("0.05");
    public static final BigDecimal SURFACE_MOST_M2 = new BigDecimal("6");

    /** An order that says nothing about the body. */
    public static final Body NONE = new Body(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int SURFACE_DECIMALS = 4;
    private static final BigDecimal MOSTELLER = new BigDecimal("3600");

    public Body {
        weightKg = within(WEIGHT_LEAST_KG, weightKg, WEIGHT_MOST_KG, "weight");
        heightCm = within(HEIGHT_LEAST_CM, heightCm, HEIGHT_MOST_CM, "height");
        writtenSurfaceM2 = within(SURFACE_LEAST_M2, writtenSurfaceM2, SURFACE_MOST_M2, "surface");
    }

    public static Body ofWeightKg(BigDecimal weight) {
        return new Body(Optional.of(weight), Optional.empty(), Optional.empty());
    }

    public static Body ofSurfaceM2(BigDecimal surface) {
        return new Body(Optional.empty(), Optional.empty(), Optional.of(surface));
    }

    /**
     * Body surface in m2: as written or, where weight and height are there, Mosteller's sqrt(cm x kg / 3600), rounded
     * half up to four decimals (that is 0.005 % at 1 m2).
     */
    public Optional<BigDecimal> surfaceM2() {
        return writtenSurfaceM2.or(() -> heightCm.flatMap(cm -> weightKg.map(kg -> mosteller(cm, kg))));
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whole numbers all the way: half up of the root of x is half of (the whole root of 4x, plus 1). */
    private static BigDecimal mosteller(BigDecimal heightCm, BigDecimal weightKg) {
        BigInteger fourfold = heightCm.multiply(weightKg)
                .multiply(BigDecimal.valueOf(4))
                .scaleByPowerOfTen(2 * SURFACE_DECIMALS)
                .divideToIntegralValue(MOSTELLER)
                .toBigInteger();
        BigInteger rounded = fourfold.sqrt().add(BigInteger.ONE).shiftRight(1);
        return Check.shortest(new BigDecimal(rounded, SURFACE_DECIMALS));
    }

    private static Optional<BigDecimal> within(
            BigDecimal least, Optional<BigDecimal> value, BigDecimal most, String name) {
        Check.that(
                value.isEmpty()
                        || (value.get().compareTo(least) >= 0 && value.get().compareTo(most) <= 0),
                name + " is out of range");
        return value.map(Check::shortest);
    }
}
