package org.steadyflow.firmware.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.steadyflow.firmware.prescription.Orders.accepted;
import static org.steadyflow.firmware.prescription.Orders.read;
import static org.steadyflow.firmware.prescription.Orders.refused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Doses in the place of volumes and rates. */
class DoseReaderTest {
    /** 0.8 mg/mL, 70 kg, 170 cm, 1.8 m2, two sites under the skin, 500 mL. */
    private static ObjectNode plain() {
        return Orders.without(Orders.dosed(), "regimen.titration");
    }

    private static Regimen.Continuous continuous(ObjectNode file) {
        return (Regimen.Continuous) accepted(read(file)).prescription().regimen();
    }

    private static Problem only(ObjectNode file) {
        List<Problem> problems = refused(read(file));
        return problems.size() == 1 ? problems.getFirst() : fail(problems.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 mL     | 100 mL",
                "0.2 g      | 250 mL",
                "200 mg     | 250 mL",
                "200000 mcg | 250 mL",
                "5 mg/kg    | 437.5 mL",
                "2 mL/kg    | 140 mL",
                "200 mg/m2  | 450 mL",
                "100 mL/m2  | 180 mL",
            })
    void anAmountBecomesItsVolume(String dose, String volume) {
        assertEquals(
                volume,
                QuantityText.text(continuous(Orders.withText(plain(), "regimen.volume", dose))
                        .volume()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 mL/h        | 120 mL/h",
                "200 mcg/min     | 15 mL/h",
                "5 mcg/kg/min    | 26.25 mL/h",
                "0.5 mL/kg/h     | 35 mL/h",
                "15 mL/h/site    | 30 mL/h",
                "10 mg/day/site  | 1.041667 mL/h",
                "96 mg/day       | 5 mL/h",
                "96 mg/24h       | 5 mL/h",
                "20 mg/m2/h      | 45 mL/h",
            })
    void aDoseRateBecomesItsRate(String dose, String rate) {
        assertEquals(
                rate,
                QuantityText.text(continuous(Orders.withText(plain(), "regimen.rate", dose))
                                .rate())
                        .orElseThrow());
    }

    @Test
    void theCanonicalTextHasTheMillilitresAndWhatTheyWereCountedBy() {
        String text = accepted(read(Orders.dosed())).canonicalText();
        String body = "\"body\":{\"weight\":\"70 kg\",\"height\":\"170 cm\",\"surface\":\"1.8 m2\"}";
        String regimen = "\"regimen\":{\"type\":\"continuous\",\"volume\":\"450 mL\",\"rate\":\"26.25 mL/h\","
                + "\"titration\":{\"least\":\"8 mL/h\",\"most\":\"150 mL/h\",\"step\":\"7 mL/h\"}}";
        for (String piece : List.of(body, "\"concentration\":\"0.8 mg/mL\"", "\"sites\":2", regimen)) {
            assertTrue(text.contains(piece), () -> piece + " in " + text);
        }
        assertEquals(accepted(read(Orders.dosed())), accepted(read(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regimen.volume | 1 units      | is counted in units, and that cannot be had from a concentration in mg/mL;"
                        + " write both in units that count the same thing.",
                "regimen.volume | 5 kg         | is in kg; write it in mL, for example \"100 mL\".",
                "regimen.volume | 5 mg/h       | is in mg/h, which is not an amount, or an amount per kg or m2; write it like"
                        + " \"10 mg/kg\".",
                "regimen.volume | 5 IU/kg      | is in IU/kg; write \"5 units/kg\".",
                "regimen.volume | 5 ml/kg      | is in ml/kg; write \"5 mL/kg\".",
                "regimen.volume | 0 mg         | is nothing; write a number above zero.",
                "regimen.volume | 1e3 mg       | has an exponent; write all digits of the number.",
                "regimen.volume | 100 g        | comes to 125000 mL, which is too large; write what comes to 0.1 mL to 9999 mL.",
                "regimen.volume | 1 mcg        | comes to 0.00125 mL, which is too small; write what comes to 0.1 mL to 9999"
                        + " mL.",
                "regimen.rate   | 5 mL/min     | is in mL/min; write it in mL/h: \"300 mL/h\".",
                "regimen.rate   | 5 mg         | is in mg, which is not an amount per min, h, day or 24h, or that per kg, m2 or"
                        + " site; write it like \"5 mcg/kg/min\".",
                "regimen.rate   | 5 ug/kg/min  | is in ug/kg/min; write \"5 mcg/kg/min\".",
                "regimen.rate   | 5 mcg/min/kg | is in mcg/min/kg, which is not an amount per min, h, day or 24h, or that per"
                        + " kg, m2 or site; write it like \"5 mcg/kg/min\".",
                "regimen.rate   | 1 g/kg/min   | comes to more than 10,000 mL/h; check the dose, the concentration and the"
                        + " body.",
                "regimen.rate   | 100 mg/kg/h  | comes to 8750 mL/h, which is too large; write what comes to 0.1 mL/h to 1000"
                        + " mL/h.",
            })
    void aDoseThatCannotBeGivenIsRepeatedWithTheReason(String path, String value, String sentence) {
        assertEquals(
                path + ": \"" + value + "\" " + sentence,
                only(Orders.withText(plain(), path, value)).sentence());
    }

    @Test
    void whatADoseIsCountedByIsAskedForWhereItIsMissing() {
        ObjectNode file = Orders.withText(plain(), "regimen.volume", "100 mL");
        assertEquals(
                "regimen.rate: \"5 mcg/kg/min\" is counted in mcg and needs drug.concentration; add it, as in"
                        + " \"concentration\": \"2 mcg/mL\".",
                only(Orders.without(file, "drug.concentration")).sentence());
        assertEquals(
                "regimen.rate: \"5 mcg/kg/min\" is counted per kg and needs body.weight; add it, as in \"body\": {\"weight\":"
                        + " \"70 kg\"}.",
                only(Orders.without(file, "body.weight")).sentence());
        assertEquals(
                "regimen.rate: \"15 mL/h/site\" is counted per site and needs sites; add \"sites\": 2.",
                only(Orders.without(Orders.withText(file, "regimen.rate", "15 mL/h/site"), "sites"))
                        .sentence());
    }

    @ParameterizedTest
    @CsvSource({"drug.concentration, 5 IU/mL", "drug, 5", "body.weight, 70", "body, 70", "sites, 5"})
    void nothingIsSaidOfWhatDependsOnAFault(String path, String value) {
        ObjectNode file = Orders.withText(Orders.dosed(), "regimen.volume", "5 mg/kg");
        assertEquals(path, only(Orders.withText(file, path, value)).field());
    }

    @Test
    void surfaceFollowsFromHeightAndWeight() {
        ObjectNode file = Orders.without(plain(), "body.surface");
        assertEquals(
                "454.525 mL",
                QuantityText.text(continuous(file).volume()),
                "200 mg/m2 for 1.8181 m2, the root of 170 x 70 / 3600, at 0.8 mg/mL");
    }

    @Test
    void aBodyOfNothingIsNoBody() {
        assertEquals(
                "body.weight is missing: the weight of the patient; add \"weight\": \"70 kg\".",
                only(Orders.with(Orders.least(), "body", "{}")).sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body.weight  | 0.29 kg | 0.3 kg  | 500 kg | 500.1 kg",
                "body.height  | 19 cm   | 20 cm   | 280 cm | 281 cm",
                "body.surface | 0.04 m2 | 0.05 m2 | 6 m2   | 6.1 m2",
            })
    void aBodyHasTheSizeOfAPerson(String path, String below, String least, String most, String above) {
        ObjectNode file = Orders.with(Orders.least(), "body", "{}");
        for (String taken : List.of(least, most)) {
            accepted(read(Orders.withText(file, path, taken)));
        }
        for (String other : List.of(below, above)) {
            assertTrue(
                    only(Orders.withText(file, path, other)).sentence().contains(" is no size of a body; write "),
                    other);
        }
    }

    @Test
    void sitesAreUnderTheSkin() {
        assertEquals(
                "sites is only for the route subcutaneous, and the route is epidural; leave it out.",
                only(Orders.withText(Orders.withText(plain(), "regimen.rate", "5 mL/h"), "route", "epidural"))
                        .sentence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "1.5"})
    void sitesAreOneToFour(String sites) {
        assertEquals(
                "sites: " + sites + " is out of range; write a whole number from 1 to 4.",
                only(Orders.with(plain(), "sites", sites)).sentence());
    }

    @Test
    void aFlushAndTheKeepOpenFlowAreNeverDoses() {
        assertEquals(
                "regimen.flush_before.volume: \"10 mg\" is in mg, which counts drug and not fluid; write it in mL, for example"
                        + " \"100 mL\".",
                only(Orders.withText(Orders.daily(), "regimen.flush_before.volume", "10 mg"))
                        .sentence());
        assertEquals(
                "keep_open.rate: \"1 mg/h\" is in mg/h, which counts drug and not fluid; write it in mL/h, for example"
                        + " \"120 mL/h\".",
                only(Orders.withText(Orders.continuous(), "keep_open.rate", "1 mg/h"))
                        .sentence());
    }

    @Test
    void aPartIsCountedByItsOwnDrug() {
        ObjectNode file = Orders.withText(Orders.sequence(), "regimen.parts[1].volume", "45 mg");
        file = Orders.withText(file, "regimen.parts[2].volume", "8 mg");
        Regimen.Sequence sequence =
                (Regimen.Sequence) accepted(read(file)).prescription().regimen();
        assertEquals(
                List.of("5 mL", "10 mL"),
                sequence.parts().stream()
                        .map(part -> QuantityText.text(part.volume()))
                        .toList());
        assertEquals(
                "regimen.parts[1].volume",
                only(Orders.without(file, "regimen.parts[1].drug.concentration"))
                        .field());
    }
}
