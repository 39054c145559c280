/**
 * The delivery tests: each says what has to be run, and makes rows, curves and pictures of what was measured.
 *
 * <p>Decides conditions and rates. Leaves running to {@code simulator.run}: the real firmware in the simulated world.
 * What is measured is mass on a balance, and beside it what a bench would have: a pressure gauge at the line, a clock,
 * the pump's own alarms. Nothing that the firmware reckoned. A run is one thread; runs share nothing.
 */
@NullMarked
package org.steadyflow.simulator.bench.trial;

import org.jspecify.annotations.NullMarked;
