package org.steadyflow.simulator.world;

/**
 * Container, line to the pump, line to the vein: two compliances, each behind a resistance, with the pump between them.
 * Over one step the pump's flow is constant, so the exact solution is used: the volume stored afterwards is a weighted
 * sum of what was stored, of what rest would store, and of what was pumped. The weights change only when a resistance
 * or a compliance does. What reaches the patient is what is left over, hence volume is conserved to the femtolitre.
 */
final class FluidLine {
    static final double STEP_S = 0.01;
    /** Of the set where nothing squeezes it, for water. */
    private static final double OPEN_SET_MMHG_PER_ML_PER_MIN = 3;

    static final double PA_PER_MMHG = 133.322387415;

    private static final double MMHG_PER_METRE_OF_WATER = 73.6;
    private static final double SECONDS_PER_MINUTE = 60;

    private final WorldParameters.Line line;
    private final WorldParameters.Container parameters;
    private final long leastUpstreamFl;
    private final boolean vented;
    /** The container is a syringe: the pump moves its wall, and no line is between. */
    private final boolean rigid;

    private double veinMmHg;
    private double kinkFactor = 1;
    private boolean clamped;
    private double airDownstreamMl;

    private double upKeep;
    private double upRestFl;
    private double upShare;
    private double downKeep;
    private double downRestFl;
    private double downShare;
    private double downPaPerFl;
    private long leastDownstreamFl;

    private long containerFl;
    private long upStoredFl;
    private long downStoredFl;
    private long patientFl;
    private long wasteFl;
    private long suppliedFl;

    private long pumpedFl;
    private long inflowFl;
    private long lastInflowFl;
    private long lastOutflowFl;
    private long lastAirInFl;
    private boolean empty;
    private double head = 1;

    FluidLine(WorldParameters.Line line, WorldParameters.Container container, boolean rigid) {
        this.line = line;
        this.parameters = container;
        this.rigid = rigid;
        this.vented = container.vented() && !rigid;
        this.leastUpstreamFl = Femtolitres.ofMl(container.leastMmHg() * container.lineComplianceMlPerMmHg());
        this.veinMmHg = line.veinMmHg();
        weighUpstream();
        weighDownstream();
        containerFl = Femtolitres.ofMl(container.volumeMl());
        upStoredFl = rigid ? 0 : Femtolitres.ofMl(headMmHg() * container.lineComplianceMlPerMmHg());
        downStoredFl = Femtolitres.ofMl(veinMmHg * line.complianceMlPerMmHg());
        suppliedFl = containerFl + upStoredFl + downStoredFl;
    }

    /**
     * One physics step.
     *
     * @param displacedFl what the mechanism would move; less moves when it would suck below the least pressure, or when
     *     a syringe has no more
     * @return what moved
     */
    long step(long displacedFl) {
        long pumped = rigid ? Math.min(displacedFl, containerFl) : displacedFl;
        boolean sucksUpstream = !rigid && upStoredFl - pumped < leastUpstreamFl;
        if (sucksUpstream || downStoredFl + pumped < leastDownstreamFl) {
            pumped = withinSuction(pumped);
        }
        pumpedFl += pumped;

        long downNext = (long) Math.rint(downStoredFl * downKeep + downRestFl + pumped * downShare);
        lastOutflowFl = downStoredFl + pumped - downNext;
        downStoredFl = downNext;
        patientFl += lastOutflowFl;
        if (rigid) {
            giveFromBarrel(pumped);
        } else {
            draw(pumped);
        }
        return pumped;
    }

    private void giveFromBarrel(long pumped) {
        containerFl -= pumped;
        inflowFl += pumped;
        lastInflowFl = pumped;
        empty = containerFl == 0;
    }

    private void draw(long pumped) {
        long upNext = (long) Math.rint(upStoredFl * upKeep + upRestFl - pumped * upShare);
        long in = upNext - upStoredFl + pumped;
        if (in > containerFl || empty) {
            in = pastEmpty(in);
            upNext = upStoredFl - pumped + in;
        } else {
            containerFl -= in;
        }
        upStoredFl = upNext;
        inflowFl += in;
        lastInflowFl = in;
    }

    /**
     * What runs through the open set within one step, by the pressures on its sides; forwards or back. A syringe's
     * stopper holds by its friction.
     */
    long freeFlowFl() {
        if (rigid) {
            return 0;
        }
        double mmHg = (upstreamPa() - downstreamPa()) / PA_PER_MMHG;
        double mlPerMin = mmHg / (OPEN_SET_MMHG_PER_ML_PER_MIN * line.viscosityCp());
        return Femtolitres.ofMl(mlPerMin * STEP_S / SECONDS_PER_MINUTE);
    }

