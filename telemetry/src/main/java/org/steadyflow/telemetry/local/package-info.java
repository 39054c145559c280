/**
 * Lines of text between the pump's own processes, over Unix-domain sockets: one line, one message.
 *
 * <p>Decides framing, limits, who may connect (the owner of the socket file, and the group of a folder that is made for
 * one) and what happens to a peer that does not keep up. Leaves to others what a line means.
 *
 * <p>Each connection has a reading and a writing virtual thread of its own; handlers run on the reading one. Sending
 * never blocks the sender.
 */
@NullMarked
package org.steadyflow.telemetry.local;

import org.jspecify.annotations.NullMarked;
