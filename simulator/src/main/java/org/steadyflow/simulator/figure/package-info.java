/**
 * The figures by which this pump is measured, each by driving the real firmware and reading the world.
 *
 * <p>Decides what is driven and how it is reckoned; leaves running to {@code simulator.run} and printing to the
 * commands. One thread a figure.
 */
@NullMarked
package org.steadyflow.simulator.figure;

import org.jspecify.annotations.NullMarked;
