package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** Reads a regimen of one rate. Of one reading, one thread. */
record ContinuousReader(FlowReader flows) {
    Optional<Regimen> read() {
        flows.section().require(RegimenFields.VOLUME);
        Optional<Volume> volume = flows.volume(RegimenFields.VOLUME);
        Optional<FlowRate> rate = flows.rateOrDuration(volume);
        Optional<Optional<Titration>> titration = flows.titration();
        return volume.flatMap(v -> rate.flatMap(
                r -> titration.filter(chosen -> holds(chosen, r)).map(chosen -> new Regimen.Continuous(v, r, chosen))));
    }

    private boolean holds(Optional<Titration> titration, FlowRate rate) {
        boolean holds = titration.isEmpty() || titration.get().allows(rate);
        if (!holds) {
            flows.section()
                    .report(
                            RegimenFields.TITRATION,
                            ": the ordered rate, " + FlowReader.written(rate) + ", is not among "
                                    + SteppedReader.written(titration.get()) + "; write limits that hold it");
        }
        return holds;
    }
}
