/**
 * An MQTT 5 broker inside this process, for the demo and the tests; a real site runs a broker of its own.
 *
 * <p>Decides the broker's limits and that it listens on loopback only. Leaves to others who may connect (nobody is
 * asked for a password) and what the messages mean. Runs on the broker's own threads.
 */
@NullMarked
package org.steadyflow.telemetry.broker;

import org.jspecify.annotations.NullMarked;
