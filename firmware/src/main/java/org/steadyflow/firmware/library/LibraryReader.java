package org.steadyflow.firmware.library;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.steadyflow.firmware.prescription.FileText;
import org.steadyflow.firmware.prescription.Findings;
import org.steadyflow.firmware.prescription.Problem;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.prescription.RawFile;
import org.steadyflow.firmware.prescription.RawFile.UnreadableException;
import org.steadyflow.firmware.prescription.Section;

/**
 * Reads a drug library, format {@code steadyflow/library/1}: JSON as docs/schema/library-1.schema.json describes it.
 * The same bytes always give the same answer. Pure; any thread.
 */
public final class LibraryReader {
    private LibraryReader() {}

    /**
     * Reads a whole file.
     *
     * @param utf8 its bytes; they may be anything, and more than {@link LibraryLimits#BYTES} are refused unread
     * @return the library, or every problem of the file; never an exception for what a file holds
     */
    public static LibraryReading read(byte[] utf8) {
        try {
            return read(RawFile.members(utf8, LibraryFields.KIND));
        } catch (UnreadableException e) {
            return new LibraryReading.Refused(List.of(e.problem()));
        }
    }

    /** Whether the file says that it is a library, right or wrong, and not something else. */
    public static boolean isLibrary(byte[] utf8) {
        try {
            return LibraryFields.KIND.isKindOf(RawFile.members(utf8, LibraryFields.KIND));
        } catch (UnreadableException e) {
            return false;
        }
    }

    private static LibraryReading read(List<Member> members) {
        Optional<Problem> otherKind = LibraryFields.KIND.problemOf(members);
        if (otherKind.isPresent()) {
            return new LibraryReading.Refused(List.of(otherKind.get()));
        }
        Findings findings = new Findings();
        Section file = new Section("", members, LibraryFields.OF_LIBRARY, Map.of(), findings);
        return library(file, findings)
                .map(LibraryReader::accepted)
                .orElseGet(() -> new LibraryReading.Refused(findings.problems()));
    }

    private static Optional<DrugLibrary> library(Section file, Findings findings) {
        file.text(LibraryFields.EDITOR_SCHEMA);
        file.words(LibraryFields.NOTE, LibraryLimits.NOTE_CHARS);
        file.require(LibraryFields.KIND.field(), LibraryFields.NAME, LibraryFields.VERSION, LibraryFields.ENTRIES);
        Optional<String> name = file.words(LibraryFields.NAME, LibraryLimits.TEXT_CHARS);
        Optional<Integer> version = file.count(LibraryFields.VERSION, LibraryLimits.VERSION_MOST);
        List<Section> sections = file.objects(LibraryFields.ENTRIES, LibraryFields.OF_ENTRY, LibraryLimits.ENTRIES)
                .orElse(List.of());
        List<LibraryEntry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : sections) {
            new EntryReader(section, findings).read().ifPresent(entry -> {
                if (!ids.add(entry.id())) {
                    section.reportValue(LibraryFields.ID, "is there twice; give each entry an id of its own");
                }
                entries.add(entry);
            });
        }
        return findings.isEmpty()
                ? Optional.of(new DrugLibrary(name.orElseThrow(), version.orElseThrow(), entries))
                : Optional.empty();
    }

    private static LibraryReading accepted(DrugLibrary library) {
        String text = LibraryText.of(library);
        return new LibraryReading.Accepted(library, text, FileText.sha256(text));
    }
}
