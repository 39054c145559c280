package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads a regimen with a ramp up, a plateau and a ramp down. Of one reading, one thread. */
record TaperedReader(FlowReader flows) {
    private static final Bounds<Duration> RAMPS = Bounds.ofDuration(Duration.ZERO, FileLimits.RAMP_MOST);

    Optional<Regimen> read() {
        Section section = flows.section();
        section.require(RegimenFields.VOLUME, RegimenFields.DURATION, RegimenFields.UP, RegimenFields.DOWN);
        Optional<Volume> volume = flows.volume(RegimenFields.VOLUME);
        Optional<Duration> duration = flows.duration();
        Optional<Duration> up = section.quantity(RegimenFields.UP, QuantityText::duration, RAMPS);
        Optional<Duration> down = section.quantity(RegimenFields.DOWN, QuantityText::duration, RAMPS);
        return volume.flatMap(v -> duration.flatMap(time -> up.flatMap(
                rise -> down.filter(fall -> areRamps(time, rise, fall) && isInRange(v, time, rise.plus(fall)))
                        .map(fall -> new Regimen.Tapered(v, time, rise, fall)))));
    }

    private boolean areRamps(Duration duration, Duration up, Duration down) {
        Section section = flows.section();
        Duration ramps = up.plus(down);
        if (ramps.isZero()) {
            section.reportValue(
                    RegimenFields.DOWN,
                    "leaves no ramp, as up is none either; write the time of one, or the type continuous");
        } else if (ramps.compareTo(duration) >= 0) {
            section.reportValue(
                    RegimenFields.DURATION,
                    "leaves no time between the ramps, which take " + QuantityText.text(ramps)
                            + " in all; write a longer duration or shorter ramps");
        }
        return ramps.isPositive() && ramps.compareTo(duration) < 0;
    }

    /** The plateau is volume over (duration - ramps / 2); compared doubled, so that nothing is rounded. */
    private boolean isInRange(Volume volume, Duration duration, Duration ramps) {
        Duration doubled = duration.multipliedBy(2).minus(ramps);
        boolean isTooFast = doubled.compareTo(doubled(FileLimits.RATE_MOST, volume)) < 0;
        boolean isTooSlow = doubled.compareTo(doubled(FileLimits.RATE_LEAST, volume)) > 0;
        if (isTooFast || isTooSlow) {
            flows.section()
                    .reportValue(
                            RegimenFields.DURATION,
                            "makes a plateau "
                                    + (isTooFast
                                            ? "above " + FlowReader.written(FileLimits.RATE_MOST)
                                                    + "; write a longer time"
                                            : "below " + FlowReader.written(FileLimits.RATE_LEAST)
                                                    + "; write a shorter time"));
        }
        return !isTooFast && !isTooSlow;
    }

    private static Duration doubled(FlowRate rate, Volume volume) {
        return rate.durationFor(volume.times(2));
    }
}
