package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.order.Orders.CENTRAL;
import static org.steadyflow.telemetry.order.Orders.complete;
import static org.steadyflow.telemetry.order.Orders.dose;
import static org.steadyflow.telemetry.order.Orders.doseAndRate;
import static org.steadyflow.telemetry.order.Orders.draft;
import static org.steadyflow.telemetry.order.Orders.paths;
import static org.steadyflow.telemetry.order.Orders.quantity;
import static org.steadyflow.telemetry.order.Orders.rate;
import static org.steadyflow.telemetry.order.Orders.ratio;
import static org.steadyflow.telemetry.order.Orders.repeat;
import static org.steadyflow.telemetry.order.Orders.withMedication;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.telemetry.order.Finding.Kind;

/** What a medication says of a container and of the drug in a mL. */
@Tag("REQ-193")
class ProductReaderTest {
    private static final String ONE_GRAM = "{" + CENTRAL + ", " + repeat("\"count\": 1") + ", "
            + doseAndRate(dose("1 g") + ", " + rate("10 mg/min")) + "}";

    private static String medication(String fields) {
        return "{\"resourceType\": \"Medication\", \"id\": \"m\", " + fields + "}";
    }

    private static String ingredient(String name, String more, String strength) {
        return "{\"itemCodeableConcept\": {\"text\": \"" + name + "\"}, " + more + "\"strength\": " + strength + "}";
    }

    private static String ingredients(String... all) {
        return medication("\"ingredient\": [" + String.join(", ", all) + "]");
    }

    @Test
    void drugAndFluidPerBagMakeConcentrationAndContainer() {
        Imported.Draft draft = complete(withMedication(
                ingredients(
                        ingredient("vancomycin", "\"isActive\": true, ", ratio("1 g", "1 {bag}")),
                        ingredient("glucose 5 %", "\"isActive\": false, ", ratio("200 mL", "1 {bag}"))),
                ONE_GRAM));
        assertEquals("5 mg/mL", draft.prescription().at("/drug/concentration").asString());
        assertEquals("200 mL", draft.prescription().at("/container/volume").asString());
    }

    @Test
    void aFluidThatNobodyCallsInactiveIsConfirmed() {
        Imported.Draft draft = draft(withMedication(
                ingredients(
                        ingredient("dopamine", "", ratio("400 mg", "500 mL")),
                        ingredient("Dextrose 5 % injection", "", ratio("5 g", "100 mL"))),
                ONE_GRAM));
        assertEquals("dopamine", draft.prescription().at("/drug/name").asString());
        assertEquals("0.8 mg/mL", draft.prescription().at("/drug/concentration").asString());
        assertEquals(
                List.of("Medication.ingredient[1].isActive", "Medication.ingredient[0].strength.denominator"),
                paths(draft, Kind.CONFIRM));
    }

    /** The strength of a concentrate stands in published examples where that of the bag belongs. */
    @Test
    void aStrengthThatIsNotWrittenForTheWholeMixtureIsConfirmed() {
        String drug = ingredient("potassium chloride", "\"isActive\": true, ", ratio("2 meq", "1 mL"));
        String fluid = ingredient("saline", "\"isActive\": false, ", ratio("0.9 g", "100 mL"));
        Imported.Draft draft = draft(withMedication(ingredients(drug, fluid), ONE_GRAM));
        assertEquals(List.of("Medication.ingredient[0].strength"), paths(draft, Kind.CONFIRM));
        Imported.Draft alone = draft(withMedication(ingredients(drug), ONE_GRAM));
        assertEquals(List.of(), paths(alone, Kind.CONFIRM));
    }

    @Test
    void aStrengthPerMillilitreSaysNothingOfTheContainer() {
        Imported.Draft draft =
                draft(withMedication(ingredients(ingredient("vancomycin", "", ratio("5 mg", "1 mL"))), ONE_GRAM));
        assertEquals(List.of("Medication.amount"), paths(draft, Kind.MISSING));
        assertFalse(draft.prescription().has("container"));
    }

