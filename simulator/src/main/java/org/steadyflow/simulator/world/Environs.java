package org.steadyflow.simulator.world;

/** All that changes by itself around the line: daily life, heat, slow occlusions, a filter that clogs. */
final class Environs {
    private static final long LIFE_STREAM = 4;
    /** A filter is looked at this often. */
    private static final long CLOG_NS = 10_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private final FluidLine line;
    private final CauseLog causes;
    private final Everyday everyday;
    private final Climate climate;
    private final Occlusions occlusions;
    private long climateNs;
    private long clogNs;
    private long nextNs;

    Environs(WorldParameters parameters, long seed, FluidLine line, AirColumn air, Climate climate, CauseLog causes) {
        this.line = line;
        this.causes = causes;
        this.climate = climate;
        this.occlusions = new Occlusions(line);
        this.everyday = new Everyday(
                parameters.life(),
                parameters.line().veinMmHg(),
                parameters.wallStartMs(),
                line,
                air,
                new RandomBits(seed, LIFE_STREAM));
        line.thin(climate.thinning());
        climateNs = climate.nextNs(0);
        clogNs = parameters.filter().present() ? CLOG_NS : NEVER;
        schedule();
    }

    /** When something is due next. */
    long nextNs() {
        return nextNs;
    }

    /** Does what is due; the mechanism hears of its temperature. */
    void act(long nowNs, Displacer mechanism) {
        if (nowNs >= everyday.nextNs() && everyday.act(nowNs)) {
            causes.begin(Cause.AIR_IN_LINE, nowNs);
        }
        if (nowNs >= occlusions.nextNs()) {
            occlusions.act(nowNs);
        }
        if (nowNs >= climateNs) {
            climate.work(nowNs, inflowMl());
            line.thin(climate.thinning());
            mechanism.temperature(climate.setCelsius());
            climateNs = climate.nextNs(nowNs);
        }
        if (nowNs >= clogNs) {
            line.outlet().clog();
            clogNs = nowNs + CLOG_NS;
        }
        schedule();
    }

    /** To be called when something outside changed what is due. */
    void schedule() {
        nextNs = Math.min(Math.min(everyday.nextNs(), occlusions.nextNs()), Math.min(climateNs, clogNs));
    }

    private double inflowMl() {
        return Femtolitres.toMl(line.inlet().inflowFl());
    }

    /** Another container hangs. */
    void hung(long nowNs) {
        climate.hung(inflowMl());
        climateNs = climate.nextNs(nowNs);
        schedule();
    }

    void room(double celsius, long nowNs) {
        climate.room(celsius, inflowMl());
        climateNs = climate.nextNs(nowNs);
        schedule();
    }

    void occlude(Occlusion occlusion, long nowNs) {
        occlusions.begin(occlusion, nowNs);
        schedule();
    }

    void clear(Occlusion.Place place) {
        occlusions.end(place);
        schedule();
    }

    boolean isOccluded(Occlusion.Place place) {
        return occlusions.isPresent(place);
    }

    void live(DailyLife life, long nowNs) {
        everyday.live(life, nowNs);
        schedule();
    }

    Everyday everyday() {
        return everyday;
    }

    Climate climate() {
        return climate;
    }
}
