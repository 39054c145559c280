/**
 * The lines of a Raspberry Pi by Pi4J (GPIO, I2C, PWM) and jSerialComm (UART). Nothing else knows either library.
 *
 * <p>Decides nothing of a pump. Turns every exception of the libraries into a value of the bus seams, and every device
 * that is missing or not permitted into one sentence, before anything is driven. Threads as the seams say.
 */
@NullMarked
package org.steadyflow.hal.pi;

import org.jspecify.annotations.NullMarked;
