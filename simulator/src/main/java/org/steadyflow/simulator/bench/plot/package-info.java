/**
 * Pictures as SVG: two axes, and on them lines, bands, bars and dots, each picture a file that stands alone.
 *
 * <p>Decides how things look; leaves to the tests what is shown. Values and builders of one thread.
 */
@NullMarked
package org.steadyflow.simulator.bench.plot;

import org.jspecify.annotations.NullMarked;
