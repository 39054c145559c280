package org.steadyflow.simulator.world;

/** A mechanism at work: travel of the shaft in, volume into the line out. */
sealed interface Displacer permits PeristalticCassette, SyringeDriver {
    /**
     * Femtolitres that it would move in the physics step that ended at {@code shaftUnits}.
     *
     * @param turnedUnits how far the shaft turned in it
     * @param backPressurePa pressure downstream during it
     * @param upstreamPa pressure upstream during it
     */
    long displaced(long shaftUnits, long turnedUnits, double backPressurePa, double upstreamPa);

    /** What of it really moved. */
    void moved(long femtolitres);

    /** A new container is in, with the shaft at {@code shaftUnits}. */
    void load(long shaftUnits);

    /** It is pushed against its end, or a closed line, as hard as the motor can push. */
    boolean isJammed();

    /** Part of its steps that the motor misses against this pressure, 0-1; at 1 it stands. */
    double missedShare(double backPressurePa);

    /** Fluid and mechanism have this temperature from now on. */
    void temperature(double celsius);

    /** Volume per turn over the nominal volume per turn, without back-pressure. */
    double gain();
}
