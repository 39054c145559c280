/**
 * The independent second channel: another process, another sensor, other arithmetic. It can do one thing, cut the
 * motor's power, and one more, sound a buzzer of its own.
 *
 * <p>Knows the signed envelope of a prescription and never the prescription; takes from control an answer to its
 * question, the authority and the yield that control declares, and believes each only as far as the envelope lets it.
 * Imports nothing of the dosing rooms, so that no error of theirs is also here. {@code step} is pure and made of whole
 * numbers; the shell round it reads the sensor every 20 ms on one thread and speaks on two sockets.
 */
@NullMarked
package org.steadyflow.firmware.monitor;

import org.jspecify.annotations.NullMarked;
