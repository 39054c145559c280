package org.steadyflow.firmware.prescription;

import java.util.List;
import java.util.Optional;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.text.Words;

/**
 * A kind of file that the pump reads: a prescription, a drug library.
 *
 * @param noun what people call it, also the middle of its schema's name where spaces are left out
 * @param version the one that this pump reads
 * @param bytes largest file
 */
public record FileKind(String noun, int version, int bytes) {
    private static final String FAMILY = "steadyflow/";

    /** {@code a prescription}. */
    public String one() {
        return "a " + noun;
    }

    /** {@code steadyflow/prescription/1}. */
    public String schema() {
        return anyVersion() + version;
    }

    /** The field that says which kind and version a file is. */
    public Field field() {
        return new Field("schema", "\"" + schema() + "\"", "which kind of file this is");
    }

    /** Whether the file says that it is of this kind, in whatever version. */
    public boolean isKindOf(List<Member> members) {
        return value(members)
                .filter(value -> value instanceof Raw.Text(String text) && text.startsWith(anyVersion()))
                .isPresent();
    }

    /** A file of another kind or version has one problem; its fields would only give false ones. */
    public Optional<Problem> problemOf(List<Member> members) {
        String name = field().name();
        return value(members)
                .filter(value -> !value.equals(new Raw.Text(schema())))
                .map(value -> new Problem(name, name + sayOther(value) + "; write " + field().asWritten() + "."));
    }

    private Optional<Raw> value(List<Member> members) {
        return members.stream()
                .filter(member -> member.name().equals(field().name()))
                .findFirst()
                .map(Member::value);
    }

    private String sayOther(Raw value) {
        if (!(value instanceof Raw.Text(String text))) {
            return " is " + Section.kindOf(value);
        }
        return text.startsWith(anyVersion())
                ? ": " + Words.quote(text) + " is a version that this pump does not read"
                : ": " + Words.quote(text) + " is not " + one();
    }

    private String anyVersion() {
        return FAMILY + noun.substring(noun.lastIndexOf(' ') + 1) + "/";
    }
}
