/**
 * The pump's end of the network: sends the journal up, checks what comes down.
 *
 * <p>Decides what is sent when, when a line counts as delivered (on the pharmacy's signed receipt for exactly our line,
 * never on the broker's word), and what of that which comes down is genuine. Leaves delivery to the MQTT client, and
 * what an acceptance means to control. Nothing here can start, stop or change an infusion.
 *
 * <p>One thread of its own does everything; the MQTT client's threads only put messages into a bounded queue.
 */
@NullMarked
package org.steadyflow.telemetry.link;

import org.jspecify.annotations.NullMarked;
