package org.steadyflow.simulator.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.EndAction;
import org.steadyflow.firmware.prescription.Flush;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.SequencePart;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * What a prescription allows at the most, by its own numbers and not by the program that the pump runs.
 *
 * @param fastest rate that may ever be
 * @param inAll volume that may ever leave the pump
 * @param windows volumes that no window of time may get more than
 * @param requests doses that the patient may ask for
 * @param spacing how doses at their times may follow each other; empty for every other regimen
 */
record OrderLimits(
        FlowRate fastest, Volume inAll, List<Window> windows, Optional<Spacing> spacing, Optional<Requests> requests) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    /** A dose may start this much before its time: what the wall clock is off, and the tick. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    /** At most so much in any time of this length. */
    record Window(Duration length, Volume most) {}

    /** Doses start at least so far apart, and from one start to the next there is at most so much. */
    record Spacing(Duration least, Volume most) {}

    /** One dose on request, the basal flow beside it, and what no window may pass. */
    record Requests(Volume dose, FlowRate basal, List<Window> caps) {}

    private static Requests requests(Regimen.PatientControlled controlled) {
        List<Window> caps = new ArrayList<>();
        controlled.capPerHour().ifPresent(cap -> caps.add(new Window(HOUR, cap)));
        controlled.capPer4Hours().ifPresent(cap -> caps.add(new Window(FOUR_HOURS, cap)));
        return new Requests(controlled.demand(), controlled.basal(), caps);
    }

    static OrderLimits of(Prescription prescription) {
        Regimen regimen = prescription.regimen();
        FlowRate fastest = fastest(regimen);
        Volume after = prescription.endAction() == EndAction.KEEP_OPEN
                ? prescription.keepOpen().limit()
                : Volume.ZERO;
        List<Window> windows = new ArrayList<>();
        windows.add(new Window(HOUR, fastest.volumeIn(HOUR)));
        Volume inAll = inAll(prescription, after);
        Optional<Requests> requests = regimen instanceof Regimen.PatientControlled controlled
                ? Optional.of(requests(controlled))
                : Optional.empty();
        requests.ifPresent(allowed -> windows.addAll(allowed.caps()));
        Optional<Spacing> spacing = regimen instanceof Regimen.Intermittent doses
                ? Optional.of(spacing(prescription, doses, after))
                : Optional.empty();
        return new OrderLimits(fastest, inAll, windows, spacing, requests);
    }

    private static FlowRate fastest(Regimen regimen) {
        return switch (regimen) {
            case Regimen.Continuous continuous -> faster(continuous.rate(), continuous.titration());
            case Regimen.Stepped stepped -> faster(stepped.rate(), stepped.titration());
            case Regimen.Intermittent doses -> {
                FlowRate flushed = flushes(doses).stream()
                        .map(Flush::rate)
                        .max(FlowRate::compareTo)
                        .orElse(doses.rate());
                yield flushed.compareTo(doses.rate()) > 0 ? flushed : doses.rate();
            }
            case Regimen.PatientControlled controlled -> controlled.bolusRate().plus(controlled.basal());
            case Regimen.Tapered tapered -> tapered.rate();
            case Regimen.Sequence sequence -> sequence.rate();
        };
    }

    private static FlowRate faster(FlowRate rate, Optional<Titration> titration) {
        return titration.map(Titration::most).orElse(rate);
    }

    private static List<Flush> flushes(Regimen.Intermittent doses) {
        List<Flush> flushes = new ArrayList<>();
        doses.flushBefore().ifPresent(flushes::add);
        doses.flushAfter().ifPresent(flushes::add);
        return flushes;
    }

    private static Volume flushed(Regimen.Intermittent doses) {
        return flushes(doses).stream().map(Flush::volume).reduce(Volume.ZERO, Volume::plus);
    }

    private static Volume inAll(Prescription prescription, Volume after) {
        Volume ordered =
                switch (prescription.regimen()) {
                    case Regimen.Continuous continuous -> continuous.volume();
                    case Regimen.Stepped stepped -> stepped.volume();
                    case Regimen.Tapered tapered -> tapered.volume();
                    case Regimen.PatientControlled controlled -> controlled.volume();
                    case Regimen.Sequence sequence ->
                        sequence.parts().stream().map(SequencePart::volume).reduce(Volume.ZERO, Volume::plus);
                    case Regimen.Intermittent doses ->
                        doses.dose()
                                .plus(flushed(doses))
                                .times(doses.count())
                                .plus(between(prescription, doses).times(doses.count() - 1L));
                };
        return switch (prescription.endAction()) {
            case STOP, KEEP_OPEN -> ordered.plus(after);
            case CONTINUE -> ordered.orMore(prescription.container().usableInAll());
        };
    }

    private static Volume between(Prescription prescription, Regimen.Intermittent doses) {
        return doses.keepOpenBetween() ? prescription.keepOpen().limit() : Volume.ZERO;
    }

    private static Spacing spacing(Prescription prescription, Regimen.Intermittent doses, Volume after) {
        Duration least =
                switch (doses.times()) {
                    case DoseTimes.Every every -> every.interval();
                    // a dose given late may be followed by the next one on time, unless that would double it
                    case DoseTimes.Daily daily -> daily.shortest().dividedBy(2);
                };
        // from one start to the next: the dose, both flushes, and one keep-open run
        Volume most = doses.dose()
                .plus(flushed(doses))
                .plus(between(prescription, doses).orMore(after));
        return new Spacing(least.minus(EARLY), most);
    }
}
