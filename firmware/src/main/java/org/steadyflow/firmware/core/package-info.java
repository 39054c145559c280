/**
 * The tick: {@link org.steadyflow.firmware.core.PumpController#step} takes the state before and what the world says,
 * and gives the state after and what the pump does.
 *
 * <p>Decides how people's commands, the program, safety's verdict and the authority come together. Leaves to the shell
 * everything that takes time: sensors, stores, sockets. Pure: no clock, I/O, threads, randomness or floating point. The
 * same code runs on the board, in the simulator and in a replay.
 */
@NullMarked
package org.steadyflow.firmware.core;

import org.jspecify.annotations.NullMarked;
