/**
 * Hardware in another process: the four device seams over a Unix-domain socket, one short line of text a call.
 *
 * <p>The world's side runs in real time and goes on when its client dies: a move that was begun ends, the gate lets go.
 * The pump's side makes one round trip a tick, when it reads the sensors. Decides nothing. The world belongs to one
 * thread at a time, under the lock of {@link org.steadyflow.simulator.remote.LiveWorld}; the client's calls are all
 * made from the tick's thread.
 */
@NullMarked
package org.steadyflow.simulator.remote;

import org.jspecify.annotations.NullMarked;
