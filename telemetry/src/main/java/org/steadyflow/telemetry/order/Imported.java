package org.steadyflow.telemetry.order;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What became of a file. */
public sealed interface Imported {
    /**
     * A draft of a prescription.
     *
     * @param prescription in the format of docs/prescriptions.md; where something is open it has the field
     *     {@code open}, which no pump accepts, and lacks what could not be filled in
     * @param findings what a person should know, in the order of the resource
     */
    record Draft(ObjectNode prescription, List<Finding> findings) implements Imported {
        public Draft {
            findings = List.copyOf(findings);
        }

        /** Whether nothing is left for a person to fill in, decide or confirm. */
        public boolean isComplete() {
            return findings.stream().noneMatch(Finding::isOpen);
        }
    }

    /**
     * The file is no order that a draft could be made of.
     *
     * @param why a sentence; printable, one line
     */
    record Refused(String why) implements Imported {}
}
