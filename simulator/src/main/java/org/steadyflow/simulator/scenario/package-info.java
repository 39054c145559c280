/**
 * Scenario files: what goes wrong and who does what about it, when, and how the run has to end.
 *
 * <p>Decides what a file may say and answers a wrong one with every problem by field at once. Leaves to others what a
 * simulation does with it. Pure values; any thread.
 */
@NullMarked
package org.steadyflow.simulator.scenario;

import org.jspecify.annotations.NullMarked;
