package org.steadyflow.firmware.therapy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Container;
import org.steadyflow.firmware.prescription.ContainerUse;
import org.steadyflow.firmware.prescription.DoseTimes;
import org.steadyflow.firmware.prescription.Flush;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.prescription.SequencePart;
import org.steadyflow.firmware.prescription.StartRule;
import org.steadyflow.firmware.prescription.Step;
import org.steadyflow.firmware.prescription.StepEnd;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Turns a regimen into a program. The engine knows programs only; a regimen exists nowhere after this. */
public final class ProgramCompiler {
    private final Prescription prescription;
    private final List<Segment> segments = new ArrayList<>();

    private ProgramCompiler(Prescription prescription) {
        this.prescription = prescription;
    }

    public static Program compile(Prescription prescription) {
        ProgramCompiler compiler = new ProgramCompiler(prescription);
        compiler.addStart();
        compiler.addRegimen();
        FlowRate last = lastRate(prescription.regimen());
        compiler.segments.addAll(ending(prescription, last));
        return new Program(compiler.segments);
    }

    /** What comes after the volume to infuse, where its last rate was {@code rate}. */
    static List<Segment> ending(Prescription prescription, FlowRate rate) {
        List<Segment> ending = new ArrayList<>();
        KeepOpen keepOpen = prescription.keepOpen();
        boolean isObserved = prescription.observe().isPositive();
        switch (prescription.endAction()) {
            case STOP -> {
                if (isObserved) {
                    ending.add(observation(prescription, KeepOpen.NONE));
                }
            }
            case KEEP_OPEN -> {
                if (isObserved) {
                    ending.add(observation(prescription, keepOpen));
                }
                KeepOpen after = isObserved ? KeepOpen.NONE : keepOpen;
                ending.add(new Segment.Wait("keep open", after, new WaitEnd.Person()));
            }
            case CONTINUE -> {
                Volume left = prescription
                        .container()
                        .usableInAll()
                        .minus(prescription.regimen().volumePerContainer());
                if (left.isPositive()) {
                    ending.add(new Segment.Deliver("run on", 0, Purpose.RUN_ON, left, new Flow.Constant(rate)));
                }
            }
        }
        return ending;
    }

    private static Segment observation(Prescription prescription, KeepOpen keepOpen) {
        return new Segment.Wait("observation", keepOpen, new WaitEnd.After(prescription.observe()));
    }

    private static FlowRate lastRate(Regimen regimen) {
        return switch (regimen) {
            case Regimen.Stepped stepped -> stepped.steps().getLast().rate();
            case Regimen.Sequence sequence -> sequence.parts().getLast().rate();
            case Regimen.Continuous _, Regimen.Intermittent _, Regimen.Tapered _, Regimen.PatientControlled _ ->
                regimen.rate();
        };
    }

    private void addStart() {
        switch (prescription.start()) {
            case StartRule.WhenPressed _ -> {}
            case StartRule.After after -> addWait("delayed start", new WaitEnd.After(after.delay()));
            case StartRule.At at -> addWait("delayed start", new WaitEnd.At(at.instant()));
        }
    }

    private void addRegimen() {
        switch (prescription.regimen()) {
            case Regimen.Continuous continuous ->
                segments.add(new Segment.Deliver("infusion", 1, continuous.volume(), continuous.rate()));
            case Regimen.Intermittent intermittent -> addDoses(intermittent);
            case Regimen.Stepped stepped -> addSteps(stepped);
            case Regimen.Tapered tapered -> addRamps(tapered);
            case Regimen.PatientControlled controlled -> segments.addAll(basal(controlled, controlled.volume()));
            case Regimen.Sequence sequence -> addSequence(sequence);
        }
    }

    private void addWait(String name, WaitEnd end) {
        segments.add(new Segment.Wait(name, KeepOpen.NONE, end));
    }

