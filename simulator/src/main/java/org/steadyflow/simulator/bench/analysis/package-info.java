/**
 * What follows from masses on a balance: flow, trumpet, mean error, doses.
 *
 * <p>Pure: knows neither pump nor world, only masses and times. Any thread.
 */
@NullMarked
package org.steadyflow.simulator.bench.analysis;

import org.jspecify.annotations.NullMarked;
