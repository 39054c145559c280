package org.steadyflow.hal.quantity;

/** A gauge pressure in whole pascals, from -10 MPa to 10 MPa. Leaving the range throws {@link ArithmeticException}. */
public record Pressure(int pascals) implements Comparable<Pressure> {
    private static final int LIMIT_PA = 10_000_000;
    /** 1 mmHg = 133.322387415 Pa, here in nanopascals times 1000 to stay whole. */
    private static final long PA_PER_MMHG_TIMES_1E9 = 133_322_387_415L;

    private static final long SCALE = 1_000_000_000L;

    public static final Pressure ZERO = new Pressure(0);

    public Pressure {
        if (pascals > LIMIT_PA || pascals < -LIMIT_PA) {
            throw new ArithmeticException("pressure of " + pascals + " Pa is outside +-10 MPa");
        }
    }

    public static Pressure ofPascals(long pascals) {
        return new Pressure(Math.toIntExact(pascals));
    }

    /** Rounded to the next lower pascal. */
    public static Pressure ofMmHg(long mmHg) {
        return ofPascals(Exact.multiplyDivideFloor(mmHg, PA_PER_MMHG_TIMES_1E9, SCALE));
    }

    public Pressure plus(Pressure other) {
        return new Pressure(Math.addExact(pascals, other.pascals));
    }

    public Pressure minus(Pressure other) {
        return new Pressure(Math.subtractExact(pascals, other.pascals));
    }

    public boolean isAbove(Pressure other) {
        return pascals > other.pascals;
    }

    public boolean isBelow(Pressure other) {
        return pascals < other.pascals;
    }

    /** Whole mmHg, rounded to nearest: for display and records, never for a trip. */
    public long mmHg() {
        return Exact.multiplyDivideFloor(pascals * 2L + 133, SCALE, 2 * PA_PER_MMHG_TIMES_1E9);
    }

    @Override
    public int compareTo(Pressure other) {
        return Integer.compare(pascals, other.pascals);
    }

    @Override
    public String toString() {
        return mmHg() + " mmHg";
    }
}
