/**
 * The whole line in one process: simulated pump, real control, panel, link, broker and pharmacy, with real sockets,
 * real files and paced time.
 *
 * <p>Decides who does what when nobody is at the keyboard. Leaves everything else to the parts it wires. The pump ticks
 * on a thread of its own; people act on wall time.
 */
@NullMarked
package org.steadyflow.simulator.demo;

import org.jspecify.annotations.NullMarked;
