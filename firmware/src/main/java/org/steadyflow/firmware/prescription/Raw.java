package org.steadyflow.firmware.prescription;

import java.util.List;

/**
 * JSON as it stands in the file: numbers are still text, so none ever passes through a floating-point number, and a
 * name that occurs twice is still there twice.
 */
public sealed interface Raw {
    record Members(List<Member> members) implements Raw {}

    record Elements(List<Raw> elements) implements Raw {}

    record Text(String text) implements Raw {}

    record Digits(String digits) implements Raw {}

    record Flag(boolean value) implements Raw {}

    record Nothing() implements Raw {}

    /**
     * A name and its value.
     *
     * @param line of the name, from 1
     */
    record Member(String name, int line, Raw value) {}
}
