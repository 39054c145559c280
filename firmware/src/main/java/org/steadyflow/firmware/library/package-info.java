/**
 * The drug library: what a drug may be given as, how fast, how long, and beside what.
 *
 * <p>Decides whether a file is a library, and what of a prescription is outside its limits: hard, which nobody passes,
 * or soft, which a person passes with a reason. Leaves to others who asks and when (control: at acceptance and again at
 * start), and what an end of the hang time does to the flow (safety). Pure: no clock, no I/O, no randomness, no
 * floating point. Immutable; any thread.
 */
@NullMarked
package org.steadyflow.firmware.library;

import org.jspecify.annotations.NullMarked;
