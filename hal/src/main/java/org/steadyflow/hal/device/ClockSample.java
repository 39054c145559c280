package org.steadyflow.hal.device;

/**
 * Both clocks, read once a tick.
 *
 * @param monotonicNs nanoseconds since an arbitrary start; never goes back within one boot; doses by it
 * @param wallMs milliseconds since 1970-01-01T00:00Z; stamps records and opens scheduled doses, never measures a dose
 */
public record ClockSample(long monotonicNs, long wallMs) {}
