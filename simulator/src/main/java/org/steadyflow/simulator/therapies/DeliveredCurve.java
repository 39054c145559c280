package org.steadyflow.simulator.therapies;

import java.util.Arrays;
import org.steadyflow.simulator.run.Watching;
import org.steadyflow.simulator.world.WorldTruth;

/** The volume that has really entered the vein, every ten seconds since the pump first moved. One thread. */
final class DeliveredCurve implements Watching.Onlooker {
    private static final double EVERY_S = 10;
    private static final double NS_PER_S = 1e9;

    private double[] volumesMl = new double[1_024];
    private int count;
    private long nextNs;
    private long startNs = -1;
    private double startMl;
    private double lastMl;

    /** The infusion is started now: times count from here. */
    void started(long nowNs) {
        if (startNs < 0) {
            startNs = nowNs;
            nextNs = nowNs;
        }
    }

    @Override
    public void look(WorldTruth truth) {
        if (startNs < 0) {
            startMl = truth.deliveredMl();
            return;
        }
        if (truth.nowNs() >= nextNs) {
            nextNs += (long) (EVERY_S * NS_PER_S);
            volumesMl = count == volumesMl.length ? Arrays.copyOf(volumesMl, 2 * count) : volumesMl;
            volumesMl[count++] = truth.deliveredMl() - startMl;
        }
        lastMl = truth.deliveredMl() - startMl;
    }

    double totalMl() {
        return lastMl;
    }

    /** Whether the run was long enough for this time. */
    boolean reaches(double atS) {
        return atS / EVERY_S < count;
    }

    /** Volume by {@code atS} seconds after the start, between two samples on a line. */
    double volumeMl(double atS) {
        int before = (int) Math.floor(atS / EVERY_S);
        int low = Math.clamp(before, 0, count - 1);
        int high = Math.min(low + 1, count - 1);
        double share = atS / EVERY_S - before;
        return volumesMl[low] + share * (volumesMl[high] - volumesMl[low]);
    }

    double meanMlPerH(double fromS, double toS) {
        return (volumeMl(toS) - volumeMl(fromS)) / (toS - fromS) * 3_600;
    }
}
