/**
 * The shell round the core: reads sensors, runs the tick, moves the motor, keeps the stores, serves the two Unix
 * sockets.
 *
 * <p>Decides nothing about dosing or safety. Opens no network socket. The tick's thread never waits for a store or a
 * socket: both sit behind bounded queues.
 */
@NullMarked
package org.steadyflow.firmware.control;

import org.jspecify.annotations.NullMarked;
