package org.steadyflow.firmware.prescription;

/**
 * A field of the file format.
 *
 * @param example its value as it may stand in a file
 * @param meaning a few words that say what it is, for the sentence that asks for it
 */
record Field(String name, String example, String meaning) {
    /** {@code "count": 2}. */
    String asWritten() {
        return "\"" + name + "\": " + example;
    }
}
