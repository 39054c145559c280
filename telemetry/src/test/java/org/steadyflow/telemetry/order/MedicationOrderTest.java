package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.order.Orders.CENTRAL;
import static org.steadyflow.telemetry.order.Orders.complete;
import static org.steadyflow.telemetry.order.Orders.dose;
import static org.steadyflow.telemetry.order.Orders.doseAndRate;
import static org.steadyflow.telemetry.order.Orders.draft;
import static org.steadyflow.telemetry.order.Orders.order;
import static org.steadyflow.telemetry.order.Orders.paths;
import static org.steadyflow.telemetry.order.Orders.quantity;
import static org.steadyflow.telemetry.order.Orders.rate;
import static org.steadyflow.telemetry.order.Orders.ratio;
import static org.steadyflow.telemetry.order.Orders.regimen;
import static org.steadyflow.telemetry.order.Orders.repeat;
import static org.steadyflow.telemetry.order.Orders.withMedication;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyflow.telemetry.order.Finding.Kind;

/** What each element of a MedicationRequest becomes, and what becomes of it where it says nothing certain. */
@Tag("REQ-193")
class MedicationOrderTest {
    private static final String DOSAGE = "MedicationRequest.dosageInstruction[0]";
    private static final String EVERY_12_H = "\"frequency\": 1, \"period\": 12, \"periodUnit\": \"h\"";
    private static final String GRAM = dose("1 g") + ", " + rate("10 mg/min");

    private static String timed(String repeat) {
        return order(repeat(repeat) + ", " + doseAndRate(GRAM));
    }

    @Test
    void aRateForATimeIsAVolume() {
        Imported.Draft draft =
                complete(order(repeat("\"boundsDuration\": " + quantity("8 h")) + ", " + doseAndRate(rate("25 mL/h"))));
        assertEquals("continuous", regimen(draft).path("type").asString());
        assertEquals("200 mL", regimen(draft).path("volume").asString());
        assertEquals("25 mL/h", regimen(draft).path("rate").asString());
    }

    @Test
    void aPeriodOfTimesStartsAndBoundsAnInfusion() {
        String period =
                "\"boundsPeriod\": {\"start\": \"2026-11-22T08:00:00+01:00\", \"end\": \"2026-11-22T16:00:00+01:00\"}";
        Imported.Draft draft = complete(order(repeat(period) + ", " + doseAndRate(rate("25 mL/h"))));
        assertEquals("200 mL", regimen(draft).path("volume").asString());
        assertEquals(
                "2026-11-22T08:00:00+01:00",
                draft.prescription().at("/start/at").asString());
    }

    @Test
    void aRateWithoutAnEndLacksItsVolume() {
        Imported.Draft draft = draft(order(doseAndRate(rate("25 mL/h"))));
        assertEquals(List.of(DOSAGE + ".timing"), paths(draft, Kind.MISSING));
        assertFalse(regimen(draft).has("volume"));
    }

    @Test
    void aRatioIsARate() {
        Imported.Draft draft = complete(
                order(repeat("\"count\": 1") + ", " + doseAndRate(dose("1 g") + ", " + rate("1 g", "100 min"))));
        assertEquals("1 g", regimen(draft).path("volume").asString());
        assertEquals("0.01 g/min", regimen(draft).path("rate").asString());
    }

    @Test
    void aRatioWithoutAPlainDecimalIsWrittenAsATime() {
        Imported.Draft draft = complete(
                order(repeat("\"count\": 1") + ", " + doseAndRate(dose("100 mL") + ", " + rate("100 mL", "7 h"))));
        assertEquals("7 h", regimen(draft).path("duration").asString());
        assertFalse(regimen(draft).has("rate"));
    }

    @Test
    void aRatioOverNothingIsListed() {
        Imported.Draft draft = draft(order(doseAndRate(rate("1 g", "0 min"))));
        assertTrue(paths(draft, Kind.NOT_EXPRESSED).contains(DOSAGE + ".doseAndRate[0].rateRatio.denominator"));
    }

    @Test
    void halfARatioIsListed() {
        Imported.Draft draft = draft(order(doseAndRate("\"rateRatio\": {\"numerator\": " + quantity("1 g") + "}")));
        assertTrue(paths(draft, Kind.MISSING).contains(DOSAGE + ".doseAndRate[0].rateRatio.denominator"));
    }

