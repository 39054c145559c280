/**
 * How much fluid a turn of the motor really gives.
 *
 * <p>Decides the yield: what a microstep gives of its nominal volume, from the type's known effects (back-pressure,
 * cold, wear of the set) and from the set's own factor where somebody measured it. Reads the file of such a factor and
 * works it out from a weighed prime. Leaves to motion how travel is counted by a yield, and to core when a new one is
 * used. Pure, in integers. Runs in the tick, the reader on any thread.
 */
@NullMarked
package org.steadyflow.firmware.calibration;

import org.jspecify.annotations.NullMarked;
