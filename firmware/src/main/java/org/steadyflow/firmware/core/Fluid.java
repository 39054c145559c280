package org.steadyflow.firmware.core;

import org.steadyflow.firmware.prescription.Drug;
import org.steadyflow.firmware.prescription.Flush;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.prescription.Regimen;
import org.steadyflow.firmware.therapy.Program;
import org.steadyflow.firmware.therapy.Purpose;
import org.steadyflow.firmware.therapy.Segment;

/**
 * What runs in a part.
 *
 * @param rinses whether the line holds nothing else once the part is given: a flush, or another fluid of a sequence
 */
record Fluid(String name, boolean rinses) {
    /** A flush before a dose is two parts before it: a person hangs the dose between them. */
    private static final int FLUSH_TO_DOSE = 2;

    /** What the running part of this order gives, or the next one that gives anything. */
    static Fluid from(Order order, int part) {
        Program program = order.program();
        for (int i = part; i < program.end(); i++) {
            if (program.segment(i) instanceof Segment.Deliver deliver) {
                return of(order.prescription(), program, i, deliver);
            }
        }
        return own(order.prescription());
    }

    static Fluid of(Prescription prescription, Program program, int part, Segment.Deliver deliver) {
        return switch (prescription.regimen()) {
            case Regimen.Intermittent doses ->
                switch (deliver.purpose()) {
                    case FLUSH -> new Fluid(flush(doses, program, part).fluid(), true);
                    case DOSE, BOLUS, RUN_ON -> own(prescription);
                };
            case Regimen.Sequence sequence -> ofPart(prescription, sequence, deliver);
            case Regimen.Continuous _, Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _ ->
                own(prescription);
        };
    }

    private static Fluid own(Prescription prescription) {
        return new Fluid(prescription.drug().name(), false);
    }

    private static Flush flush(Regimen.Intermittent doses, Program program, int part) {
        int dose = part + FLUSH_TO_DOSE;
        boolean isBefore = doses.flushBefore().isPresent()
                && dose < program.end()
                && program.segment(dose) instanceof Segment.Deliver next
                && next.purpose() == Purpose.DOSE;
        return isBefore ? doses.flushBefore().orElseThrow() : doses.flushAfter().orElseThrow();
    }

    private static Fluid ofPart(Prescription prescription, Regimen.Sequence sequence, Segment.Deliver deliver) {
        // what runs on after the last part is the last part's
        int number = deliver.dose() == 0 ? sequence.parts().size() : deliver.dose();
        Drug own = prescription.drug();
        Drug drug = sequence.parts().get(number - 1).drug().orElse(own);
        return new Fluid(drug.name(), !drug.name().equals(own.name()));
    }
}