    @Test
    void aDoseEveryIntervalIsIntermittent() {
        Imported.Draft draft = complete(timed(EVERY_12_H + ", \"count\": 6"));
        assertEquals("intermittent", regimen(draft).path("type").asString());
        assertEquals("1 g", regimen(draft).path("dose").asString());
        assertEquals("12 h", regimen(draft).path("interval").asString());
        assertEquals(6, regimen(draft).path("count").asInt());
    }

    @ParameterizedTest
    @CsvSource({"1 d, 2", "7 d, 14", "36 h, 3", "2 wk, 28"})
    void boundsThatHoldWholeIntervalsCountTheDoses(String bounds, int count) {
        Imported.Draft draft = complete(timed(EVERY_12_H + ", \"boundsDuration\": " + quantity(bounds)));
        assertEquals(count, regimen(draft).path("count").asInt());
    }

    @Test
    void boundsThatDoNotDoNotCountThem() {
        Imported.Draft draft = draft(timed(EVERY_12_H + ", \"boundsDuration\": " + quantity("30 h")));
        assertEquals(List.of(DOSAGE + ".timing.repeat.count"), paths(draft, Kind.MISSING));
    }

    @Test
    void severalInAPeriodAreNoInterval() {
        Imported.Draft draft = draft(timed("\"frequency\": 3, \"period\": 1, \"periodUnit\": \"d\", \"count\": 9"));
        assertEquals(List.of(DOSAGE + ".timing.repeat.frequency"), paths(draft, Kind.MISSING));
        assertFalse(regimen(draft).has("interval"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mo", "a"})
    void aMonthIsNoLengthOfTime(String unit) {
        Imported.Draft draft = draft(timed("\"frequency\": 1, \"period\": 1, \"periodUnit\": \"" + unit + "\""));
        assertTrue(paths(draft, Kind.MISSING).contains(DOSAGE + ".timing.repeat.periodUnit"));
    }

    @Test
    void clockTimesNeedAZone() {
        Imported.Draft draft = draft(timed("\"timeOfDay\": [\"20:00:00\", \"08:00:00\"], \"count\": 6"));
        assertEquals(List.of(DOSAGE + ".timing.repeat.timeOfDay"), paths(draft, Kind.MISSING));
        assertEquals("[\"08:00\",\"20:00\"]", regimen(draft).path("times").toString());
    }

    @Test
    void daysAndClockTimesCountTheDoses() {
        String zone = "\"extension\": [{\"url\": \"http://hl7.org/fhir/StructureDefinition/timezone\","
                + " \"valueCode\": \"Europe/Berlin\"}], ";
        Imported.Draft draft = complete(timed(zone
                + "\"timeOfDay\": [\"08:00:00\", \"20:00:00\"],"
                + " \"boundsPeriod\": {\"start\": \"2026-11-22\", \"end\": \"2026-11-24\"}"));
        assertEquals(6, regimen(draft).path("count").asInt());
        assertEquals("Europe/Berlin", regimen(draft).path("zone").asString());
    }

    @Test
    void clockTimesAndAPeriodThatIsNoDayContradictEachOther() {
        Imported.Draft draft = draft(timed(
                "\"timeOfDay\": [\"08:00:00\"], \"frequency\": 1, \"period\": 2, \"periodUnit\": \"d\", \"count\": 6"));
        assertEquals(List.of(DOSAGE + ".timing.repeat.timeOfDay"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void anAbbreviationOfAnIntervalIsOne() {
        String code = "\"timing\": {\"code\": {\"coding\": [{\"system\":"
                + " \"http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation\", \"code\": \"%s\"}]}}, ";
        Imported.Draft every8 = draft(order(code.formatted("Q8H") + doseAndRate(GRAM)));
        assertEquals("8 h", regimen(every8).path("interval").asString());
        Imported.Draft twice = draft(order(code.formatted("BID") + doseAndRate(GRAM)));
        assertTrue(paths(twice, Kind.MISSING).contains(DOSAGE + ".timing.repeat"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dayOfWeek[0]        | \"dayOfWeek\": [\"mon\"]",
                "when[0]             | \"when\": [\"HS\"]",
                "offset              | \"offset\": 30",
                "countMax            | \"countMax\": 9",
                "frequencyMax        | \"frequencyMax\": 2",
                "periodMax           | \"periodMax\": 24",
                "durationMax         | \"durationMax\": 3",
                "boundsRange         | \"boundsRange\": {}"
            })
    void whatATimingSaysBesideIsListedAndNotDropped(String element, String json) {
        Imported.Draft draft = draft(
                timed(EVERY_12_H + ", \"count\": 6, " + json.replace("{}", "{\"low\": " + quantity("1 d") + "}")));
        assertEquals(List.of(DOSAGE + ".timing.repeat." + element), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void aTimeBesideDoseAndRateIsCompared() {
        complete(timed(EVERY_12_H + ", \"count\": 6, \"duration\": 100, \"durationUnit\": \"min\""));
        Imported.Draft other = draft(timed(EVERY_12_H + ", \"count\": 6, \"duration\": 90, \"durationUnit\": \"min\""));
        assertEquals(List.of(DOSAGE + ".timing.repeat.duration"), paths(other, Kind.CONFIRM));
    }

    @Test
    void aDoseWithoutAnyTimingIsConfirmed() {
        Imported.Draft draft = draft(order(doseAndRate(GRAM)));
        assertEquals(List.of(DOSAGE + ".timing"), paths(draft, Kind.CONFIRM));
    }

    @Test
    void aDoseWithoutARateLacksIt() {
        Imported.Draft draft = draft(order(repeat("\"count\": 1") + ", " + doseAndRate(dose("1 g"))));
        assertEquals(List.of(DOSAGE + ".doseAndRate"), paths(draft, Kind.MISSING));
    }

    @Test
    void aRangeOfRatesIsTitration() {
        String range = "\"rateRange\": {\"low\": " + quantity("2 mL/h") + ", \"high\": " + quantity("20 mL/h") + "}";
        Imported.Draft draft = draft(order(doseAndRate(range)));
        assertEquals("2 mL/h", regimen(draft).at("/titration/least").asString());
        assertEquals("20 mL/h", regimen(draft).at("/titration/most").asString());
        assertTrue(paths(draft, Kind.MISSING).contains(DOSAGE + ".doseAndRate"), "the first rate is not said");
    }

    @Test
    void aRangeOfDosesIsListed() {
        String range = "\"doseRange\": {\"low\": " + quantity("1 g") + ", \"high\": " + quantity("2 g") + "}";
        Imported.Draft draft = draft(order(doseAndRate(range)));
        assertTrue(paths(draft, Kind.NOT_EXPRESSED).contains(DOSAGE + ".doseAndRate[0].doseRange"));
    }

    @Test
    void ofSeveralDosesTheOrderedOneCounts() {
        String type = "\"type\": {\"coding\": [{\"system\": \"http://terminology.hl7.org/CodeSystem/dose-rate-type\","
                + " \"code\": \"%s\"}]}, ";
        String both = "\"doseAndRate\": [{" + type.formatted("calculated") + dose("2 g") + "}, {"
                + type.formatted("ordered") + GRAM + "}]";
        Imported.Draft draft = complete(order(repeat("\"count\": 1") + ", " + both));
        assertEquals("1 g", regimen(draft).path("volume").asString());
        Imported.Draft unclear = draft(order(both.replace("ordered", "calculated")));
        assertTrue(paths(unclear, Kind.NOT_EXPRESSED).contains(DOSAGE + ".doseAndRate"));
    }

    @Test
    void aDemandHasItsLockoutFromTheStatedGapOnly() {
        String demand = "\"asNeededBoolean\": true, " + doseAndRate(dose("5 mg") + ", " + rate("60 mL/h"))
                + ", \"maxDosePerPeriod\": " + ratio("20 mg", "1 h");
        Imported.Draft none = draft(order(demand));
        assertEquals("patient_controlled", regimen(none).path("type").asString());
        assertEquals("20 mg", regimen(none).path("cap_1h").asString());
        assertFalse(regimen(none).has("lockout"));
        assertTrue(paths(none, Kind.MISSING).contains(DOSAGE + ".timing.repeat.period"), () -> none.findings()
                .toString());
        String gap =
                "\"extension\": [{\"url\": \"http://hl7.org/fhir/StructureDefinition/dosage-minimumGapBetweenDose\","
                        + " \"valueDuration\": " + quantity("10 min") + "}], ";
        Imported.Draft stated = draft(order(gap + demand));
        assertEquals("10 min", regimen(stated).path("lockout").asString());
        assertFalse(paths(stated, Kind.NOT_EXPRESSED).contains(DOSAGE + ".extension[0]"));
    }

    @Test
    void aCapPerDayIsNoCapOfThePump() {
        Imported.Draft draft = draft(order("\"asNeededBoolean\": true, " + doseAndRate(dose("5 mg"))
                + ", \"maxDosePerPeriod\": " + ratio("20 mg", "1 d")));
        assertEquals(List.of(DOSAGE + ".maxDosePerPeriod"), paths(draft, Kind.NOT_EXPRESSED));
        assertTrue(paths(draft, Kind.MISSING).contains(DOSAGE + ".maxDosePerPeriod"));
    }

    @Test
    void aCapOfAnInfusionIsListed() {
        Imported.Draft draft = draft(order(
                repeat("\"count\": 1") + ", " + doseAndRate(GRAM) + ", \"maxDosePerPeriod\": " + ratio("2 g", "4 h")));
        assertEquals(List.of(DOSAGE + ".maxDosePerPeriod"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void aLimitOfOneDoseIsCompared() {
        String once = repeat("\"count\": 1") + ", " + doseAndRate(GRAM) + ", \"maxDosePerAdministration\": ";
        complete(order(once + quantity("1000 mg")));
        Imported.Draft above = draft(order(once + quantity("999 mg")));
        assertEquals(List.of(DOSAGE + ".maxDosePerAdministration"), paths(above, Kind.NOT_EXPRESSED));
    }

    @Test
    void instructionsInSequenceAreSteps() {
        String first = "{\"sequence\": 1, " + CENTRAL + ", " + repeat("\"duration\": 30, \"durationUnit\": \"min\"")
                + ", " + doseAndRate(rate("20 mL/h")) + "}";
        String second =
                "{\"sequence\": 2, " + CENTRAL + ", " + doseAndRate(dose("30 mL") + ", " + rate("40 mL/h")) + "}";
        Imported.Draft draft = complete(withMedication(Orders.VANCOMYCIN, second + ", " + first));
        assertEquals("stepped", regimen(draft).path("type").asString());
        assertEquals("40 mL", regimen(draft).path("volume").asString());
        assertEquals(
                "[{\"rate\":\"20 mL/h\",\"for\":\"30 min\"},{\"rate\":\"40 mL/h\"}]",
                regimen(draft).path("steps").toString());
    }

    @Test
    void instructionsThatEmptyAContainerEachAreASequence() {
        String part =
                "{\"sequence\": %d, " + CENTRAL + ", " + doseAndRate(dose("200 mL") + ", " + rate("100 mL/h")) + "}";
        Imported.Draft draft =
                complete(withMedication(Orders.VANCOMYCIN, part.formatted(1) + ", " + part.formatted(2)));
        assertEquals("sequence", regimen(draft).path("type").asString());
        assertEquals("200 mL", regimen(draft).at("/parts/1/container/volume").asString());
        assertEquals(
                "Hang container 2 of 2", regimen(draft).at("/parts/1/prompt").asString());
    }

    @Test
    void instructionsAtTheSameTimeAreListed() {
        String one = "{" + CENTRAL + ", " + doseAndRate(rate("20 mL/h")) + "}";
        Imported.Draft draft = draft(withMedication(Orders.VANCOMYCIN, one + ", " + one));
        assertEquals(List.of(DOSAGE, "MedicationRequest.dosageInstruction[1]"), paths(draft, Kind.NOT_EXPRESSED));
        assertFalse(draft.prescription().has("regimen"));
    }

    @Test
    void aRepeatedDoseIsNoStep() {
        String load = "{\"sequence\": 1, " + CENTRAL + ", " + doseAndRate(GRAM) + "}";
        String keep = "{\"sequence\": 2, " + CENTRAL + ", " + repeat(EVERY_12_H) + ", " + doseAndRate(GRAM) + "}";
        Imported.Draft draft = draft(withMedication(Orders.VANCOMYCIN, load + ", " + keep));
        assertFalse(draft.prescription().has("regimen"));
        assertTrue(paths(draft, Kind.NOT_EXPRESSED).contains("MedicationRequest.dosageInstruction[1]"));
    }

    @ParameterizedTest
    @CsvSource({
        "418114005, intravenous_central",
        "419993007, intravenous_peripheral",
        "34206005, subcutaneous",
        "404820008, epidural",
        "417985001, enteral",
        "127492001, enteral"
    })
    void aRouteIsItsCode(String code, String route) {
        String text = timed("\"count\": 1").replace("418114005", code);
        assertEquals(route, complete(text).prescription().path("route").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"47625008", "26643006", "1"})
    void anotherRouteIsLeftToThePharmacist(String code) {
        Imported.Draft draft = draft(timed("\"count\": 1").replace("418114005", code));
        assertEquals(List.of(DOSAGE + ".route"), paths(draft, Kind.MISSING));
        assertFalse(draft.prescription().has("route"));
    }

    @ParameterizedTest
    @CsvSource({"U, enzyme", "ml/hr, mL/h", "mcg, ug", "IU, [iU]", "Mg, no unit"})
    void aUnitThatIsNoneIsNotRepaired(String code, String advice) {
        Imported.Draft draft = draft(order(repeat("\"count\": 1") + ", " + doseAndRate(dose("5 " + code))));
        Finding finding = draft.findings().getFirst();
        assertEquals(DOSAGE + ".doseAndRate[0].doseQuantity.code", finding.path());
        assertTrue(finding.sentence().contains(advice), finding::sentence);
        assertFalse(regimen(draft).has("volume"));
    }

    @Test
    void aDoseOfAnotherKindThanTheStrengthIsListed() {
        Imported.Draft draft =
                draft(order(repeat("\"count\": 1") + ", " + doseAndRate(dose("5 [iU]") + ", " + rate("20 mL/h"))));
        assertEquals(List.of(DOSAGE + ".doseAndRate"), paths(draft, Kind.MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"comparator\": \"<\", \"value\": 5, \"unit\": \"mg\"}", "{\"value\": -5, \"unit\": \"mg\"}"})
    void whatIsNoExactQuantityIsListed(String quantity) {
        Imported.Draft draft = draft(order(doseAndRate("\"doseQuantity\": " + quantity)));
        assertTrue(paths(draft, Kind.NOT_EXPRESSED).contains(DOSAGE + ".doseAndRate[0].doseQuantity"));
    }

    @Test
    void aDoseByWeightNeedsTheWeight() {
        String dose = order(repeat("\"count\": 1") + ", " + doseAndRate(dose("10 mg/kg") + ", " + rate("20 mL/h")));
        assertEquals(List.of("Observation"), paths(draft(dose), Kind.MISSING));
        Imported.Draft weighed = complete(withObservation(dose, "29463-7", "70.5 kg"));
        assertEquals("70.5 kg", weighed.prescription().at("/body/weight").asString());
        Imported.Draft newborn = complete(withObservation(dose, "29463-7", "3450 g"));
        assertEquals("3.45 kg", newborn.prescription().at("/body/weight").asString());
        Imported.Draft pounds = draft(withObservation(dose, "29463-7", "150 [lb_av]"));
        assertFalse(pounds.isComplete());
    }

    @Test
    void aDoseBySurfaceNeedsTheSurface() {
        String dose = order(repeat("\"count\": 1") + ", " + doseAndRate(dose("10 mg/m2") + ", " + rate("20 mL/h")));
        assertEquals(List.of("Observation"), paths(draft(dose), Kind.MISSING));
        Imported.Draft draft = complete(withObservation(dose, "3140-1", "1.8 m2"));
        assertEquals("1.8 m2", draft.prescription().at("/body/surface").asString());
    }

    @Test
    void anObservationOfSomebodyElseIsNotTaken() {
        String dose = order(repeat("\"count\": 1") + ", " + doseAndRate(dose("10 mg/kg") + ", " + rate("20 mL/h")));
        String other = withObservation(dose, "29463-7", "70 kg")
                .replace("\"status\": \"final\"", "\"status\": \"final\", \"subject\": {\"reference\": \"Patient/9\"}");
        assertEquals(List.of("Observation"), paths(draft(other), Kind.MISSING));
    }

    private static String withObservation(String order, String code, String value) {
        return """
                {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": %s}, {"resource":
                 {"resourceType": "Observation", "status": "final",
                  "code": {"coding": [{"system": "http://loinc.org", "code": "%s"}]}, "valueQuantity": %s}}]}""".formatted(order, code, quantity(value));
    }

    @Test
    void aModifierIsNeverOverlooked() {
        String modified = timed("\"count\": 1")
                .replace(
                        "\"intent\"",
                        "\"modifierExtension\": [{\"url\": \"http://example.org/hold\", \"valueBoolean\": true}], \"intent\"");
        assertEquals(List.of("MedicationRequest.modifierExtension[0]"), paths(draft(modified), Kind.NOT_EXPRESSED));
    }

    @Test
    void anExtensionOfAPrimitiveIsListed() {
        String extended = timed(
                "\"count\": 1, \"_count\": {\"extension\": [{\"url\": \"http://example.org/x\", \"valueBoolean\": true}]}");
        assertEquals(List.of(DOSAGE + ".timing.repeat.count"), paths(draft(extended), Kind.NOT_EXPRESSED));
    }

    @Test
    void aNameThatFhirDoesNotKnowIsListed() {
        String misspelt = timed("\"count\": 1").replace("\"intent\"", "\"halfDose\": true, \"intent\"");
        assertEquals(List.of("MedicationRequest.halfDose"), paths(draft(misspelt), Kind.NOT_EXPRESSED));
        String deep = timed("\"count\": 1, \"counts\": 2");
        assertEquals(List.of(DOSAGE + ".timing.repeat.counts"), paths(draft(deep), Kind.NOT_EXPRESSED));
    }

    @Test
    void aNameThatFhirDoesNotKnowIsListedInXmlToo() {
        String xml = new String(Orders.example("vancomycin.xml"), StandardCharsets.UTF_8)
                .replace("<intent value=\"order\"/>", "<intent value=\"order\"/><halfDose value=\"true\"/>");
        assertEquals(List.of("halfDose"), paths(draft(xml), Kind.NOT_EXPRESSED));
    }

    @Test
    void anAdditionalInstructionIsListed() {
        String more = order(repeat("\"count\": 1") + ", " + doseAndRate(GRAM)
                + ", \"additionalInstruction\": [{\"text\": \"half the rate if febrile\"}]");
        assertEquals(List.of(DOSAGE + ".additionalInstruction[0]"), paths(draft(more), Kind.NOT_EXPRESSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "cancelled", "stopped", "on-hold", "entered-in-error"})
    void anOrderThatDoesNotStandIsConfirmed(String status) {
        String text = timed("\"count\": 1").replace("\"status\": \"active\"", "\"status\": \"" + status + "\"");
        assertEquals(List.of("MedicationRequest.status"), paths(draft(text), Kind.CONFIRM));
    }

    @Test
    void textOfTheOrderIsShownAndHarmless() {
        String text =
                order(repeat("\"count\": 1") + ", " + doseAndRate(GRAM) + ", \"text\": \"a\\u001b[31m\\u202eb\\nc\"");
        Finding note = complete(text).findings().getFirst();
        assertEquals(Kind.NOTE, note.kind());
        assertTrue(note.sentence().startsWith("\"a [31m b c\""), note::sentence);
    }

    @Test
    void anOrderWithoutInstructionsHasNoRegimen() {
        Imported.Draft draft = draft(withMedication(Orders.VANCOMYCIN, "").replace(", \"dosageInstruction\": []", ""));
        assertTrue(paths(draft, Kind.MISSING).contains("MedicationRequest.dosageInstruction"));
        assertFalse(draft.prescription().has("regimen"));
    }

    @Test
    void aCountOfDosesWithoutAnIntervalLacksIt() {
        Imported.Draft draft = draft(timed("\"count\": 3"));
        assertEquals("intermittent", regimen(draft).path("type").asString());
        assertEquals(List.of(DOSAGE + ".timing.repeat.period"), paths(draft, Kind.MISSING));
    }

    @Test
    void anEventBesideARepetitionDoesNotMakeItOne() {
        String timing = "\"timing\": {\"event\": [\"2026-11-22T08:00:00+01:00\"], \"repeat\": {" + EVERY_12_H
                + ", \"count\": 6}}, ";
        Imported.Draft draft = draft(order(timing + doseAndRate(GRAM)));
        assertEquals("intermittent", regimen(draft).path("type").asString());
        assertEquals(List.of(DOSAGE + ".timing.event[0]"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void oneEventIsTheStartOfOneInfusion() {
        Imported.Draft draft =
                complete(order("\"timing\": {\"event\": [\"2026-11-22T08:00:00+01:00\"]}, " + doseAndRate(GRAM)));
        assertEquals(
                "2026-11-22T08:00:00+01:00",
                draft.prescription().at("/start/at").asString());
    }

    @Test
    void aGapBetweenDosesThatAreDueIsListed() {
        String gap =
                "\"extension\": [{\"url\": \"http://hl7.org/fhir/StructureDefinition/dosage-minimumGapBetweenDose\","
                        + " \"valueDuration\": " + quantity("10 h") + "}], ";
        Imported.Draft draft = draft(order(gap + repeat(EVERY_12_H + ", \"count\": 6") + ", " + doseAndRate(GRAM)));
        assertEquals(List.of(DOSAGE + ".extension"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\": 5}", "{\"value\": 5, \"system\": \"http://unitsofmeasure.org\"}"})
    void aNumberWithoutAUnitIsNoDose(String quantity) {
        Imported.Draft draft = draft(order(
                repeat("\"count\": 1") + ", " + doseAndRate("\"doseQuantity\": " + quantity + ", " + rate("20 mL/h"))));
        assertTrue(paths(draft, Kind.MISSING).contains(DOSAGE + ".doseAndRate[0].doseQuantity.code"));
        assertFalse(regimen(draft).has("volume"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{dose}", "{vial}", "{tbl}", "1"})
    void aNumberOfThingsThatAreNoContainersIsNoDose(String unit) {
        Imported.Draft draft =
                draft(order(repeat("\"count\": 1") + ", " + doseAndRate(dose("2 " + unit) + ", " + rate("20 mL/h"))));
        assertTrue(paths(draft, Kind.NOT_EXPRESSED).contains(DOSAGE + ".doseAndRate[0].doseQuantity"));
        assertFalse(regimen(draft).has("volume"));
    }

    @Test
    void demandsThatAreCountedAreAllThatIsGiven() {
        Imported.Draft draft = complete(order("\"asNeededBoolean\": true, "
                + repeat("\"count\": 10, \"frequency\": 1, \"period\": 8, \"periodUnit\": \"min\"") + ", "
                + doseAndRate(dose("5 mg") + ", " + rate("60 mL/h")) + ", \"maxDosePerPeriod\": "
                + ratio("20 mg", "1 h")));
        assertEquals("50 mg", regimen(draft).path("volume").asString());
        assertEquals("8 min", regimen(draft).path("lockout").asString());
    }

    @Test
    void boundsBesideADoseAreListed() {
        Imported.Draft draft = draft(timed("\"count\": 1, \"boundsDuration\": " + quantity("3 h")));
        assertEquals(List.of(DOSAGE + ".timing.repeat.bounds[x]"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void boundsAndACountThatDifferAreConfirmed() {
        complete(timed(EVERY_12_H + ", \"count\": 4, \"boundsDuration\": " + quantity("2 d")));
        Imported.Draft draft = draft(timed(EVERY_12_H + ", \"count\": 6, \"boundsDuration\": " + quantity("2 d")));
        assertEquals(List.of(DOSAGE + ".timing.repeat.count"), paths(draft, Kind.CONFIRM));
    }

    @Test
    void aDayIsNoStart() {
        Imported.Draft draft =
                draft(timed(EVERY_12_H + ", \"count\": 6, \"boundsPeriod\": {\"start\": \"2026-11-22\"}"));
        assertFalse(draft.prescription().has("start"));
        assertEquals(List.of(DOSAGE + ".timing.repeat.boundsPeriod.start"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void aPeriodThatEndsBeforeItStartsIsListed() {
        Imported.Draft draft = draft(timed(
                EVERY_12_H + ", \"count\": 6, \"boundsPeriod\": {\"start\": \"2026-11-22\", \"end\": \"2026-11-21\"}"));
        assertEquals(List.of(DOSAGE + ".timing.repeat.boundsPeriod"), paths(draft, Kind.MISSING));
    }

    @Test
    void laterStartsOfStepsAreListed() {
        String step = "{\"sequence\": %d, " + CENTRAL + ", "
                + repeat("\"duration\": 30, \"durationUnit\": \"min\", "
                        + "\"boundsPeriod\": {\"start\": \"2026-11-22T0%d:00:00Z\"}")
                + ", " + doseAndRate(rate("20 mL/h")) + "}";
        Imported.Draft draft =
                draft(withMedication(Orders.VANCOMYCIN, step.formatted(1, 8) + ", " + step.formatted(2, 9)));
        assertEquals(
                "2026-11-22T08:00:00Z", draft.prescription().at("/start/at").asString());
        assertEquals(
                List.of("MedicationRequest.dosageInstruction[1].timing.repeat.boundsPeriod.start"),
                paths(draft, Kind.NOT_EXPRESSED));
    }
}
