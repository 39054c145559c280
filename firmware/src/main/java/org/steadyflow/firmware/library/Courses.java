package org.steadyflow.firmware.library;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.firmware.library.Course.Bolus;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.SequencePart;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.StepEnd;
import org.steadyflow.firmware.prescription.Titration;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/**
 * Works out of every regimen what limits are about. Where something depends on what happens, such as titration or
 * demands, the answer is on the side of the limit: the shortest time and the largest dose that the order allows.
 */
final class Courses {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int HOURS_OF_CAP = 4;
    private static final String DRUG = "drug";

    private Courses() {}

    static List<Course> of(Prescription prescription) {
        Drug drug = prescription.drug();
        return switch (prescription.regimen()) {
            case Regimen.Continuous continuous -> List.of(continuous(drug, continuous));
            case Regimen.Intermittent doses -> List.of(intermittent(drug, doses));
            case Regimen.Stepped stepped -> List.of(stepped(drug, stepped));
            case Regimen.Tapered tapered -> List.of(tapered(drug, tapered));
            case Regimen.PatientControlled demands -> List.of(patientControlled(drug, demands));
            case Regimen.Sequence sequence -> sequence(drug, sequence);
        };
    }

    private static Course continuous(Drug drug, Regimen.Continuous continuous) {
        FlowRate slowest = continuous.titration().map(Titration::least).orElse(continuous.rate());
        FlowRate fastest = continuous.titration().map(Titration::most).orElse(continuous.rate());
        return new Course(
                drug,
                DRUG,
                "regimen.volume",
                "regimen.rate",
                "regimen.rate",
                Optional.of(continuous.volume()),
                Optional.of(slowest),
                Optional.of(fastest),
                fastest.durationFor(continuous.volume()),
                Optional.of(slowest.durationFor(continuous.volume())),
                List.of(),
                continuous.volume().orLess(fastest.volumeIn(DAY)));
    }

    private static Course intermittent(Drug drug, Regimen.Intermittent doses) {
        Duration lasts = doses.rate().durationFor(doses.dose());
        long inADay = Math.min(dosesInADay(doses.times()), doses.count());
        return new Course(
                drug,
                DRUG,
                "regimen.dose",
                "regimen.rate",
                "regimen.rate",
                Optional.of(doses.dose()),
                Optional.of(doses.rate()),
                Optional.of(doses.rate()),
                lasts,
                Optional.of(lasts),
                List.of(),
                doses.dose().times(inADay));
    }

    /** Starts within any 24 hours, the first moment counted and the last not. */
    private static long dosesInADay(DoseTimes times) {
        return switch (times) {
            case DoseTimes.Every(Duration interval) ->
                DAY.dividedBy(interval)
                        + (interval.multipliedBy(DAY.dividedBy(interval)).equals(DAY) ? 0 : 1);
            case DoseTimes.Daily daily -> daily.times().size();
        };
    }

    private static Course stepped(Drug drug, Regimen.Stepped stepped) {
        FlowRate slowest = stepped.titration().map(Titration::least).orElse(slowestStep(stepped));
        FlowRate fastest = stepped.titration().map(Titration::most).orElse(stepped.rate());
        Duration bySteps = timeOfSteps(stepped);
        Duration shortest =
                stepped.titration().isPresent() ? shorter(bySteps, fastest.durationFor(stepped.volume())) : bySteps;
        return new Course(
                drug,
                DRUG,
                "regimen.volume",
                "regimen.steps",
                "regimen.steps",
                Optional.of(stepped.volume()),
                Optional.of(slowest),
                Optional.of(fastest),
                shortest,
                Optional.of(bySteps),
                List.of(),
                stepped.volume().orLess(fastest.volumeIn(DAY)));
    }

    private static FlowRate slowestStep(Regimen.Stepped stepped) {
        return stepped.steps().stream().map(Step::rate).min(FlowRate::compareTo).orElseThrow();
    }

