/**
 * How quantities and refusals are written for people: plain numbers, and the wording that all readers of files share.
 *
 * <p>Decides what a number may look like and what a sentence may repeat of a stranger's file. Leaves to others which
 * units there are and what a value means. Pure: no clock, no I/O, no randomness, no floating point. Any thread.
 */
@NullMarked
package org.steadyflow.firmware.text;

import org.jspecify.annotations.NullMarked;
