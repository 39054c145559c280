/**
 * The pharmacy's side of the envelope: works out the limits of a prescription for the monitor, and writes and signs
 * them. Runs where a prescription is signed, never on the pump: control, core and monitor do not know it.
 */
@NullMarked
package org.steadyflow.firmware.envelope;

import org.jspecify.annotations.NullMarked;
