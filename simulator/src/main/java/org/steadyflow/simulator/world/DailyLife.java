package org.steadyflow.simulator.world;

/**
 * What a person who wears the pump does all day, as rates; {@link Everyday} draws the single things from the seed. Each
 * range is drawn anew for each thing.
 *
 * @param breathMmHg swing of the venous pressure with breath, from its mean to its top; 0 for none
 * @param breathsPerMin how often
 * @param coughs bouts of coughs
 * @param arm the arm moves, and the vein with it
 * @param kinks the line bends, and is never closed
 * @param container the container moves
 * @param bubbles gas that comes out of solution
 * @param nightShare part of the daytime rates from 23 to 7 h
 */
public record DailyLife(
        double breathMmHg,
        double breathsPerMin,
        Coughs coughs,
        Moves arm,
        Kinks kinks,
        Moves container,
        Bubbles bubbles,
        double nightShare) {
    /**
     * @param boutsPerDay in daytime's rate
     * @param inABout coughs of one bout, a second and a half apart
     * @param mmHg of each
     * @param seconds of each
     */
    public record Coughs(double boutsPerDay, Spread inABout, Spread mmHg, Spread seconds) {}

    /**
     * @param perDay in daytime's rate
     * @param metres by how much higher, negative lower
     * @param seconds for how long; short ones are more frequent than long ones
     */
    public record Moves(double perDay, Spread metres, Spread seconds) {}

    /**
     * @param perDay in daytime's rate
     * @param factor on the resistance of the line
     * @param seconds for how long; short ones are more frequent than long ones
     */
    public record Kinks(double perDay, Spread factor, Spread seconds) {}

    /**
     * @param perDay in daytime's rate
     * @param microlitres of each
     */
    public record Bubbles(double perDay, Spread microlitres) {}

    /** The files under {@code resources/world/life} that a scenario may name. */
    public enum Kind {
        STILL,
        NORMAL,
        RESTLESS
    }

    /** The rates of that file. */
    public static DailyLife of(Kind kind) {
        return WorldFile.life(kind);
    }

    /** Whether nothing of it ever happens. */
    boolean isStill() {
        return breathMmHg == 0
                && coughs.boutsPerDay() == 0
                && arm.perDay() == 0
                && kinks.perDay() == 0
                && container.perDay() == 0
                && bubbles.perDay() == 0;
    }
}
