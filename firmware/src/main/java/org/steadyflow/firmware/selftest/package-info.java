/**
 * The pump's test of itself before its first tick: which steps, in which order, what passes, and what is told.
 *
 * <p>{@link org.steadyflow.firmware.selftest.Judgement} and {@link org.steadyflow.firmware.selftest.Plan} decide and do
 * nothing else; {@link org.steadyflow.firmware.selftest.SelfTest} asks and moves through a
 * {@link org.steadyflow.firmware.selftest.Bench}. What a failed test leads to, and how a turn of the motor is made
 * durable first, is left to control. Runs on the tick's thread before the first tick; the checksums are repeated on a
 * thread of their own.
 */
@NullMarked
package org.steadyflow.firmware.selftest;

import org.jspecify.annotations.NullMarked;
