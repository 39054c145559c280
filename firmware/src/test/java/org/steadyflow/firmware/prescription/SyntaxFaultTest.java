package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.steadyflow.firmware.prescription.Orders.read;
import static org.steadyflow.firmware.prescription.Orders.refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxFaultTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,}          | 8  | there is a comma after the last field; remove it.",
                "{\"a\":1 \"b\":2}   | 8  | a comma, a colon or a quote is missing before this; write each field as"
                        + " \"name\": value, with a comma between two.",
                "{\"a\" 1}           | 6  | a comma, a colon or a quote is missing before this; write each field as"
                        + " \"name\": value, with a comma between two.",
                "{'a':1}             | 2  | this is not the quote JSON knows; write straight double quotes, \"like this\".",
                "{\"a\":\u201cx\u201d} | 6 | this is not the quote JSON knows; write straight double quotes, \"like this\".",
                "{a:1}               | 2  | the name of a field needs quotes; write \"a\" with double quotes around it.",
                "{\"a\":1, b:1}      | 9  | the name of a field needs quotes; write \"b\" with double quotes around it.",
                "// x                | 1  | JSON has no comments; remove this one, or put its words into the field"
                        + " \"note\".",
                "{\"a\":\"x          | 8  | the file ends too early; close every quote, { and [, and check that the whole"
                        + " file was saved.",
                "{\"a\":1            | 7  | the file ends too early; close every quote, { and [, and check that the whole"
                        + " file was saved.",
                "{\"a\":}            | 6  | the value is missing after the colon; write it.",
                "{\"a\":NaN}         | 9  | \"NaN\" is no JSON value; write a quantity in double quotes, such as"
                        + " \"120 mL/h\".",
                "{\"a\":.5}          | 6  | \".5\" is no JSON value; write a quantity in double quotes, such as"
                        + " \"120 mL/h\".",
                "{\"a\":01}          | 7  | \"01\" is no JSON value; write a quantity in double quotes, such as"
                        + " \"120 mL/h\".",
                "{\"a\":120 mL/h}    | 10 | a quantity with its unit needs double quotes; write it like \"120 mL/h\".",
                "{\"a\":True}        | 6  | \"True\" must be in small letters.",
                "{\"a\"=2}           | 5  | this is not how JSON gives a value; write a colon between the field and its"
                        + " value.",
                "{\"a\":1;\"b\":2}   | 7  | this is not how JSON parts its fields; write a comma.",
                "{\"a\":1,,\"b\":2}  | 8  | this comma has no field before it; remove it, or write the value that is"
                        + " missing.",
                "{\"a\":1]           | 7  | this ] closes nothing that is open here; write each { with its } and each ["
                        + " with its ].",
                "{\"a\":\"x\\q\"}    | 9  | a backslash in a text stands only before \" \\ / b f n r t or u; write two of"
                        + " them for one.",
                "{} x                | 4  | there is more after the end of the prescription; a file holds one JSON object,"
                        + " so remove what follows it.",
                "{}{}                | 3  | there is more after the end of the prescription; a file holds one JSON object,"
                        + " so remove what follows it.",
            })
    void aSlipOfTheHandIsToldWithItsPlaceAndItsCure(String file, int column, String sentence) {
        assertEquals("Line 1, column " + column + ": " + sentence, sentence(file));
    }

    @Test
    void aTextThatRunsPastItsLineIsToldThere() {
        assertEquals(
                "Line 1, column 8: a text goes on past its line, or holds a tab; close it with a double quote on its own"
                        + " line.",
                sentence("{\"a\":\"x\n\"b\":1}"));
    }

    @Test
    void aFileThatIsNoJsonFromItsFirstLetterIsQuestionedAsAWhole() {
        for (String file : new String[] {"patient,rate", "<?xml version='1.0'?>", "]", "id: RX-1", "%PDF"}) {
            assertEquals(
                    "Line 1, column 1: the file does not begin with {; check that it is a prescription.",
                    sentence(file));
        }
    }

    @Test
    void linesAreCounted() {
        assertEquals("Line 3, column 1: there is a comma after the last field; remove it.", sentence("{\n\"a\":1,\n}"));
    }

    @Test
    void whatIsNoObjectIsCalledByItsName() {
        assertEquals("The file is a list; write a prescription as one JSON object, from { to }.", sentence("[]"));
        assertEquals("The file is a number; write a prescription as one JSON object, from { to }.", sentence("1e999"));
    }

    private static String sentence(String file) {
        return refused(read(file)).get(0).sentence();
    }
}