    private static Duration timeOfSteps(Regimen.Stepped stepped) {
        Duration sum = Duration.ZERO;
        for (Step step : stepped.steps()) {
            sum = sum.plus(
                    switch (step.end()) {
                        case StepEnd.After after -> after.lasting();
                        case StepEnd.Given given -> step.rate().durationFor(given.volume());
                        case StepEnd.Rest _ ->
                            step.rate().durationFor(stepped.volume().minus(Regimen.Stepped.before(stepped.steps())));
                    });
        }
        return sum;
    }

    private static Course tapered(Drug drug, Regimen.Tapered tapered) {
        return new Course(
                drug,
                DRUG,
                "regimen.volume",
                "regimen.duration",
                "regimen.duration",
                Optional.of(tapered.volume()),
                Optional.of(tapered.rate()),
                Optional.of(tapered.rate()),
                tapered.duration(),
                Optional.of(tapered.duration()),
                List.of(),
                tapered.volume().orLess(tapered.rate().volumeIn(DAY)));
    }

    private static Course patientControlled(Drug drug, Regimen.PatientControlled demands) {
        Optional<FlowRate> basal = Optional.of(demands.basal()).filter(flow -> !flow.isZero());
        List<Bolus> boluses = Stream.of(
                        new Bolus("regimen.demand", demands.demand()),
                        new Bolus("regimen.loading", demands.loading()),
                        new Bolus("regimen.clinician_bolus", demands.clinicianBolus()))
                .filter(bolus -> bolus.volume().isPositive())
                .toList();
        return new Course(
                drug,
                DRUG,
                "regimen.volume",
                "regimen.basal",
                "regimen",
                Optional.empty(),
                basal,
                basal,
                shortestWithinCaps(demands),
                Optional.empty(),
                boluses,
                mostInADay(demands));
    }

    /** A window that a cap is over can be filled at once, so the first one takes no time. */
    private static Duration shortestWithinCaps(Regimen.PatientControlled demands) {
        long volume = demands.volume().nanolitres();
        long hours = demands.capPerHour()
                .map(cap -> Math.ceilDiv(volume, cap.nanolitres()) - 1)
                .orElse(0L);
        long fourHours = demands.capPer4Hours()
                .map(cap -> HOURS_OF_CAP * (Math.ceilDiv(volume, cap.nanolitres()) - 1))
                .orElse(0L);
        return Duration.ofHours(Math.max(hours, fourHours));
    }

    private static Volume mostInADay(Regimen.PatientControlled demands) {
        long hours = DAY.toHours();
        Volume most = demands.volume();
        if (demands.capPerHour().isPresent()) {
            most = most.orLess(demands.capPerHour().get().times(hours));
        }
        if (demands.capPer4Hours().isPresent()) {
            most = most.orLess(demands.capPer4Hours().get().times(hours / HOURS_OF_CAP));
        }
        return most;
    }

    private static List<Course> sequence(Drug ordered, Regimen.Sequence sequence) {
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < sequence.parts().size(); i++) {
            SequencePart part = sequence.parts().get(i);
            Drug drug = part.drug().orElse(ordered);
            String path = "regimen.parts[" + (i + 1) + "].";
            Duration lasts = part.rate().durationFor(part.volume());
            courses.add(new Course(
                    drug,
                    part.drug().isPresent() ? path + DRUG : DRUG,
                    path + "volume",
                    path + "rate",
                    path + "rate",
                    Optional.of(part.volume()),
                    Optional.of(part.rate()),
                    Optional.of(part.rate()),
                    lasts,
                    Optional.of(lasts),
                    List.of(),
                    inAll(ordered, sequence, drug)));
        }
        return courses;
    }

    private static Volume inAll(Drug ordered, Regimen.Sequence sequence, Drug drug) {
        return sequence.parts().stream()
                .filter(part -> DrugNames.areSame(part.drug().orElse(ordered).name(), drug.name()))
                .map(SequencePart::volume)
                .reduce(Volume.ZERO, Volume::plus);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