    @Test
    void aStrengthWithoutAPlainDecimalIsReckonedInFluid() {
        Imported.Draft draft = complete(withMedication(
                ingredients(
                        ingredient("vancomycin", "\"isActive\": true, ", ratio("1 g", "1 {bag}")),
                        ingredient("glucose 5 %", "\"isActive\": false, ", ratio("150 mL", "1 {bag}"))),
                ONE_GRAM));
        assertFalse(draft.prescription().path("drug").has("concentration"));
        assertEquals("150 mL", draft.prescription().at("/regimen/volume").asString());
        assertEquals("90 mL/h", draft.prescription().at("/regimen/rate").asString());
    }

    @Test
    void anAmountWithoutAStrengthLacksIt() {
        Imported.Draft draft = draft(withMedication(medication("\"code\": {\"text\": \"vancomycin\"}"), ONE_GRAM));
        assertEquals(List.of("Medication.ingredient", "Medication.amount"), paths(draft, Kind.MISSING));
        assertEquals("vancomycin", draft.prescription().at("/drug/name").asString());
    }

    @Test
    void aVolumeNeedsNoStrength() {
        String litre = "{" + CENTRAL + ", " + repeat("\"count\": 1") + ", "
                + doseAndRate(dose("1 L") + ", " + rate("125 mL/h")) + "}";
        Imported.Draft draft = complete(withMedication(
                medication("\"code\": {\"text\": \"saline\"}, \"amount\": " + ratio("1 L", "1 {bag}")), litre));
        assertEquals("1000 mL", draft.prescription().at("/regimen/volume").asString());
    }

    @Test
    void aNumberOfBagsIsTheirVolume() {
        String bag = "{" + CENTRAL + ", " + repeat("\"count\": 1, \"duration\": 2, \"durationUnit\": \"h\"") + ", "
                + doseAndRate(dose("1 {bag}")) + "}";
        Imported.Draft draft = complete(withMedication(Orders.VANCOMYCIN, bag));
        assertEquals("200 mL", draft.prescription().at("/regimen/volume").asString());
        Imported.Draft unknown = draft(withMedication(medication("\"code\": {\"text\": \"x\"}"), bag));
        assertTrue(paths(unknown, Kind.MISSING)
                .contains("MedicationRequest.dosageInstruction[0].doseAndRate[0].doseQuantity"));
    }

    @Test
    void aMedicationInWordsHasANameOnly() {
        String order = withMedication(Orders.VANCOMYCIN, ONE_GRAM)
                .replace(
                        "\"medicationReference\": {\"reference\": \"#m\"}",
                        "\"medicationCodeableConcept\": {\"text\": \"vancomycin 1 g\"}");
        Imported.Draft draft = draft(order);
        assertEquals("vancomycin 1 g", draft.prescription().at("/drug/name").asString());
        assertTrue(paths(draft, Kind.MISSING).contains("MedicationRequest.medication[x]"));
    }

    @Test
    void aMedicationThatIsNotInTheFileIsSaid() {
        String order = withMedication(Orders.VANCOMYCIN, ONE_GRAM)
                .replace("{\"reference\": \"#m\"}", "{\"reference\": \"Medication/9\", \"display\": \"vancomycin\"}");
        Imported.Draft draft = draft(order);
        assertEquals(List.of("MedicationRequest.medicationReference"), paths(draft, Kind.NOTE));
        assertEquals("vancomycin", draft.prescription().at("/drug/name").asString());
    }

    @Test
    void aNameThatIsTooLongIsNotCut() {
        Imported.Draft draft = draft(withMedication(
                medication("\"code\": {\"text\": \"" + "x".repeat(65) + "\"}, \"amount\": " + ratio("1 L", "1 {bag}")),
                ONE_GRAM));
        assertFalse(draft.prescription().path("drug").has("name"));
    }

    @Test
    void theMedicationOfR5SaysTheSame() {
        String medication = medication("\"totalVolume\": " + quantity("200 mL")
                + ", \"ingredient\": [{\"item\": {\"concept\": {\"text\": \"vancomycin\"}}, \"isActive\": true,"
                + " \"strengthRatio\": " + ratio("5 mg", "1 mL") + "}]");
        String order = withMedication(medication, ONE_GRAM)
                .replace(
                        "\"medicationReference\": {\"reference\": \"#m\"}",
                        "\"medication\": {\"reference\": {\"reference\": \"#m\"}}");
        Imported.Draft draft = complete(order);
        assertEquals("5 mg/mL", draft.prescription().at("/drug/concentration").asString());
        assertEquals("200 mL", draft.prescription().at("/container/volume").asString());
    }
}