    private void addDoses(Regimen.Intermittent regimen) {
        KeepOpen between = regimen.keepOpenBetween() ? prescription.keepOpen() : KeepOpen.NONE;
        boolean isHung = regimen.containers() == ContainerUse.EACH_DOSE;
        for (int dose = 1; dose <= regimen.count(); dose++) {
            boolean isTimed = dose > 1 || regimen.times() instanceof DoseTimes.Daily;
            if (isTimed) {
                Optional<WaitEnd.Hang> first =
                        regimen.flushBefore().map(ProgramCompiler::hang).or(() -> hangDose());
                WaitEnd due = new WaitEnd.NextDose(
                        dose, regimen.times(), regimen.missedDose(), isHung ? first : Optional.empty());
                segments.add(new Segment.Wait("until dose " + dose, dose > 1 ? between : KeepOpen.NONE, due));
            }
            if (regimen.flushBefore().isPresent()) {
                addFlush(regimen.flushBefore().get());
                addWait("drug", new WaitEnd.Confirm("Hang dose " + dose + ".", hangDose()));
            }
            segments.add(new Segment.Deliver("dose " + dose, dose, regimen.dose(), regimen.rate()));
            if (regimen.flushAfter().isPresent()) {
                Flush flush = regimen.flushAfter().get();
                addWait("flush", new WaitEnd.Confirm("Hang " + flush.fluid() + ".", Optional.of(hang(flush))));
                addFlush(flush);
            }
        }
    }

    private void addFlush(Flush flush) {
        segments.add(new Segment.Deliver(
                "flush with " + flush.fluid(), 0, Purpose.FLUSH, flush.volume(), new Flow.Constant(flush.rate())));
    }

    private Optional<WaitEnd.Hang> hangDose() {
        return Optional.of(
                new WaitEnd.Hang(prescription.container(), prescription.drug().name()));
    }

    private static WaitEnd.Hang hang(Flush flush) {
        return new WaitEnd.Hang(new Container(flush.volume(), Volume.ZERO), flush.fluid());
    }

    private void addSteps(Regimen.Stepped stepped) {
        Volume before = Volume.ZERO;
        for (int i = 0; i < stepped.steps().size(); i++) {
            Step step = stepped.steps().get(i);
            Volume volume =
                    switch (step.end()) {
                        case StepEnd.After after -> step.rate().volumeIn(after.lasting());
                        case StepEnd.Given given -> given.volume();
                        case StepEnd.Rest _ -> stepped.volume().minus(before);
                    };
            before = before.plus(volume);
            if (step.confirmed()) {
                addWait("before step " + (i + 1), new WaitEnd.Confirm(tolerated(step), Optional.empty()));
            }
            segments.add(new Segment.Deliver("step " + (i + 1), 1, volume, step.rate()));
        }
    }

    private static String tolerated(Step step) {
        return "Is it tolerated? Next " + step.rate() + ".";
    }

    private void addRamps(Regimen.Tapered tapered) {
        FlowRate plateau = tapered.rate();
        Volume left = tapered.volume();
        if (tapered.up().isPositive()) {
            Flow.Ramp up = new Flow.Ramp(FlowRate.ZERO, plateau, tapered.up());
            segments.add(new Segment.Deliver("ramp up", 1, Purpose.DOSE, up.volume(), up));
            left = left.minus(up.volume());
        }
        if (!tapered.down().isPositive()) {
            segments.add(new Segment.Deliver("plateau", 1, left, plateau));
            return;
        }
        Flow.Ramp down = new Flow.Ramp(plateau, FlowRate.ZERO, tapered.down());
        segments.add(new Segment.Deliver("plateau", 1, left.minus(down.volume()), plateau));
        segments.add(rampDown(down, down.volume()));
    }

    /** The last segment of a tapered regimen. */
    static Segment rampDown(Flow.Ramp down, Volume volume) {
        return new Segment.Deliver("ramp down", 1, Purpose.DOSE, volume, down);
    }

    /** What runs between the boluses until {@code left} is given; nothing when nothing is left. */
    static List<Segment> basal(Regimen.PatientControlled controlled, Volume left) {
        if (!left.isPositive()) {
            return List.of();
        }
        return List.of(
                controlled.basal().isZero()
                        ? new Segment.Wait("ready for a dose", KeepOpen.NONE, new WaitEnd.Request(left))
                        : new Segment.Deliver("basal", 1, left, controlled.basal()));
    }

    private void addSequence(Regimen.Sequence sequence) {
        for (int i = 0; i < sequence.parts().size(); i++) {
            SequencePart part = sequence.parts().get(i);
            Optional<WaitEnd.Hang> hang = Optional.of(new WaitEnd.Hang(part.container(), part.name()));
            // the first container hangs when a person presses start
            if (i > 0) {
                String prompt = part.prompt().orElse("Hang " + part.name() + ".");
                addWait("before " + part.name(), new WaitEnd.Confirm(prompt, hang));
            }
            segments.add(new Segment.Deliver(part.name(), i + 1, part.volume(), part.rate()));
        }
    }
}
