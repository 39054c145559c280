package org.steadyflow.telemetry.link;

import java.time.Duration;

/**
 * How patient a link is.
 *
 * @param answer longest wait for any answer of the broker
 * @param firstPause before the first new attempt to connect; doubles from there
 * @param longestPause between two attempts
 * @param receipt without one for so long, sends again; doubles while none comes
 * @param longestReceipt the end of that doubling
 * @param look how often the journal is looked at for new lines
 */
public record LinkTimes(
        Duration answer,
        Duration firstPause,
        Duration longestPause,
        Duration receipt,
        Duration longestReceipt,
        Duration look) {
    public static final LinkTimes DEFAULT = new LinkTimes(
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofMillis(100));
}
