package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads a regimen of one rate after the other. Of one reading, one thread. */
record SteppedReader(FlowReader flows) {
    private static final Bounds<Duration> TIMES = Bounds.ofDuration(FileLimits.STEP_LEAST, FileLimits.STEP_MOST);

    Optional<Regimen> read() {
        Section section = flows.section();
        section.require(RegimenFields.VOLUME, RegimenFields.STEPS);
        Optional<Volume> volume = flows.volume(RegimenFields.VOLUME);
        Optional<Optional<Titration>> titration = flows.titration();
        Optional<List<Section>> sections =
                section.objects(RegimenFields.STEPS, RegimenFields.OF_STEP, FileLimits.STEPS_MOST);
        Optional<List<Step>> steps = sections.flatMap(this::steps);
        return volume.flatMap(v -> steps.filter(list -> leaveARest(list, v)).flatMap(list -> titration
                .filter(chosen -> holds(chosen, list))
                .map(chosen -> new Regimen.Stepped(v, list, chosen))));
    }

    private Optional<List<Step>> steps(List<Section> sections) {
        List<Optional<Step>> steps = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            steps.add(step(flows.in(sections.get(i)), i == 0, i == sections.size() - 1));
        }
        return Section.all(steps);
    }

    private static Optional<Step> step(FlowReader flows, boolean isFirst, boolean isLast) {
        Section section = flows.section();
        section.require(RegimenFields.STEP_RATE);
        Optional<FlowRate> rate = flows.rate(RegimenFields.STEP_RATE);
        Optional<StepEnd> lasting = section.quantity(RegimenFields.STEP_FOR, QuantityText::duration, TIMES)
                .map(StepEnd.After::new);
        Optional<StepEnd> given = flows.volume(RegimenFields.STEP_VOLUME).map(StepEnd.Given::new);
        Optional<Boolean> confirmed =
                section.orUsual(RegimenFields.CONFIRM, section.flag(RegimenFields.CONFIRM), false);
        if (isFirst && confirmed.orElse(false)) {
            section.report(
                    RegimenFields.CONFIRM,
                    " is not for the first step, which begins when a person starts the infusion; leave it out");
        }
        Optional<StepEnd> end = isLast ? rest(section) : endOf(section, lasting.or(() -> given));
        return rate.flatMap(flow -> end.flatMap(until -> confirmed.map(is -> new Step(flow, until, is))));
    }

    private static Optional<StepEnd> endOf(Section section, Optional<StepEnd> end) {
        if (section.has(RegimenFields.STEP_FOR) && section.has(RegimenFields.STEP_VOLUME)) {
            section.report(
                    RegimenFields.STEP_VOLUME, " stands beside a time, and each ends the step; keep one of the two");
        }
        if (section.lacks(RegimenFields.STEP_FOR) && section.lacks(RegimenFields.STEP_VOLUME)) {
            section.report(
                    RegimenFields.STEP_FOR,
                    " is missing: only the last step goes on to the end; add " + RegimenFields.STEP_FOR.asWritten()
                            + ", or the volume as " + RegimenFields.STEP_VOLUME.asWritten());
        }
        return end;
    }

    private static Optional<StepEnd> rest(Section section) {
        for (Field field : List.of(RegimenFields.STEP_FOR, RegimenFields.STEP_VOLUME)) {
            if (section.has(field)) {
                section.report(
                        field,
                        " is not for the last step, which goes on until the volume is in; leave it out, or add the step"
                                + " that follows");
            }
        }
        return Optional.of(new StepEnd.Rest());
    }

    /** Step by step, so that no sum can grow beyond what can be counted. */
    private boolean leaveARest(List<Step> steps, Volume volume) {
        Volume left = volume;
        for (int i = 0; i < steps.size(); i++) {
            left = left.minus(Regimen.Stepped.before(List.of(steps.get(i))));
            boolean isUsedUp = !left.isPositive();
            if (isUsedUp) {
                flows.section()
                        .reportElement(
                                RegimenFields.STEPS,
                                i + 1,
                                ": with this step the whole volume is in, " + QuantityText.text(volume)
                                        + ", before the last step; write shorter steps, or more volume");
                return false;
            }
        }
        return true;
    }

    private boolean holds(Optional<Titration> titration, List<Step> steps) {
        for (int i = 0; titration.isPresent() && i < steps.size(); i++) {
            FlowRate rate = steps.get(i).rate();
            if (!titration.get().allows(rate)) {
                flows.section()
                        .report(
                                RegimenFields.TITRATION,
                                ": the rate of step " + (i + 1) + ", " + FlowReader.written(rate) + ", is not among "
                                        + written(titration.get()) + "; write limits that hold it");
                return false;
            }
        }
        return true;
    }

    /** {@code 5 mL/h to 50 mL/h}. */
    static String written(Titration titration) {
        return FlowReader.written(titration.least()) + " to " + FlowReader.written(titration.most());
    }
}
