/**
 * What a delivery test ends with: rows of a table with their targets, curves, pictures.
 *
 * <p>Decides the targets and what is known of other pumps, as data. Values only; any thread.
 */
@NullMarked
package org.steadyflow.simulator.bench.result;

import org.jspecify.annotations.NullMarked;
