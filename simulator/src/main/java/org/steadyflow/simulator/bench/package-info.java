/**
 * The delivery bench: what a laboratory would measure of this pump, measured in the simulated world.
 *
 * <p>Decides which tests are run, in which order and on how many cores. Leaves the tests themselves to {@code trial},
 * the reckoning to {@code analysis}, and what is written to {@code report}. Runs are spread over the cores; everything
 * else is one thread.
 */
@NullMarked
package org.steadyflow.simulator.bench;

import org.jspecify.annotations.NullMarked;
