package org.steadyflow.firmware.safety;

import org.steadyflow.hal.device.PowerSample;

/**
 * Mains and battery. Time left is the lower of two: what the charge lasts at the rated drain (a full battery eight
 * hours), and what it lasts at the drain seen since the mains went, once that is 2 % of a full battery: an aged battery
 * is found by its fall. Low and depleted hold until the mains are back, or a gauge that wavers would toggle them.
 *
 * @param lost last three answers to "no mains"
 * @param sinceNs when the mains went; meaningless on the mains
 * @param permilleThen charge at that moment
 * @param leftNs time left on battery; {@link Long#MAX_VALUE} on the mains and while the gauge cannot be believed
 */
record PowerWatch(int lost, long sinceNs, int permilleThen, long leftNs, boolean low, boolean depleted) {
    static final long LOW_NS = 1_800_000_000_000L;
    static final long DEPLETED_NS = 300_000_000_000L;
    static final int FULL_PERMILLE = 1_000;
    /** What a charge of one per mille lasts by the rating. */
    static final long RATED_NS_PER_PERMILLE = 8 * 3_600_000_000_000L / FULL_PERMILLE;
    /** A smaller fall than this says nothing of the drain. */
    static final int FALL_TO_MEASURE_PERMILLE = 20;

    static final PowerWatch START = new PowerWatch(0, 0, 0, Long.MAX_VALUE, false, false);

    PowerWatch next(PowerSample power, long nowNs) {
        int history = TwoOfThree.push(lost, !power.mainsPresent());
        if (!TwoOfThree.holds(history)) {
            return history == lost && leftNs == Long.MAX_VALUE && !low ? this : onMains(history);
        }
        boolean isNew = !TwoOfThree.holds(lost);
        long since = isNew ? nowNs : sinceNs;
        int then = isNew ? power.chargePermille() : permilleThen;
        long left = leftOf(power.chargePermille(), then, nowNs - since);
        boolean nowDepleted = depleted || left < DEPLETED_NS;
        return new PowerWatch(history, since, then, left, low || left < LOW_NS, nowDepleted);
    }

    private static PowerWatch onMains(int history) {
        return new PowerWatch(history, 0, 0, Long.MAX_VALUE, false, false);
    }

    boolean onBattery() {
        return TwoOfThree.holds(lost);
    }

    private static long leftOf(int permille, int permilleThen, long onBatteryNs) {
        if (!isCharge(permille)) {
            return Long.MAX_VALUE;
        }
        long rated = permille * RATED_NS_PER_PERMILLE;
        int fall = isCharge(permilleThen) ? permilleThen - permille : 0;
        return fall >= FALL_TO_MEASURE_PERMILLE ? Math.min(rated, onBatteryNs / fall * permille) : rated;
    }

    static boolean isCharge(int permille) {
        return permille >= 0 && permille <= FULL_PERMILLE;
    }
}
