package org.steadyflow.firmware.control;

import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.OperatorMessage;

/**
 * How punctual the ticks of one start were. A tick's lateness is the time from the instant at which it was due to its
 * begin.
 *
 * @param ticks ticks run
 * @param late ticks that began more than 10 ms after their time
 * @param missed ticks left out because their whole period had passed
 * @param p50Ns half of the ticks were not later, nanoseconds
 * @param p99Ns 99 of 100 ticks were not later, nanoseconds
 * @param p999Ns 999 of 1,000 ticks were not later, nanoseconds
 * @param greatestNs the latest, nanoseconds
 */
public record Lateness(long ticks, long late, long missed, long p50Ns, long p99Ns, long p999Ns, long greatestNs) {
    /** Before the first tick. */
    public static final Lateness NONE = new Lateness(0, 0, 0, 0, 0, 0, 0);

    private static final long NS_PER_US = 1_000;

    /** As the journal keeps it, in microseconds rounded down. */
    Event.TickLateness event() {
        return new Event.TickLateness(
                ticks, late, missed, p50Ns / NS_PER_US, p99Ns / NS_PER_US, p999Ns / NS_PER_US, greatestNs / NS_PER_US);
    }

    /** As the panel shows it. */
    OperatorMessage.TickStatus status() {
        return new OperatorMessage.TickStatus(
                ticks, late, missed, p50Ns / NS_PER_US, p99Ns / NS_PER_US, p999Ns / NS_PER_US, greatestNs / NS_PER_US);
    }

    /** For whoever asks the service manager. */
    String sentence() {
        return ticks + " ticks, " + late + " later than 10 ms, " + missed + " left out; lateness p50 "
                + p50Ns / NS_PER_US + ", p99 " + p99Ns / NS_PER_US + ", p99.9 " + p999Ns / NS_PER_US + ", max "
                + greatestNs / NS_PER_US + " us";
    }
}
