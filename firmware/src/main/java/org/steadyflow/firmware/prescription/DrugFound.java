package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.firmware.dose.Concentration;

/**
 * What a file says of a drug.
 *
 * @param drug nothing where it is not there or wrong
 * @param concentration that the drug has one or none; nothing where that cannot be told
 */
record DrugFound(Optional<Drug> drug, Optional<Optional<Concentration>> concentration) {
    static final DrugFound NOTHING = new DrugFound(Optional.empty(), Optional.empty());
}
