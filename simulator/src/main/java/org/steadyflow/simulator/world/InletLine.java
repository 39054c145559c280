package org.steadyflow.simulator.world;

/**
 * Container and the line from it to the pump: one compliance behind a resistance, solved exactly as {@link OutletLine}.
 * A bag's pressure falls as its walls meet; a vented bottle gives air for the liquid that it lacks. A syringe has no
 * such line: the pump moves its wall.
 */
final class InletLine {
    private static final double MMHG_PER_METRE_OF_WATER = 73.6;
    private static final double SECONDS_PER_MINUTE = 60;
    /** Part of the collapsing content that passes before the pressure is taken anew. */
    private static final double COLLAPSE_STEP = 0.005;

    private final WorldParameters.Container parameters;
    private final double viscosityCp;
    private final long leastFl;
    private final long collapseFl;
    private final boolean vented;
    private final boolean rigid;

    private double kink = 1;
    private boolean clamped;
    private double thinning = 1;
    private double columnShare = 1;
    private double raisedMetres;

    private double keep;
    private double share;
    private double restFl;
    private long restedAtFl;

    private long containerFl;
    private long storedFl;
    private long wasteFl;
    private long suppliedFl;
    private long inflowFl;
    private long lastInflowFl;
    private long lastAirInFl;
    private boolean empty;

    InletLine(WorldParameters.Container parameters, double viscosityCp, boolean rigid) {
        this.parameters = parameters;
        this.viscosityCp = viscosityCp;
        this.rigid = rigid;
        this.vented = parameters.vented() && !rigid;
        this.leastFl = Femtolitres.ofMl(parameters.leastMmHg() * parameters.lineComplianceMlPerMmHg());
        this.collapseFl = vented || parameters.collapse().mmHg() == 0
                ? 0
                : Femtolitres.ofMl(parameters.collapse().fromMl());
        containerFl = Femtolitres.ofMl(parameters.volumeMl());
        weigh();
        storedFl = rigid ? 0 : Femtolitres.ofMl(sourceMmHg() * parameters.lineComplianceMlPerMmHg());
        suppliedFl = containerFl + storedFl;
    }

    /** The part of what the mechanism would move that container and suction allow. */
    long within(long askedFl) {
        if (rigid) {
            return Math.min(askedFl, containerFl);
        }
        return askedFl > 0 && storedFl - askedFl < leastFl ? Math.max(0, storedFl - leastFl) : askedFl;
    }

    /** Gives what the mechanism moved in this step. */
    void step(long pumpedFl) {
        if (rigid) {
            containerFl -= pumpedFl;
            inflowFl += pumpedFl;
            lastInflowFl = pumpedFl;
            empty = containerFl == 0;
        } else {
            draw(pumpedFl);
        }
    }

    private void draw(long pumpedFl) {
        long next = (long) Math.rint(storedFl * keep + restFl - pumpedFl * share);
        long in = next - storedFl + pumpedFl;
        if (in > containerFl || empty) {
            in = pastEmpty(in);
            next = storedFl - pumpedFl + in;
        } else {
            containerFl -= in;
        }
        storedFl = next;
        inflowFl += in;
        lastInflowFl = in;
        if (containerFl < collapseFl && Math.abs(containerFl - restedAtFl) > collapseFl * COLLAPSE_STEP) {
            rest();
        }
    }

    /**
     * A vented container gives air for the liquid that it lacks, a bag gives nothing. Both take back what flows back.
     */
    private long pastEmpty(long asked) {
        long liquid = empty && vented ? 0 : Math.min(asked, containerFl);
        long air = vented ? asked - liquid : 0;
        empty = true;
        containerFl -= liquid;
        suppliedFl += air;
        lastAirInFl = air;
        return liquid + air;
    }

    private void weigh() {
        double minutes = clamped
                ? Double.POSITIVE_INFINITY
                : kink
                        * parameters.lineResistanceMmHgPerMlPerMin()
                        * viscosityCp
                        * thinning
                        * parameters.lineComplianceMlPerMmHg();
        double stepsPerDecay = minutes * SECONDS_PER_MINUTE / FluidLine.STEP_S;
        keep = Math.exp(-1 / stepsPerDecay);
        share = Double.isInfinite(stepsPerDecay) ? 1 : -Math.expm1(-1 / stepsPerDecay) * stepsPerDecay;
        rest();
    }

    private void rest() {
        restedAtFl = containerFl;
        restFl = sourceMmHg() * parameters.lineComplianceMlPerMmHg() * Femtolitres.PER_ML * (1 - keep);
    }

    /** Pressure that the container would give to a line without flow. */
    private double sourceMmHg() {
        double head = columnShare * (parameters.headMetres() + raisedMetres) * MMHG_PER_METRE_OF_WATER;
        if (containerFl >= collapseFl) {
            return head;
        }
        double gone = 1 - (double) containerFl / collapseFl;
        return head - parameters.collapse().mmHg() * gone * gone;
    }

    /** Multiplies the resistance; infinity closes the line. */
    void kink(double factor) {
        kink = factor;
        weigh();
    }

    void clamp(boolean present) {
        clamped = present;
        weigh();
    }

    /** Viscosity over that at 20 C. */
    void thin(double factor) {
        thinning = factor;
        weigh();
    }

    /** The share of the full column's height that still stands above the pump, 0-1. */
    void column(double shareOfIt) {
        columnShare = shareOfIt;
        rest();
    }

    /** The container hangs so much higher than at time 0. */
    void raise(double metres) {
        raisedMetres = metres;
        rest();
    }

    /** A new container with so many femtolitres for the old one, whose rest is thrown away. */
    void refill(long addedFl) {
        wasteFl += containerFl;
        suppliedFl += addedFl;
        containerFl = addedFl;
        empty = false;
        lastAirInFl = 0;
        column(1);
    }

    /** Container, line and what was thrown away. */
    long heldFl() {
        return containerFl + storedFl + wasteFl;
    }

    long suppliedFl() {
        return suppliedFl;
    }

    double pa() {
        return storedFl * FluidLine.PA_PER_MMHG / (parameters.lineComplianceMlPerMmHg() * Femtolitres.PER_ML);
    }

    /** True from the moment the container gave its last drop until it is replaced. */
    boolean empty() {
        return empty;
    }

    /** The walls of the bag have begun to meet. */
    boolean collapsing() {
        return containerFl < collapseFl;
    }

    boolean vented() {
        return vented;
    }

    long containerFl() {
        return containerFl;
    }

    long storedFl() {
        return storedFl;
    }

    /** Everything that left the container, air included. */
    long inflowFl() {
        return inflowFl;
    }

    long lastInflowFl() {
        return lastInflowFl;
    }

    long lastAirInFl() {
        return lastAirInFl;
    }
}
