/**
 * Runs the real firmware against the simulated world: in virtual time with a referee, from a recording, or paced for
 * the demo.
 *
 * <p>Decides what happens when and who does it; judges by the world alone. Leaves physics to world and dosing to the
 * firmware. One thread a run.
 */
@NullMarked
package org.steadyflow.simulator.run;

import org.jspecify.annotations.NullMarked;
