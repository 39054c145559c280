package org.steadyflow.firmware.library;

import java.util.List;
import java.util.Optional;

/**
 * A signed, numbered list of drugs.
 *
 * @param name of the library, as its pharmacy calls it
 * @param version counts up from 1; an older one never replaces a newer one
 * @param entries each id once
 */
public record DrugLibrary(String name, int version, List<LibraryEntry> entries) {
    public DrugLibrary {
        entries = List.copyOf(entries);
        Check.that(!name.isBlank(), "name is blank");
        Check.that(version >= 1, "version is below 1");
        long ids = entries.stream().map(LibraryEntry::id).distinct().count();
        Check.that(ids == entries.size(), "an id is there twice");
    }

    /** Every entry of that drug, whoever it is for. */
    public List<LibraryEntry> entriesFor(String drug) {
        return entries.stream()
                .filter(entry -> DrugNames.areSame(entry.drug(), drug))
                .toList();
    }

    public Optional<LibraryEntry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** {@code Example library, version 3}. */
    @Override
    public String toString() {
        return name + ", version " + version;
    }
}
