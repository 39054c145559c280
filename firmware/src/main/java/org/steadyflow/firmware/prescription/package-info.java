/**
 * What was ordered and is allowed.
 *
 * <p>Decides whether a prescription file is one the pump may run, and turns it once into values that cannot hold an
 * impossible order. Leaves to others when and how it is delivered (therapy), what stops it (safety) and who may ask for
 * it (control). Pure: no clock, no I/O, no randomness, no floating point. Immutable; any thread.
 */
@NullMarked
package org.steadyflow.firmware.prescription;

import org.jspecify.annotations.NullMarked;
