package org.steadyflow.firmware.therapy;

import java.util.ArrayList;
import java.util.List;
import org.steadyflow.firmware.prescription.KeepOpen;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;

/** Turns a regimen into a program. The engine knows programs only; a regimen exists nowhere after this. */
public final class ProgramCompiler {
    private ProgramCompiler() {}

    public static Program compile(Prescription prescription) {
        List<Segment> segments = new ArrayList<>();
        switch (prescription.regimen()) {
            case Regimen.Continuous continuous ->
                segments.add(new Segment.Deliver("infusion", 1, continuous.volume(), continuous.rate()));
            case Regimen.Intermittent intermittent -> addDoses(segments, intermittent, prescription.keepOpen());
            case Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                throw new IllegalStateException("not compiled yet");
        }
        switch (prescription.endAction()) {
            case STOP -> {}
            case CONTINUE -> {}
            case KEEP_OPEN ->
                segments.add(new Segment.Wait("keep open", prescription.keepOpen(), new WaitEnd.Person()));
        }
        return new Program(segments);
    }

    private static void addDoses(List<Segment> segments, Regimen.Intermittent regimen, KeepOpen keepOpen) {
        KeepOpen between = regimen.keepOpenBetween() ? keepOpen : KeepOpen.NONE;
        for (int dose = 1; dose <= regimen.count(); dose++) {
            if (dose > 1) {
                WaitEnd due = new WaitEnd.NextDose(dose, regimen.times().shortest(), regimen.missedDose());
                segments.add(new Segment.Wait("until dose " + dose, between, due));
            }
            segments.add(new Segment.Deliver("dose " + dose, dose, regimen.dose(), regimen.rate()));
        }
    }
}
