package org.steadyflow.simulator.world;

/**
 * The first physics step after which the world's own sums did not agree: a defect of the simulator, and every other
 * finding of that run is void.
 *
 * @param atNs world time of that step
 * @param excessFl what the compartments hold beyond what was supplied, femtolitres
 */
public record ConservationViolation(long atNs, long excessFl) {}
