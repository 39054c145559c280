/**
 * Models of the reference board's chips, register by register, on real bytes: the motor's driver behind a
 * pseudo-terminal, the others on I2C buses, switches, lamps and sounders on pins. The world moves what they drive and
 * says what they sense.
 *
 * <p>Written from the chips' data sheets alone. Whoever drives them shares nothing with this package, so that a mistake
 * in one is not repeated in the other.
 *
 * <p>The analogue side of the reference board, which a board's description must repeat as its calibration:
 *
 * <ul>
 *   <li>ADS1115 at 0x48, supplied with 5 V. AIN0 upstream and AIN1 downstream force: 500 mV at 0 mmHg and 2 mV a mmHg,
 *       from -200 to 1,700 mmHg; a broken wire reads more than 4,096 mV. AIN2 air detector: its millivolts. AIN3
 *       temperature: 500 mV at 0 degrees Celsius and 10 mV a degree.
 *   <li>A closed contact reads low: key held, door closed, set seated, lid locked, mains present. A cut wire reads
 *       high.
 *   <li>Feedback of the motor's rail, of the sounder's current and of the lamps' current reads high while it is there.
 * </ul>
 *
 * <p>Decides what a chip answers. Leaves to others what is asked, and when a fault strikes. Every chip is touched only
 * by the thread that has the world: see {@link org.steadyflow.simulator.chips.SharedWorld}.
 */
@NullMarked
package org.steadyflow.simulator.chips;

import org.jspecify.annotations.NullMarked;
