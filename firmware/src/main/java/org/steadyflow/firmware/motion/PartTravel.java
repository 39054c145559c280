package org.steadyflow.firmware.motion;

import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Segment;
import org.steadyflow.hal.quantity.MicrostepVolume;
import org.steadyflow.hal.quantity.Volume;

/**
 * Volume of a segment to microsteps since its beginning, with the fraction of a microstep that earlier doses left over
 * carried in: however many segments a dose is cut into, their sum is within one microstep of the volume to infuse.
 */
public final class PartTravel {
    private PartTravel() {}

    /** Whole microsteps that give {@code volume} of segment {@code part}. */
    public static long of(MicrostepVolume microstep, Program program, int part, Volume volume) {
        return switch (program.segment(part)) {
            case Segment.Deliver deliver
            when deliver.purpose().isOrdered() -> {
                Volume before = program.deliveredBefore(part);
                yield microstep.microstepsIn(before.plus(volume)) - microstep.microstepsIn(before);
            }
            case Segment.Deliver _, Segment.Wait _ -> microstep.microstepsIn(volume);
        };
    }
}
