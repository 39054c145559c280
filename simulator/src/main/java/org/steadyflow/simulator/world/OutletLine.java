package org.steadyflow.simulator.world;

/**
 * The line from the pump to the vein: a compliance at the pump, the tube's resistance, a compliance at the tube's far
 * end, then filter, catheters and tissue. The exact solution over one step is used, whose weights change only when a
 * resistance or a compliance does. What reaches the patient is what is left over, hence volume is conserved to the
 * femtolitre. Air in it makes the near compliance larger, by Boyle's law.
 */
final class OutletLine {
    /** Absolute pressure of the room. */
    static final double ROOM_MMHG = 760;

    private static final double SECONDS_PER_MINUTE = 60;
    /** Pressure by which air may be off Boyle's curve before its compliance is taken anew. */
    private static final double BOYLE_STEP_MMHG = 4;

    private final WorldParameters.Line line;
    private final WorldParameters.Filter filter;
    private final double leastMmHg;
    private final Decay decay = new Decay();

    private double veinMmHg;
    private double thinning = 1;
    private double airMl;
    private double clogging = 1;
    private double tubeKink = 1;
    private double outletKink = 1;
    private double bend = 1;

    private double nearKeep;
    private double nearFromFar;
    private double farFromNear;
    private double farKeep;
    private double nearShare;
    private double farShare;
    private double nearRestPerMmHg;
    private double farRestPerMmHg;
    private double nearRestFl;
    private double farRestFl;
    private double paPerFl;
    private double weighedMmHg;
    private long leastNearFl;
    private boolean closed;

    private long nearFl;
    private long farFl;
    private long patientFl;
    private long lastOutflowFl;

    OutletLine(WorldParameters.Line line, WorldParameters.Filter filter, double leastMmHg) {
        this.line = line;
        this.filter = filter;
        this.leastMmHg = leastMmHg;
        this.veinMmHg = line.veinMmHg();
        weigh(veinMmHg);
        nearFl = Math.round(veinMmHg * nearCompliance(veinMmHg) * Femtolitres.PER_ML);
        farFl = Math.round(veinMmHg * farCompliance() * Femtolitres.PER_ML);
    }

    /** Takes what the mechanism moved in this step. */
    void step(long pumpedFl) {
        long nearNext = (long) Math.rint(nearFl * nearKeep + farFl * nearFromFar + nearRestFl + pumpedFl * nearShare);
        long all = nearFl + farFl + pumpedFl;
        long farNext = closed
                ? all - nearNext
                : (long) Math.rint(nearFl * farFromNear + farFl * farKeep + farRestFl + pumpedFl * farShare);
        lastOutflowFl = all - nearNext - farNext;
        nearFl = nearNext;
        farFl = farNext;
        patientFl += lastOutflowFl;
    }

    /** Whether so much may be drawn back through the mechanism without sucking below the least pressure. */
    boolean allows(long pumpedFl) {
        return nearFl + pumpedFl >= leastNearFl;
    }

    /** The part of a backward step that the least pressure allows; at most 0. */
    long withinSuction(long askedFl) {
        return Math.min(0, Math.max(askedFl, leastNearFl - nearFl));
    }

    private double nearCompliance(double mmHg) {
        double room = Math.max(1, ROOM_MMHG + mmHg);
        return line.complianceMlPerMmHg() * (1 - line.shape().farComplianceShare()) + airMl / room;
    }

    private double farCompliance() {
        return line.complianceMlPerMmHg() * line.shape().farComplianceShare();
    }

