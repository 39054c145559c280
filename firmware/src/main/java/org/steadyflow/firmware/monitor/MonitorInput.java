package org.steadyflow.firmware.monitor;

import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.device.MonitorSample;

/**
 * Everything a cycle may know.
 *
 * @param pulses control's answers since the last cycle, in order
 * @param handed an envelope that a person at the bedside handed over; empty for none
 * @param acknowledged number of the trip that a person at the bedside has seen to; empty for none
 */
public record MonitorInput(
        MonitorSample sample, List<Pulse> pulses, Optional<Envelope> handed, Optional<Integer> acknowledged) {
    /** Nothing from control, nothing from people. */
    public MonitorInput(MonitorSample sample) {
        this(sample, List.of(), Optional.empty(), Optional.empty());
    }
}
