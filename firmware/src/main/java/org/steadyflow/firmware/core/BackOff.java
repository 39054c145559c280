package org.steadyflow.firmware.core;

import java.util.List;
import org.steadyflow.firmware.safety.Relief;
import org.steadyflow.firmware.therapy.Progress;
import org.steadyflow.hal.device.MotorSample;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.telemetry.message.Event;

/**
 * The record of a back-off: the journal has its beginning before the ledger lets the motor turn, and its end with what
 * was taken back. That is still to be given: the running part goes on from where the shaft stands, at its own rate.
 */
final class BackOff {
    private final MicrostepVolume microstep;

    BackOff(MicrostepVolume microstep) {
        this.microstep = microstep;
    }

    /** What the journal has before {@code wanted} is durable. */
    Event begun(PumpState state, Authority wanted) {
        Relief relief = state.safety().relief();
        return new Event.BackOffBegun(
                state.course().part(),
                wanted.settled(),
                wanted.reverse(),
                microstep.volumeOfCeil(wanted.reverse()).nanolitres(),
                relief.before().mmHg(),
                relief.floor().mmHg());
    }

    /** The state after a tick of safety; where a back-off is over, with what was taken back. */
    PumpState after(Relief before, PumpState state, SensorSample sample, List<Event> events) {
        boolean isOver = before.isUnderWay() && !state.safety().relief().isUnderWay();
        boolean wasAsked = state.grants().isReverseFrom(before.fromMicrosteps());
        if (!isOver || !wasAsked || state.order().isEmpty()) {
            return state;
        }
        MotorSample motor = sample.motor();
        long lower = state.shaft().lower(motor);
        long back = Math.max(before.fromMicrosteps() - lower, 0);
        events.add(new Event.BackedOff(
                state.course().part(),
                back,
                lower,
                state.shaft().upper(motor),
                microstep.volumeOf(back).nanolitres(),
                before.before().mmHg(),
                sample.line().downstream().mmHg(),
                before.end().name()));
        return state.withProgress(goingOn(state, motor)).withCommandedTravel(lower);
    }

    private Progress goingOn(PumpState state, MotorSample motor) {
        long given = microstep.volumeOf(state.partTravel(motor)).nanolitres();
        return Progress.resume(state.segment(), state.course().part(), given);
    }
}
