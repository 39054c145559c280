/**
 * The seam between the firmware and whatever moves fluid: four interfaces of one or two methods, and the values they
 * carry. A board, a simulated world and a recording stand behind the same four.
 *
 * <p>Decides nothing. Every call returns within a tick and is made from the tick's thread. No callbacks, no defaults.
 */
@NullMarked
package org.steadyflow.hal.device;

import org.jspecify.annotations.NullMarked;