    private void weigh(double mmHg) {
        weighedMmHg = mmHg;
        double viscosity = line.viscosityCp() * thinning;
        double whole = line.resistanceMmHgPerMlPerMin() * viscosity;
        double outlet = whole * line.shape().outletShare();
        double tubeMinutes = whole - outlet + whole * (tubeKink - 1) + whole * (bend - 1);
        double filterMinutes = filter.present() ? filter.resistanceMmHgPerMlPerMin() * clogging * viscosity : 0;
        double outletMinutes = outlet + filterMinutes + line.shape().tissueMmHgPerMlPerMin() + whole * (outletKink - 1);
        double near = nearCompliance(mmHg);
        double far = farCompliance();
        double tubePerS = 1 / (tubeMinutes * SECONDS_PER_MINUTE);
        double outletPerS = 1 / (outletMinutes * SECONDS_PER_MINUTE);
        decay.solve(
                -tubePerS / near, tubePerS / far, tubePerS / near, -(tubePerS + outletPerS) / far, FluidLine.STEP_S);
        nearKeep = decay.keep[0];
        nearFromFar = decay.keep[1];
        farFromNear = decay.keep[2];
        farKeep = decay.keep[3];
        nearShare = decay.gain[0] / FluidLine.STEP_S;
        farShare = decay.gain[2] / FluidLine.STEP_S;
        nearRestPerMmHg = decay.gain[1] * outletPerS * Femtolitres.PER_ML;
        farRestPerMmHg = decay.gain[3] * outletPerS * Femtolitres.PER_ML;
        closed = outletPerS == 0;
        paPerFl = FluidLine.PA_PER_MMHG / (near * Femtolitres.PER_ML);
        leastNearFl = Femtolitres.ofMl(leastMmHg * near);
        rest();
    }

    private void rest() {
        nearRestFl = veinMmHg * nearRestPerMmHg;
        farRestFl = veinMmHg * farRestPerMmHg;
    }

    /** What the line flows against, from now on. */
    void vein(double mmHg) {
        veinMmHg = mmHg;
        rest();
    }

    /** Multiplies the line's resistance by narrowing it at the catheter, or in the middle of the tube. */
    void kink(Occlusion.Place place, double factor) {
        switch (place) {
            case CATHETER -> outletKink = factor;
            case MID_LINE -> tubeKink = factor;
            case UPSTREAM -> throw new IllegalArgumentException("upstream is the container's line");
        }
        weigh(weighedMmHg);
    }

    /** A bend of daily life in the middle of the tube; it stands beside a kink. */
    void bend(double factor) {
        bend = factor;
        weigh(weighedMmHg);
    }

    /** Viscosity over that at 20 C. */
    void thin(double factor) {
        thinning = factor;
        weigh(weighedMmHg);
    }

    /** Air between pump and vein, as a volume at the pressure of the room. */
    void air(double millilitres) {
        airMl = millilitres;
        weigh(boyleMmHg());
    }

    /** Takes air's compliance anew where the pressure has moved along Boyle's curve. */
    void followAir() {
        double mmHg = boyleMmHg();
        if (airMl > 0 && Math.abs(mmHg - weighedMmHg) > BOYLE_STEP_MMHG) {
            weigh(mmHg);
        }
    }

    /** The pressure at which tube and air together store what is stored: C P + V P / (P0 + P) = S. */
    private double boyleMmHg() {
        double stiff = line.complianceMlPerMmHg() * (1 - line.shape().farComplianceShare());
        double stored = Femtolitres.toMl(nearFl);
        double half = (stiff * ROOM_MMHG + airMl - stored) / 2;
        double root = Math.sqrt(half * half + stiff * stored * ROOM_MMHG);
        double mmHg = half >= 0 ? stored * ROOM_MMHG / (half + root) : (root - half) / stiff;
        return Math.max(leastMmHg, mmHg);
    }

    /** The filter holds back what the liquid carries. */
    void clog() {
        double passedMl = Femtolitres.toMl(patientFl);
        double next = 1 + filter.clogPerMl() * Math.max(0, passedMl);
        if (filter.present() && next > clogging * 1.01) {
            clogging = next;
            weigh(weighedMmHg);
        }
    }

    /** At the pump. */
    double pa() {
        return nearFl * paPerFl;
    }

    /** Everything that went into the vein, air included. */
    long patientFl() {
        return patientFl;
    }

    long storedFl() {
        return nearFl + farFl;
    }

    long lastOutflowFl() {
        return lastOutflowFl;
    }
}
