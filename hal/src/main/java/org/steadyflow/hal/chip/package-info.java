/**
 * One driver for each chip of the board, written against the seams of {@code hal.bus}: counts into units, a chip's
 * flags into values, and whatever went wrong on a wire into a {@link org.steadyflow.hal.chip.ChipFault}.
 *
 * <p>Decides what a register means, whether an answer may be believed and whether a write took; asks again once where a
 * single damaged answer is all that is wrong. Leaves to others what a reading means for the pump: which channel is
 * which sensor, its calibration, and what a fault stops. No driver throws for what happens on a wire; a driver asked
 * for something that cannot be, such as a 33rd channel, throws, since that is a mistake of ours.
 *
 * <p>Each driver is called from one thread. None of them waits for anything but its bus: what takes a chip longer is
 * begun by one call and fetched by another.
 */
@NullMarked
package org.steadyflow.hal.chip;

import org.jspecify.annotations.NullMarked;
