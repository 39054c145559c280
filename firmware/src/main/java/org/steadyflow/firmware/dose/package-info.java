/**
 * Exact arithmetic of doses: amounts of drug with their unit, per body size and time, and what they are in fluid.
 *
 * <p>Decides which units there are, which never mix, how a dose becomes millilitres, and how much is lost by that.
 * Leaves to others what may be ordered (prescription), within which limits (library), and when it flows (therapy).
 * Pure: no clock, no I/O, no randomness, no floating point. Immutable; any thread.
 */
@NullMarked
package org.steadyflow.firmware.dose;

import org.jspecify.annotations.NullMarked;
