package org.steadyflow.firmware.prescription;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Raw.Member;

/** Reads the regimen of a file. Of one reading, one thread. */
final class RegimenReader {
    private final RegimenType type;
    private final Section section;

    /** @param members of the regimen object */
    RegimenReader(List<Member> members, Findings findings) {
        this.type = RegimenType.likely(members);
        this.section = new Section(Fields.REGIMEN.name(), members, type.fields(), type.fieldsOfOthers(), findings);
    }

    /** The type that is written or, where that is wrong, the one that it looks like. */
    RegimenType type() {
        return type;
    }

    /**
     * The regimen, where nothing in it is wrong that would make it another one.
     *
     * @param basis what amounts of the prescription's drug are counted by
     */
    Optional<Regimen> read(DoseBasis basis) {
        section.require(RegimenFields.TYPE);
        boolean isTyped =
                section.choice(RegimenFields.TYPE, RegimenType.values()).isPresent();
        FlowReader flows = new FlowReader(section, basis);
        Optional<Regimen> regimen =
                switch (type) {
                    case CONTINUOUS -> new ContinuousReader(flows).read();
                    case INTERMITTENT -> new IntermittentReader(flows).read();
                    case STEPPED -> new SteppedReader(flows).read();
                    case TAPERED -> new TaperedReader(flows).read();
                    case PATIENT_CONTROLLED -> new PatientControlledReader(flows).read();
                    case SEQUENCE -> new SequenceReader(flows).read();
                };
        return isTyped ? regimen : Optional.empty();
    }
}
