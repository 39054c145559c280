package org.steadyflow.firmware.core;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.therapy.Demand;
import org.steadyflow.hal.device.MotorCommand;
import org.steadyflow.hal.device.Signal;
import org.steadyflow.telemetry.message.Event;

/**
 * Everything a tick decided.
 *
 * @param after the state for the next tick
 * @param command for the motor, now
 * @param signal for lamp and sounder, now
 * @param demand what therapy asked for; {@link Demand#NONE} when nothing may flow
 * @param events for the journal, in order; durable before {@code wanted} is
 * @param wanted authority to make durable; empty for none
 * @param trustPosition the position that the driver lost is settled and durable: its reset flag may be cleared
 */
public record TickRecord(
        PumpState after,
        MotorCommand command,
        Signal signal,
        Demand demand,
        List<Event> events,
        Optional<Authority> wanted,
        boolean trustPosition) {}
