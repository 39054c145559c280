package org.steadyflow.firmware.prescription;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.prescription.RawFile.UnreadableException;

/**
 * Reads a prescription file, format {@code steadyflow/prescription/1}: JSON as docs/schema/prescription-1.schema.json
 * describes it. The same bytes always give the same answer. Pure; any thread.
 */
public final class PrescriptionReader {
    private PrescriptionReader() {}

    /**
     * Reads a whole file.
     *
     * @param utf8 its bytes; they may be anything, and more than {@link FileLimits#BYTES} are refused unread
     * @return the prescription, or every problem of the file; never an exception for what a file holds
     */
    public static Reading read(byte[] utf8) {
        try {
            return read(RawFile.members(utf8, Fields.KIND));
        } catch (UnreadableException e) {
            return new Reading.Refused(List.of(e.problem()));
        }
    }

    private static Reading read(List<Member> members) {
        Optional<Problem> otherKind = Fields.KIND.problemOf(members);
        if (otherKind.isPresent()) {
            return new Reading.Refused(List.of(otherKind.get()));
        }
        Findings findings = new Findings();
        return new OrderReader(members, findings)
                .read()
                .map(PrescriptionReader::accepted)
                .orElseGet(() -> new Reading.Refused(findings.problems()));
    }

    private static Reading accepted(Prescription prescription) {
        String text = CanonicalText.of(prescription);
        return new Reading.Accepted(prescription, text, FileText.sha256(text));
    }
}
