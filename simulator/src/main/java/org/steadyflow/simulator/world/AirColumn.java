package org.steadyflow.simulator.world;

/**
 * Bubbles on their way. The line is a plug: what enters first leaves first. A bubble is therefore a place in the
 * column, counted in volume that must have passed the pump before its front does; the detector and the vein are the
 * same place further on. Nothing moves a bubble but the two running totals, so it runs back when the flow does. Volumes
 * are those at the pressure of the room; under pressure a bubble is shorter (Boyle), and the detector sees it for less
 * long. Bubbles that touch are one. A filter before the vein lets air out until its membrane is wet.
 */
final class AirColumn {
    /** More bubbles than this merge into the last one. */
    static final int LIMIT = 64;

    private final long entryFl;
    private final long detectorFl;
    private final long windowFl;
    private final long mergesWithinFl;
    private final long filterLimitFl;
    /** Volume that lies between container and pump, and between pump and vein, when the world begins. */
    private final long upstreamFl;

    private final long downstreamFl;

    private final long[] frontFl = new long[LIMIT];
    private final long[] volumeFl = new long[LIMIT];
    private final long[] passedFl = new long[LIMIT];
    private int count;
    private boolean growing;

    private long finishedFl;
    private long enteredFl;
    private long removedFl;
    private long ventedFl;
    private double detectorShare;
    private long inLineFl;
    private long belowPumpFl;

    /**
     * @param upstreamFl what the line from the container holds
     * @param downstreamFl what the line to the vein holds
     */
    AirColumn(WorldParameters.Air air, WorldParameters.Filter filter, long upstreamFl, long downstreamFl) {
        this.entryFl = Femtolitres.ofMl(air.entryMl());
        this.detectorFl = Femtolitres.ofMl(air.detectorMl());
        this.windowFl = Femtolitres.ofMl(air.windowMl());
        this.mergesWithinFl = Femtolitres.ofMl(air.mergesWithinMl());
        this.filterLimitFl = filter.present() ? Femtolitres.ofMl(filter.airLimitMl()) : 0;
        this.upstreamFl = upstreamFl;
        this.downstreamFl = downstreamFl;
    }

    boolean isPresent() {
        return count > 0;
    }

    /** Liquid just upstream of the pump is replaced by a bubble. */
    void insert(long bubbleFl, long pumpedFl) {
        add(pumpedFl + entryFl, bubbleFl);
    }

    /**
     * The container gives air.
     *
     * @param airFl in this step, negative when some runs back
     * @param inflowBeforeFl everything that left the container before it
     */
    void enter(long airFl, long inflowBeforeFl) {
        if (growing) {
            long change = Math.max(airFl, passedFl[count - 1] - volumeFl[count - 1]);
            volumeFl[count - 1] += change;
            enteredFl += change;
        } else if (airFl > 0) {
            add(upstreamFl + inflowBeforeFl, airFl);
            growing = true;
        }
    }

    /** A full container hangs again: the next in the column is liquid. */
    void sealed() {
        growing = false;
    }

    private void add(long wantedFrontFl, long bubbleFl) {
        enteredFl += bubbleFl;
        inLineFl += bubbleFl;
        growing = false;
        boolean touches = count > 0 && wantedFrontFl <= frontFl[count - 1] + volumeFl[count - 1] + mergesWithinFl;
        if (touches || count == LIMIT) {
            volumeFl[count - 1] += bubbleFl;
            return;
        }
        frontFl[count] = wantedFrontFl;
        volumeFl[count] = bubbleFl;
        passedFl[count] = 0;
        count++;
    }

    /**
     * Follows the totals that have passed the pump and entered the vein.
     *
     * @param length of a bubble below the pump over its length at the pressure of the room
     */
    void follow(long pumpedFl, long patientFl, double length) {
        long seen = 0;
        long inLine = 0;
        long belowPump = 0;
        for (int bubble = 0; bubble < count; bubble++) {
            long front = frontFl[bubble];
            long volume = volumeFl[bubble];
            long through = Math.max(passedFl[bubble], within(patientFl - downstreamFl - front, volume));
            ventedFl += Math.min(through - passedFl[bubble], filterLimitFl - ventedFl);
            passedFl[bubble] = through;
            long seenLength = (long) (volume * length);
            long pastStart = within(pumpedFl - detectorFl - front, seenLength);
            long pastEnd = within(pumpedFl - detectorFl - windowFl - front, seenLength);
            seen += pastStart - pastEnd;
            inLine += volume - passedFl[bubble];
            belowPump += within(pumpedFl - front, volume) - passedFl[bubble];
        }
        detectorShare = (double) seen / windowFl;
        inLineFl = inLine;
        belowPumpFl = Math.max(0, belowPump);
        forgetFirstIfGone();
    }

    /** Air is drawn off and the line is full of liquid again. */
    void remove() {
        finishedFl = throughFl();
        removedFl += inLineFl;
        count = 0;
        growing = false;
        detectorShare = 0;
        inLineFl = 0;
        belowPumpFl = 0;
    }

    private static long within(long value, long limit) {
        return Math.max(0, Math.min(value, limit));
    }

    private void forgetFirstIfGone() {
        boolean mayGrow = growing && count == 1;
        if (passedFl[0] < volumeFl[0] || mayGrow) {
            return;
        }
        finishedFl += passedFl[0];
        count--;
        System.arraycopy(frontFl, 1, frontFl, 0, count);
        System.arraycopy(volumeFl, 1, volumeFl, 0, count);
        System.arraycopy(passedFl, 1, passedFl, 0, count);
    }

    /** The share of the detector's window that is air, 0-1. */
    double detectorShare() {
        return detectorShare;
    }

    long inLineFl() {
        return inLineFl;
    }

    /** Between pump and vein. */
    long belowPumpFl() {
        return belowPumpFl;
    }

    /** What came to the end of the line and was not let out by a filter. */
    long intoPatientFl() {
        return throughFl() - ventedFl;
    }

    /** What a filter let out to the room. */
    long ventedFl() {
        return ventedFl;
    }

    private long throughFl() {
        long total = finishedFl;
        for (int bubble = 0; bubble < count; bubble++) {
            total += passedFl[bubble];
        }
        return total;
    }

    /**
     * All air that ever entered the column: what is in line, what went into the patient, what a filter let out and what
     * was drawn off.
     */
    long enteredFl() {
        return enteredFl;
    }

    long removedFl() {
        return removedFl;
    }
}
