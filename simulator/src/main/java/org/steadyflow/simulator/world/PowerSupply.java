package org.steadyflow.simulator.world;

/**
 * Mains and battery. The battery drains and charges evenly, the faster the less of its capacity is left; a worn one
 * sags under the load and switches the pump off before it is empty. The gauge may be wrong.
 */
final class PowerSupply {
    private static final double FULL_PERMILLE = 1_000;
    private static final double NS_PER_HOUR = 3.6e12;

    private final double ratedDrainPerNs;
    private final double ratedChargePerNs;
    private double capacityShare;
    private double sagPermille;
    private double gaugeErrorPermille;
    private boolean mains = true;
    private double permilleThen;
    private long thenNs;

    PowerSupply(WorldParameters.Power parameters) {
        ratedDrainPerNs = FULL_PERMILLE / (parameters.batteryHours() * NS_PER_HOUR);
        ratedChargePerNs = FULL_PERMILLE / (parameters.chargeHours() * NS_PER_HOUR);
        capacityShare = parameters.capacityShare();
        sagPermille = parameters.sagPermille();
        gaugeErrorPermille = parameters.gaugeErrorPermille();
        permilleThen = parameters.chargePermille();
    }

    void mains(boolean present, long nowNs) {
        settle(nowNs);
        mains = present;
    }

    /** So much of the rated capacity is left, and the pump goes out at that charge. */
    void age(double share, double sag, long nowNs) {
        settle(nowNs);
        capacityShare = share;
        sagPermille = sag;
    }

    /** The gauge adds so much to the truth. */
    void misread(double permille) {
        gaugeErrorPermille = permille;
    }

    private void settle(long nowNs) {
        permilleThen = permilleAt(nowNs);
        thenNs = nowNs;
    }

    boolean mains() {
        return mains;
    }

    double permilleAt(long nowNs) {
        double slope = (mains ? ratedChargePerNs : -ratedDrainPerNs) / capacityShare;
        return Math.max(0, Math.min(FULL_PERMILLE, permilleThen + slope * (nowNs - thenNs)));
    }

    /** What the gauge says. */
    double gaugePermilleAt(long nowNs) {
        return Math.max(0, Math.min(FULL_PERMILLE, permilleAt(nowNs) + gaugeErrorPermille));
    }

    /** How long the pump would run on the battery from now on, hours. */
    double batteryHoursAt(long nowNs) {
        double usable = Math.max(0, permilleAt(nowNs) - sagPermille);
        return usable * capacityShare / ratedDrainPerNs / NS_PER_HOUR;
    }

    /** When nothing feeds the pump any more; {@link Long#MAX_VALUE} on the mains. */
    long emptyAtNs() {
        double usable = Math.max(0, permilleThen - sagPermille);
        return mains ? Long.MAX_VALUE : thenNs + (long) (usable * capacityShare / ratedDrainPerNs);
    }
}
