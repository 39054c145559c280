/**
 * When which volume is due.
 *
 * <p>Decides how a regimen becomes a {@link org.steadyflow.firmware.therapy.Program} of segments, and how much of a
 * segment is due at a tick. Leaves to others whether anything may move (safety) and how it moves (motion). Pure: time
 * comes in as an argument. Runs in the tick.
 */
@NullMarked
package org.steadyflow.firmware.therapy;

import org.jspecify.annotations.NullMarked;
