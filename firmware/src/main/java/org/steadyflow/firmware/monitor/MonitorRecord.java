package org.steadyflow.firmware.monitor;

/**
 * Everything a cycle decided.
 *
 * @param after the state for the next cycle
 * @param act for the switch, now
 * @param buzzer whether the monitor's own buzzer sounds
 * @param taking what became of the envelope that was handed over
 */
public record MonitorRecord(MonitorState after, Act act, boolean buzzer, Taking taking) {}
