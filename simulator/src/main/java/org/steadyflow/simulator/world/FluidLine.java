package org.steadyflow.simulator.world;

/** Container, line to the pump, line to the vein, with the pump between them, and what ran through them. */
final class FluidLine {
    static final double STEP_S = 0.01;

    static final double PA_PER_MMHG = 133.322387415;
    /** Of the set where nothing squeezes it, for water. */
    private static final double OPEN_SET_MMHG_PER_ML_PER_MIN = 3;

    private static final double SECONDS_PER_MINUTE = 60;

    private final InletLine inlet;
    private final OutletLine outlet;
    private final double viscosityCp;
    /** The container is a syringe: the pump moves its wall, and no line is between. */
    private final boolean rigid;

    private final long suppliedDownstreamFl;
    private double thinning = 1;
    private long pumpedFl;

    FluidLine(WorldParameters parameters, boolean rigid) {
        this.viscosityCp = parameters.line().viscosityCp();
        this.rigid = rigid;
        this.inlet = new InletLine(parameters.container(), viscosityCp, rigid);
        this.outlet = new OutletLine(
                parameters.line(), parameters.filter(), parameters.container().leastMmHg());
        this.suppliedDownstreamFl = outlet.storedFl();
    }

    /**
     * One physics step.
     *
     * @param displacedFl what the mechanism would move; less moves when it would suck below the least pressure, or when
     *     a syringe has no more
     * @return what moved
     */
    long step(long displacedFl) {
        long pumped = inlet.within(displacedFl);
        if (pumped < 0 && !outlet.allows(pumped)) {
            pumped = outlet.withinSuction(pumped);
        }
        pumpedFl += pumped;
        outlet.step(pumped);
        inlet.step(pumped);
        return pumped;
    }

    /**
     * What runs through the open set within one step, by the pressures on its sides; forwards or back. A syringe's
     * stopper holds by its friction.
     */
    long freeFlowFl() {
        if (rigid) {
            return 0;
        }
        double mmHg = (inlet.pa() - outlet.pa()) / PA_PER_MMHG;
        double mlPerMin = mmHg / (OPEN_SET_MMHG_PER_ML_PER_MIN * viscosityCp * thinning);
        return Femtolitres.ofMl(mlPerMin * STEP_S / SECONDS_PER_MINUTE);
    }

    /** Viscosity over that at 20 C. */
    void thin(double factor) {
        thinning = factor;
        inlet.thin(factor);
        outlet.thin(factor);
    }

    /** Narrows a place; 1 opens it. */
    void kink(Occlusion.Place place, double factor) {
        switch (place) {
            case CATHETER, MID_LINE -> outlet.kink(place, factor);
            case UPSTREAM -> inlet.kink(factor);
        }
    }

    InletLine inlet() {
        return inlet;
    }

    OutletLine outlet() {
        return outlet;
    }

    /** All compartments together, to be compared with {@link #suppliedFl()}. */
    long heldFl() {
        return inlet.heldFl() + outlet.storedFl() + outlet.patientFl();
    }

    long suppliedFl() {
        return inlet.suppliedFl() + suppliedDownstreamFl;
    }

    double downstreamPa() {
        return outlet.pa();
    }

    double upstreamPa() {
        return inlet.pa();
    }

    /** Everything that passed the pump. */
    long pumpedFl() {
        return pumpedFl;
    }
}
