/**
 * From a demand and a permit to a motor command.
 *
 * <p>Decides target and pace, and carries volume to microsteps without drift. The only room that makes a
 * {@link org.steadyflow.hal.device.MotorCommand.MoveTo}, and it takes safety's permit to make one. Pure. Runs in the
 * tick.
 */
@NullMarked
package org.steadyflow.firmware.motion;

import org.jspecify.annotations.NullMarked;
