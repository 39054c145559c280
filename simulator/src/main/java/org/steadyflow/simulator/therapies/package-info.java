/**
 * Runs one prescription for each therapy of the home and compares what really left the line with what that therapy has
 * to look like.
 *
 * <p>Decides what is expected, from a table of examples, never from the program that the pump runs. Leaves running to
 * {@code simulator.run}. One thread a run.
 */
@NullMarked
package org.steadyflow.simulator.therapies;

import org.jspecify.annotations.NullMarked;
