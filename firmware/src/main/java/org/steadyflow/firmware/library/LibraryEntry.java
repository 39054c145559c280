package org.steadyflow.firmware.library;

import java.util.List;
import java.util.Optional;

/**
 * One drug for one class of patients.
 *
 * @param id unique in the library
 * @param drug its name; letters large or small are the same
 * @param displayName as screens show it, in tall-man letters
 * @param hangTime how long a container keeps; empty where the library does not say
 * @param handling what a person must see to, shown at acceptance: a filter, a label
 */
public record LibraryEntry(
        String id,
        String drug,
        String displayName,
        Patients patients,
        Use use,
        DoseLimits limits,
        Rules rules,
        Solution solution,
        Optional<HangTime> hangTime,
        List<String> handling) {
    public LibraryEntry {
        handling = List.copyOf(handling);
        Check.that(!id.isBlank(), "id is blank");
        Check.that(DrugNames.areSame(drug, displayName), "display name is another drug");
    }

    /** {@code vancomycin (adult)}. */
    public String shownWithPatients() {
        return displayName + " (" + patients.name() + ")";
    }
}
