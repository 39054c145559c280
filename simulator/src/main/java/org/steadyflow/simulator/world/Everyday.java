package org.steadyflow.simulator.world;

/**
 * Draws what a person does all day from the seed: breath, coughs, an arm that moves, a line that bends, a container
 * that is carried about, gas in the line. None of it is a cause of an alarm, and none is written down as one: that is
 * what it is for. Acts only when something is due.
 */
public final class Everyday {
    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_DAY = 8.64e13;
    private static final double MMHG_PER_METRE_OF_WATER = 73.6;
    private static final long NEVER = Long.MAX_VALUE;
    /** Breath is a row of steps, four a second. */
    private static final long BREATH_STEP_NS = 250_000_000L;

    private static final long MS_PER_HOUR = 3_600_000L;
    private static final long HOURS_PER_DAY = 24;
    private static final int NIGHT_FROM_H = 23;
    private static final int NIGHT_UNTIL_H = 7;
    /** Rest between two coughs of a bout. */
    private static final double BETWEEN_COUGHS_S = 1.5;

    private final FluidLine line;
    private final AirColumn air;
    private final RandomBits bits;
    private final long wallStartMs;

    private DailyLife life;
    private double veinMmHg;
    private double breathMmHg;
    private double coughMmHg;
    private double armMmHg;
    private double raisedArmMmHg;
    private double raisedContainerMetres;
    private int coughsLeft;
    private boolean armMoved;
    private boolean bent;
    private boolean carried;

    private long breathNs = NEVER;
    private long coughNs = NEVER;
    private long armNs = NEVER;
    private long kinkNs = NEVER;
    private long containerNs = NEVER;
    private long bubbleNs = NEVER;
    private long nextNs = NEVER;

    private int coughs;
    private int armMoves;
    private int bends;
    private int carries;
    private int bubbles;

    /**
     * What has happened since time 0.
     *
     * @param coughs single ones
     * @param armMoves times that the arm was raised or lowered
     * @param bends times that the line bent
     * @param carries times that the container was moved
     * @param bubbles bubbles that came out of solution
     */
    public record Counts(int coughs, int armMoves, int bends, int carries, int bubbles) {}

    Everyday(DailyLife life, double veinMmHg, long wallStartMs, FluidLine line, AirColumn air, RandomBits bits) {
        this.life = life;
        this.veinMmHg = veinMmHg;
        this.wallStartMs = wallStartMs;
        this.line = line;
        this.air = air;
        this.bits = bits;
        live(life, 0);
    }

    /** Another life from now on; what is under way ends. */
    void live(DailyLife other, long nowNs) {
        life = other;
        breathMmHg = 0;
        coughMmHg = 0;
        armMmHg = 0;
        coughsLeft = 0;
        if (bent) {
            line.outlet().bend(1);
        }
        if (carried) {
            line.inlet().raise(raisedContainerMetres);
        }
        armMoved = false;
        bent = false;
        carried = false;
        breathNs = life.breathMmHg() > 0 ? nowNs : NEVER;
        coughNs = next(nowNs, life.coughs().boutsPerDay());
        armNs = next(nowNs, life.arm().perDay());
        kinkNs = next(nowNs, life.kinks().perDay());
        containerNs = next(nowNs, life.container().perDay());
        bubbleNs = next(nowNs, life.bubbles().perDay());
        press();
        schedule();
    }

    /** When something is due next. */
    long nextNs() {
        return nextNs;
    }

    /** Does what is due. Whether it let a bubble into the line. */
    boolean act(long nowNs) {
        boolean bubble = nowNs >= bubbleNs;
        if (nowNs >= breathNs) {
            breathe(nowNs);
        }
        if (nowNs >= coughNs) {
            cough(nowNs);
        }
        if (nowNs >= armNs) {
            moveArm(nowNs);
        }
        if (nowNs >= kinkNs) {
            bend(nowNs);
        }
        if (nowNs >= containerNs) {
            carry(nowNs);
        }
        if (bubble) {
            bubbleNs = next(nowNs, life.bubbles().perDay());
            bubbles++;
            long bubbleFl = Math.round(life.bubbles().microlitres().draw(bits) * Femtolitres.PER_UL);
            air.insert(bubbleFl, line.pumpedFl());
        }
        schedule();
        return bubble;
    }

    private void schedule() {
        nextNs = Math.min(
                Math.min(Math.min(breathNs, coughNs), Math.min(armNs, kinkNs)), Math.min(containerNs, bubbleNs));
    }

