/**
 * The reference board: which part hangs on which line, and how the chips together are the device seam of a pump and of
 * its monitor.
 *
 * <p>Decides how often a part is asked, what a reading is worth in units, and what a part that does not answer reads
 * as. Leaves what a reading means to the firmware, and who stands behind the lines (a Raspberry Pi, emulated chips) to
 * whoever implements {@link org.steadyflow.hal.board.BoardLines}. All of it is called from the tick's thread, the
 * monitor's parts from the monitor's.
 */
@NullMarked
package org.steadyflow.hal.board;

import org.jspecify.annotations.NullMarked;
