package org.steadyflow.firmware.prescription;

import java.util.Optional;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.dose.Concentration;

/**
 * What the amounts and dose rates of one drug are counted by. Each is nothing where the file has it wrong: that has been
 * told, and nothing is said of what depends on it.
 *
 * @param concentration the drug's, or that it has none
 * @param body as far as the file tells it
 * @param sites as the file says it, or that it does not
 */
record DoseBasis(
        Optional<Optional<Concentration>> concentration, Optional<Body> body, Optional<Optional<Integer>> sites) {
    /** The same body and sites, for another drug. */
    DoseBasis of(Optional<Optional<Concentration>> another) {
        return new DoseBasis(another, body, sites);
    }
}