    private void breathe(long nowNs) {
        breathNs = nowNs + BREATH_STEP_NS;
        double breaths = nowNs / NS_PER_S * life.breathsPerMin() / 60;
        breathMmHg = life.breathMmHg() * Math.sin(breaths * 2 * Math.PI);
        press();
    }

    private void cough(long nowNs) {
        if (coughMmHg > 0) {
            coughMmHg = 0;
            coughNs = coughsLeft > 0
                    ? nowNs + (long) (BETWEEN_COUGHS_S * NS_PER_S)
                    : next(nowNs, life.coughs().boutsPerDay());
        } else if (coughsLeft > 0 || isAwake(nowNs)) {
            coughsLeft = coughsLeft > 0
                    ? coughsLeft - 1
                    : (int) life.coughs().inABout().draw(bits) - 1;
            coughs++;
            coughMmHg = life.coughs().mmHg().draw(bits);
            coughNs = nowNs + (long) (life.coughs().seconds().draw(bits) * NS_PER_S);
        } else {
            coughNs = next(nowNs, life.coughs().boutsPerDay());
        }
        press();
    }

    private void moveArm(long nowNs) {
        boolean moves = !armMoved && isAwake(nowNs);
        armMmHg = moves ? life.arm().metres().draw(bits) * MMHG_PER_METRE_OF_WATER : 0;
        armNs = moves
                ? nowNs + lasting(life.arm().seconds())
                : next(nowNs, life.arm().perDay());
        armMoves += moves ? 1 : 0;
        armMoved = moves;
        press();
    }

    private void bend(long nowNs) {
        boolean bends = !bent && isAwake(nowNs);
        if (bends || bent) {
            line.outlet().bend(bends ? life.kinks().factor().draw(bits) : 1);
        }
        kinkNs = bends
                ? nowNs + lasting(life.kinks().seconds())
                : next(nowNs, life.kinks().perDay());
        this.bends += bends ? 1 : 0;
        bent = bends;
    }

    private void carry(long nowNs) {
        boolean moves = !carried && isAwake(nowNs);
        if (moves || carried) {
            double metres = moves ? life.container().metres().draw(bits) : 0;
            line.inlet().raise(raisedContainerMetres + metres);
        }
        containerNs = moves
                ? nowNs + lasting(life.container().seconds())
                : next(nowNs, life.container().perDay());
        carries += moves ? 1 : 0;
        carried = moves;
    }

    /** Time to the next of so many a day, without memory. */
    private long next(long nowNs, double perDay) {
        return perDay > 0 ? nowNs + 1 + (long) (-Math.log1p(-bits.nextUnit()) * NS_PER_DAY / perDay) : NEVER;
    }

    /** Evenly drawn in its logarithm: many short ones, few long ones. */
    private long lasting(Spread seconds) {
        double ratio = seconds.high() / seconds.low();
        return (long) (seconds.low() * Math.pow(ratio, bits.nextUnit()) * NS_PER_S);
    }

    /** At night most of it does not happen. */
    private boolean isAwake(long nowNs) {
        long hour = Math.floorMod((wallStartMs + nowNs / 1_000_000) / MS_PER_HOUR, HOURS_PER_DAY);
        boolean isNight = hour >= NIGHT_FROM_H || hour < NIGHT_UNTIL_H;
        return !isNight || bits.nextUnit() < life.nightShare();
    }

    /** The pressure of the vein with a person who lies still, from now on. */
    void vein(double mmHg) {
        veinMmHg = mmHg;
        press();
    }

    /** One cough that ends at this time; a bout that goes on ends with it. */
    void coughOnce(double mmHg, long untilNs) {
        coughMmHg = mmHg;
        coughsLeft = 0;
        coughs++;
        coughNs = untilNs;
        press();
        schedule();
    }

    /** Until it is put back, beside what the arm does by itself. */
    void raiseArm(double metres) {
        raisedArmMmHg = metres * MMHG_PER_METRE_OF_WATER;
        press();
    }

    /** Until it is put back, beside what becomes of it by itself. */
    void raiseContainer(double metres) {
        raisedContainerMetres = metres;
        line.inlet().raise(metres);
    }

    private void press() {
        line.outlet().vein(veinMmHg + breathMmHg + coughMmHg + armMmHg + raisedArmMmHg);
    }

    Counts counts() {
        return new Counts(coughs, armMoves, bends, carries, bubbles);
    }
}
