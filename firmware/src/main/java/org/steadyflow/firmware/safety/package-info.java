/**
 * Whether anything may move.
 *
 * <p>Decides, from one sample and the safety state before it, which alarms hold and what the pump may do: the alarm
 * table is {@link org.steadyflow.firmware.safety.AlarmRow}, each family of conditions a small watch of its own. Only
 * this room can make a {@link org.steadyflow.firmware.safety.Verdict.Permit}, and without one nothing moves. Leaves to
 * others what is due (therapy) and where people stand in a therapy (core). Pure. Runs in the tick.
 */
@NullMarked
package org.steadyflow.firmware.safety;

import org.jspecify.annotations.NullMarked;
