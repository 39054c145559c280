package org.steadyflow.firmware.therapy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** A change of the rest of a running program that its prescription allows a person to ask for. */
public sealed interface Amendment {
    /** The rest of the volume to infuse at another rate. */
    record Rate(FlowRate rate) implements Amendment {}

    /** The ramp down of a tapered regimen begins now and takes its whole time. */
    record RampDown() implements Amendment {}

    /** A dose of a patient-controlled regimen, beside the basal flow. */
    record Bolus(Volume volume) implements Amendment {}

    /**
     * The amended program; empty where this prescription has no such change, or not enough is left for it.
     *
     * @param part that runs
     * @param given how far the motor has been sent in that part; it ends there
     */
    static Optional<Program> amend(
            Prescription prescription, Program program, int part, Volume given, Amendment amendment) {
        Segment now = program.segment(part);
        boolean counts =
                now instanceof Segment.Deliver deliver && deliver.purpose().isOrdered();
        Volume before = program.deliveredBefore(part).plus(counts ? given : Volume.ZERO);
        Volume left = program.volumeToInfuse().minus(before);
        return switch (amendment) {
            case Rate change -> {
                List<Segment> rest = new ArrayList<>();
                if (left.isPositive()) {
                    rest.add(new Segment.Deliver("infusion at " + change.rate(), 1, left, change.rate()));
                }
                rest.addAll(ProgramCompiler.ending(prescription, change.rate()));
                yield counts ? Optional.of(program.changedAt(part, given, rest)) : Optional.empty();
            }
            case RampDown _ -> rampDown(prescription, program, part, given, left);
            case Bolus bolus ->
                prescription.regimen() instanceof Regimen.PatientControlled controlled
                        ? bolus(controlled, program, part, given, bolus.volume())
                        : Optional.empty();
        };
    }

    private static Optional<Program> rampDown(
            Prescription prescription, Program program, int part, Volume given, Volume left) {
        Segment now = program.segment(part);
        boolean mayRamp = prescription.regimen() instanceof Regimen.Tapered tapered
                && tapered.down().isPositive()
                && now instanceof Segment.Deliver
                && !isRampDown(now)
                && left.isPositive();
        if (!mayRamp) {
            return Optional.empty();
        }
        Regimen.Tapered tapered = (Regimen.Tapered) prescription.regimen();
        FlowRate rate = now.flow().at(Progress.elapsedAt(now, given.nanolitres()));
        Flow.Ramp down = new Flow.Ramp(rate, FlowRate.ZERO, tapered.down());
        List<Segment> rest = new ArrayList<>();
        rest.add(ProgramCompiler.rampDown(down, down.volume().orLess(left)));
        rest.addAll(ProgramCompiler.ending(prescription, rate));
        return Optional.of(program.changedAt(part, given, rest));
    }

    /** The ramp down that runs is the only one. */
    private static boolean isRampDown(Segment segment) {
        return segment.flow() instanceof Flow.Ramp ramp && ramp.to().isZero();
    }

    private static Optional<Program> bolus(
            Regimen.PatientControlled controlled, Program program, int part, Volume given, Volume volume) {
        Volume basal = controlled.basal().volumeIn(controlled.bolusRate().durationFor(volume));
        boolean counts = program.segment(part) instanceof Segment.Deliver;
        Volume before = program.deliveredBefore(part).plus(counts ? given : Volume.ZERO);
        Volume left = controlled.volume().minus(before).minus(volume).minus(basal);
        if (left.compareTo(Volume.ZERO) < 0) {
            return Optional.empty();
        }
        List<Segment> rest = new ArrayList<>();
        rest.add(new Segment.Deliver(
                "bolus",
                1,
                Purpose.BOLUS,
                volume.plus(basal),
                new Flow.Constant(controlled.bolusRate().plus(controlled.basal()))));
        rest.addAll(ProgramCompiler.basal(controlled, left));
        return Optional.of(program.changedAt(part, given, rest));
    }
}
