package org.steadyflow.simulator.world;

/** A mechanism at work: travel of the shaft in, volume into the line out. */
sealed interface Displacer permits PeristalticCassette, SyringeDriver {
    /**
     * Femtolitres that it would move in the physics step that ended at {@code shaftUnits}.
     *
     * @param turnedUnits how far the shaft turned in it
     * @param backPressurePa pressure downstream during it
     */
    long displaced(long shaftUnits, long turnedUnits, double backPressurePa);

    /** What of it really moved. */
    void moved(long femtolitres);

    /** A new container is in, with the shaft at {@code shaftUnits}. */
    void load(long shaftUnits);

    /** It is pushed against its end, or a closed line, as hard as the motor can push. */
    boolean isJammed();

    /** Volume per turn over the nominal volume per turn, without back-pressure. */
    double gain();
}
