package org.steadyflow.firmware.prescription;

/**
 * A field of the file format.
 *
 * @param example its value as it may stand in a file
 * @param meaning a few words that say what it is, for the sentence that asks for it
 */
public record Field(String name, String example, String meaning) {
    /** {@code "count": 2}. */
    public String asWritten() {
        return "\"" + name + "\": " + example;
    }
}
