package org.steadyflow.firmware.library;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.prescription.Prescription;
import org.steadyflow.firmware.text.Words;

/**
 * Lays a prescription beside the library: once when it is accepted, and again when it is started. The same arguments
 * always give the same findings. Any thread.
 */
public final class LibraryCheck {
    private LibraryCheck() {}

    /**
     * Every finding for the whole prescription, the other drugs of a sequence included. Where several entries of a drug
     * fit, each one's limits count; where none fits, the answer is why the nearest one does not.
     *
     * @param body as the prescription says it
     * @param sites as the prescription says it, 1 or more
     */
    public static List<Finding> check(DrugLibrary library, Prescription prescription, Body body, int sites) {
        return Courses.of(prescription).stream()
                .flatMap(course -> check(library, course, prescription, body, sites).stream())
                .distinct()
                .toList();
    }

    private static List<Finding> check(
            DrugLibrary library, Course course, Prescription prescription, Body body, int sites) {
        List<EntryCheck> checks = library.entriesFor(course.drug().name()).stream()
                .map(entry -> new EntryCheck(entry, course, prescription, body, sites))
                .toList();
        if (checks.isEmpty()) {
            return List.of(unknown(library, course));
        }
        List<EntryCheck> fitting =
                checks.stream().filter(check -> check.misfits().isEmpty()).toList();
        if (fitting.isEmpty()) {
            return checks.stream()
                    .map(EntryCheck::misfits)
                    .min(Comparator.comparingInt(List::size))
                    .orElseThrow();
        }
        return fitting.stream().flatMap(check -> check.findings().stream()).toList();
    }

    /** The entries whose limits hold for the prescription's own drug: those that fit it. */
    public static List<LibraryEntry> entriesFor(DrugLibrary library, Prescription prescription, Body body, int sites) {
        return Courses.of(prescription).stream()
                .filter(course -> course.drug().equals(prescription.drug()))
                .limit(1)
                .flatMap(own -> library.entriesFor(own.drug().name()).stream()
                        .filter(entry -> new EntryCheck(entry, own, prescription, body, sites)
                                .misfits()
                                .isEmpty()))
                .toList();
    }

    /** A prescription against one entry, whether it fits or not. */
    public static List<Finding> check(LibraryEntry entry, Prescription prescription, Body body, int sites) {
        return Courses.of(prescription).stream()
                .filter(course -> DrugNames.areSame(course.drug().name(), entry.drug()))
                .map(course -> new EntryCheck(entry, course, prescription, body, sites))
                .flatMap(check -> Stream.concat(check.misfits().stream(), check.findings().stream()))
                .distinct()
                .toList();
    }

    /** No limit holds for a drug that nobody described: a person answers for it. */
    private static Finding unknown(DrugLibrary library, Course course) {
        String field = course.drugField() + ".name";
        String name = course.drug().name();
        return new Finding(
                Severity.SOFT,
                field,
                name,
                library.toString(),
                field + ": " + Words.quote(name) + " is not in the library " + Words.quote(library.toString())
                        + ", so nothing limits it; it needs a reason.");
    }
}
