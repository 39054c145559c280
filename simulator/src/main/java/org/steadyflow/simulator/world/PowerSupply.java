package org.steadyflow.simulator.world;

/** Mains and battery. The battery drains and charges linearly; its gauge tells the truth. */
final class PowerSupply {
    private static final double FULL_PERMILLE = 1_000;
    private static final double NS_PER_HOUR = 3.6e12;

    private final double drainPerNs;
    private final double chargePerNs;
    private boolean mains = true;
    private double permilleThen;
    private long thenNs;

    PowerSupply(WorldParameters.Power parameters) {
        drainPerNs = FULL_PERMILLE / (parameters.batteryHours() * NS_PER_HOUR);
        chargePerNs = FULL_PERMILLE / (parameters.chargeHours() * NS_PER_HOUR);
        permilleThen = parameters.chargePermille();
    }

    void mains(boolean present, long nowNs) {
        permilleThen = permilleAt(nowNs);
        thenNs = nowNs;
        mains = present;
    }

    boolean mains() {
        return mains;
    }

    double permilleAt(long nowNs) {
        double slope = mains ? chargePerNs : -drainPerNs;
        return Math.max(0, Math.min(FULL_PERMILLE, permilleThen + slope * (nowNs - thenNs)));
    }

    /** When nothing feeds the pump any more; {@link Long#MAX_VALUE} on the mains. */
    long emptyAtNs() {
        return mains ? Long.MAX_VALUE : thenNs + (long) (permilleThen / drainPerNs);
    }
}
