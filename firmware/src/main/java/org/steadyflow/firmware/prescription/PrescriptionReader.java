package org.steadyflow.firmware.prescription;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.prescription.RawFile.UnreadableException;
import org.steadyflow.firmware.text.Words;

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
            return read(RawFile.members(utf8));
        } catch (UnreadableException e) {
            return new Reading.Refused(List.of(e.problem()));
        }
    }

    private static Reading read(List<Member> members) {
        Optional<Problem> otherKind = otherKind(members);
        if (otherKind.isPresent()) {
            return new Reading.Refused(List.of(otherKind.get()));
        }
        Findings findings = new Findings();
        return new OrderReader(members, findings)
                .read()
                .map(PrescriptionReader::accepted)
                .orElseGet(() -> new Reading.Refused(findings.problems()));
    }

    /** A file of another kind or version has one problem; its fields would only give false ones. */
    private static Optional<Problem> otherKind(List<Member> members) {
        String name = Fields.SCHEMA.name();
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .map(Member::value)
                .filter(value -> !value.equals(new Raw.Text(Fields.SCHEMA_NAME)))
                .map(value -> new Problem(name, name + sayOther(value) + "; write " + Fields.SCHEMA.asWritten() + "."));
    }

    private static String sayOther(Raw value) {
        if (!(value instanceof Raw.Text(String text))) {
            return " is " + Section.kindOf(value);
        }
        return text.startsWith(Fields.SCHEMA_KIND)
                ? ": " + Words.quote(text) + " is a version that this pump does not read"
                : ": " + Words.quote(text) + " is not a prescription";
    }

    private static Reading accepted(Prescription prescription) {
        String text = CanonicalText.of(prescription);
        return new Reading.Accepted(prescription, text, sha256(text));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
