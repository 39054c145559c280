/**
 * Exact values with a unit: volume in nanolitres, pressure in pascals, flow as a volume over a duration, shaft travel
 * in microsteps.
 *
 * <p>Decides ranges and rounding (always down unless the name says otherwise; a caller that needs no drift carries the
 * remainder). Knows no device and no clock. Immutable; any thread.
 */
@NullMarked
package org.steadyflow.hal.quantity;

import org.jspecify.annotations.NullMarked;
