package org.steadyflow.firmware.core;

import org.steadyflow.firmware.calibration.Averages;

/**
 * How the set that is in the pump was used, and what the journal was told of it.
 *
 * @param averages of the last minute of flow
 * @param turnedNs how long the motor has turned it
 * @param seenNs monotonic time up to which that is counted; {@link #UNSEEN} before the first look
 * @param told what the journal's last line about it says
 * @param endedFactor id of a set's own factor that holds no longer; empty for none
 */
public record SetUse(Averages averages, long turnedNs, long seenNs, Told told, String endedFactor) {
    static final long UNSEEN = Long.MIN_VALUE;

    /** Nothing has run in it. */
    public static final SetUse NEW = new SetUse(Averages.NONE, 0, UNSEEN, Told.NOTHING, "");

    private static final long NS_PER_S = 1_000_000_000L;

    /**
     * A line of the journal.
     *
     * @param yield in force when it was written, millionths
     * @param turnedNs what it said of the motor's time
     * @param atNs when, monotonic; {@link #UNSEEN} before this start
     * @param factor id of the set's own factor, if that held then; else empty
     */
    record Told(int yield, long turnedNs, long atNs, String factor) {
        static final Told NOTHING = new Told(1_000_000, 0, UNSEEN, "");
    }

    /** As the journal's last line tells it. */
    public static SetUse restored(int yield, long turnedS, String factor, boolean factorHolds) {
        long turned = turnedS * NS_PER_S;
        Told told = new Told(yield, turned, UNSEEN, factorHolds ? factor : "");
        return new SetUse(Averages.NONE, turned, UNSEEN, told, factorHolds ? "" : factor);
    }

    /** Another set, as far as the pump can know. */
    SetUse renewed(String factor) {
        return new SetUse(Averages.NONE, 0, seenNs, told, factor);
    }

    SetUse at(Averages nextAverages, long nextTurnedNs, long nowNs) {
        return new SetUse(nextAverages, nextTurnedNs, nowNs, told, endedFactor);
    }

    SetUse told(int yield, long nowNs, String factor) {
        return new SetUse(averages, turnedNs, seenNs, new Told(yield, turnedNs, nowNs, factor), endedFactor);
    }

    long turnedS() {
        return turnedNs / NS_PER_S;
    }
}