    private long withinSuction(long asked) {
        if (asked > 0) {
            return rigid ? asked : Math.max(0, Math.min(asked, upStoredFl - leastUpstreamFl));
        }
        return Math.min(0, Math.max(asked, leastDownstreamFl - downStoredFl));
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

    private void weighUpstream() {
        double minutes = clamped
                ? Double.POSITIVE_INFINITY
                : parameters.lineResistanceMmHgPerMlPerMin()
                        * line.viscosityCp()
                        * parameters.lineComplianceMlPerMmHg();
        double stepsPerDecay = minutes * SECONDS_PER_MINUTE / STEP_S;
        upKeep = Math.exp(-1 / stepsPerDecay);
        upShare = share(stepsPerDecay);
        restUpstream();
    }

    private void restUpstream() {
        upRestFl = headMmHg() * parameters.lineComplianceMlPerMmHg() * Femtolitres.PER_ML * (1 - upKeep);
    }

    private void weighDownstream() {
        double compliance = line.complianceMlPerMmHg() + airDownstreamMl * line.airComplianceMlPerMmHgPerMl();
        double minutes = kinkFactor * line.resistanceMmHgPerMlPerMin() * line.viscosityCp() * compliance;
        double stepsPerDecay = minutes * SECONDS_PER_MINUTE / STEP_S;
        downKeep = Math.exp(-1 / stepsPerDecay);
        downShare = share(stepsPerDecay);
        downRestFl = veinMmHg * compliance * Femtolitres.PER_ML * (1 - downKeep);
        downPaPerFl = PA_PER_MMHG / (compliance * Femtolitres.PER_ML);
        leastDownstreamFl = Femtolitres.ofMl(parameters.leastMmHg() * compliance);
    }

    /** How much of one step's flow is still stored at the step's end. */
    private static double share(double stepsPerDecay) {
        return Double.isInfinite(stepsPerDecay) ? 1 : -Math.expm1(-1 / stepsPerDecay) * stepsPerDecay;
    }

    private double headMmHg() {
        return head * parameters.headMetres() * MMHG_PER_METRE_OF_WATER;
    }

    /** Multiplies the resistance to the vein; infinity closes it. */
    void kink(double factor) {
        kinkFactor = factor;
        weighDownstream();
    }

    void clampUpstream(boolean present) {
        clamped = present;
        weighUpstream();
    }

    void vein(double mmHg) {
        veinMmHg = mmHg;
        weighDownstream();
    }

    void airDownstream(double millilitres) {
        airDownstreamMl = millilitres;
        weighDownstream();
    }

    /** The share of the full column's height that still stands above the pump, 0-1. */
    void head(double share) {
        head = share;
        restUpstream();
    }

    /** A new container with so many femtolitres for the old one, whose rest is thrown away. */
    void refill(long addedFl) {
        wasteFl += containerFl;
        suppliedFl += addedFl;
        containerFl = addedFl;
        empty = false;
        lastAirInFl = 0;
        head(1);
    }

    /** All compartments together, to be compared with {@link #suppliedFl()}. */
    long heldFl() {
        return containerFl + upStoredFl + downStoredFl + patientFl + wasteFl;
    }

    long suppliedFl() {
        return suppliedFl;
    }

    double downstreamPa() {
        return downStoredFl * downPaPerFl;
    }

    double upstreamPa() {
        return upStoredFl * PA_PER_MMHG / (parameters.lineComplianceMlPerMmHg() * Femtolitres.PER_ML);
    }

    /** True from the moment the container gave its last drop until it is replaced. */
    boolean empty() {
        return empty;
    }

    boolean vented() {
        return vented;
    }

    double kinkFactor() {
        return kinkFactor;
    }

    long containerFl() {
        return containerFl;
    }

    /** Everything that went into the vein, air included. */
    long patientFl() {
        return patientFl;
    }

    /** Everything that passed the pump. */
    long pumpedFl() {
        return pumpedFl;
    }

    /** Everything that left the container, air included. */
    long inflowFl() {
        return inflowFl;
    }

    long upStoredFl() {
        return upStoredFl;
    }

    long downStoredFl() {
        return downStoredFl;
    }

    long lastOutflowFl() {
        return lastOutflowFl;
    }

    long lastInflowFl() {
        return lastInflowFl;
    }

    long lastAirInFl() {
        return lastAirInFl;
    }
}
