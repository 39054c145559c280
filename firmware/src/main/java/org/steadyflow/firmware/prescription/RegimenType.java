package org.steadyflow.firmware.prescription;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.text.Words;

/** The patterns of the file format, and what each says of a field that belongs to another one. */
enum RegimenType {
    CONTINUOUS,
    INTERMITTENT,
    STEPPED,
    TAPERED,
    PATIENT_CONTROLLED,
    SEQUENCE;

    private static final String USUAL_HINT = "leave it out, or change the type";

    /** What a regimen of this type may have. */
    List<Field> fields() {
        return switch (this) {
            case CONTINUOUS -> RegimenFields.OF_CONTINUOUS;
            case INTERMITTENT -> RegimenFields.OF_INTERMITTENT;
            case STEPPED -> RegimenFields.OF_STEPPED;
            case TAPERED -> RegimenFields.OF_TAPERED;
            case PATIENT_CONTROLLED -> RegimenFields.OF_PATIENT_CONTROLLED;
            case SEQUENCE -> RegimenFields.OF_SEQUENCE;
        };
    }

    /** What this type has in the place of a field of another one, where people are likely to look for it. */
    private Map<Field, String> hints() {
        return switch (this) {
            case CONTINUOUS -> Map.of(RegimenFields.DOSE, "a continuous infusion has \"volume\"");
            case INTERMITTENT -> Map.of(RegimenFields.VOLUME, "the volume of one dose is \"dose\"");
            case STEPPED ->
                Map.of(
                        RegimenFields.DOSE, "a stepped infusion has \"volume\"",
                        RegimenFields.RATE, "each of the steps has its own \"rate\"",
                        RegimenFields.DURATION, "each of the steps lasts \"for\" a time");
            case TAPERED ->
                Map.of(
                        RegimenFields.DOSE, "a tapered infusion has \"volume\"",
                        RegimenFields.RATE, "the rate of the plateau follows from volume, duration, up and down");
            case PATIENT_CONTROLLED ->
                Map.of(
                        RegimenFields.DOSE, "the dose that a patient asks for is \"demand\"",
                        RegimenFields.RATE,
                                "the flow that runs all the time is \"basal\", the flow of a bolus \"bolus_rate\"",
                        RegimenFields.INTERVAL, "the time between two demand doses is \"lockout\"");
            case SEQUENCE ->
                Map.of(
                        RegimenFields.VOLUME, "each of the parts has its own \"volume\"",
                        RegimenFields.DOSE, "each of the parts has its own \"volume\"",
                        RegimenFields.RATE, "each of the parts has its own \"rate\"",
                        RegimenFields.DURATION, "each of the parts has its own \"duration\"");
        };
    }

    /** What to say of each field that only other types have; each goes on from the field's name. */
    Map<String, String> fieldsOfOthers() {
        Map<String, String> said = new HashMap<>();
        for (RegimenType other : values()) {
            for (Field field : other.fields()) {
                if (!fields().contains(field)) {
                    said.put(
                            field.name(),
                            " is only for the type " + Words.oneOf(typesWith(field)) + "; "
                                    + hints().getOrDefault(field, USUAL_HINT));
                }
            }
        }
        return said;
    }

    private static List<String> typesWith(Field field) {
        return Stream.of(values())
                .filter(type -> type.fields().contains(field))
                .map(Section::word)
                .toList();
    }

    /** The type that is written or, so that the rest can be looked at where that is wrong, the one it looks like. */
    static RegimenType likely(List<Member> members) {
        return members.stream()
                .filter(member -> member.name().equals(RegimenFields.TYPE.name()))
                .flatMap(member ->
                        Stream.of(values()).filter(type -> member.value().equals(new Raw.Text(Section.word(type)))))
                .findFirst()
                .orElseGet(() -> looksLike(members));
    }

    private static RegimenType looksLike(List<Member> members) {
        return members.stream()
                .flatMap(member -> Stream.of(values()).filter(type -> type.isTheOnlyOneWith(member.name())))
                .findFirst()
                .orElse(CONTINUOUS);
    }

    private boolean isTheOnlyOneWith(String name) {
        return fields().stream()
                .anyMatch(field -> field.name().equals(name) && typesWith(field).size() == 1);
    }
}
