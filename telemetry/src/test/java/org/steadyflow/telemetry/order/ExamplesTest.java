package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.steadyflow.telemetry.order.Finding.Kind;
import tools.jackson.databind.JsonNode;

/** The orders of docs/examples/orders, which have the shapes of the published examples of FHIR. */
@Tag("REQ-194")
class ExamplesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dopamine.json           | /drug/concentration    | 0.8 mg/mL
            dopamine.json           | /container/volume      | 500 mL
            dopamine.json           | /regimen/type          | continuous
            dopamine.json           | /regimen/volume        | 400 mg
            dopamine.json           | /regimen/rate          | 200 mcg/min
            vancomycin.xml          | /id                    | or-1
            vancomycin.xml          | /patient               | Patient 17
            vancomycin.xml          | /drug/name             | vancomycin
            vancomycin.xml          | /drug/concentration    | 5 mg/mL
            vancomycin.xml          | /route                 | intravenous_central
            vancomycin.xml          | /regimen/type          | intermittent
            vancomycin.xml          | /regimen/dose          | 1 g
            vancomycin.xml          | /regimen/rate          | 10 mg/min
            vancomycin.xml          | /regimen/interval      | 12 h
            vancomycin.xml          | /regimen/count         | 28
            vancomycin.xml          | /regimen/containers    | each_dose
            potassium-chloride.json | /drug/concentration    | 0.02 mEq/mL
            potassium-chloride.json | /container/volume      | 1000 mL
            potassium-chloride.json | /regimen/rate          | 125 mL/h
            parenteral-nutrition.json | /regimen/dose        | 2000 mL
            parenteral-nutrition.json | /regimen/duration    | 12 h
            parenteral-nutrition.json | /regimen/times/0     | 20:00
            parenteral-nutrition.json | /regimen/zone        | Europe/Berlin
            parenteral-nutrition.json | /regimen/count       | 7
            morphine-pca.json       | /regimen/type          | patient_controlled
            morphine-pca.json       | /regimen/basal         | 0.5 mg/h
            morphine-pca.json       | /regimen/demand        | 1 mg
            morphine-pca.json       | /regimen/bolus_rate    | 60 mL/h
            morphine-pca.json       | /regimen/lockout       | 8 min
            morphine-pca.json       | /regimen/cap_4h        | 20 mg
            infliximab.json         | /regimen/type          | stepped
            infliximab.json         | /regimen/volume        | 250 mL
            infliximab.json         | /regimen/steps/0/rate  | 20 mL/h
            infliximab.json         | /regimen/steps/3/for   | 30 min
            infliximab.json         | /regimen/steps/4/rate  | 150 mL/h
            dobutamine-r5.json      | /patient               | Ada Example
            dobutamine-r5.json      | /body/weight           | 70 kg
            dobutamine-r5.json      | /container/volume      | 250 mL
            dobutamine-r5.json      | /regimen/rate          | 5 mcg/kg/min
            dobutamine-r5.json      | /regimen/volume        | 3.6 mg/kg
            tube-feed.json          | /route                 | enteral
            tube-feed.json          | /drug/concentration    | 1.5 kcal/mL
            tube-feed.json          | /start/at              | 2026-11-21T20:00:00+01:00
            tube-feed.json          | /regimen/steps/0/for   | 4 h
            tube-feed.json          | /regimen/volume        | 1500 mL
            hydration.json          | /regimen/rate          | 125 mL/h
            """)
    void whatTheOrderSaysIsFilledIn(String file, String pointer, String value) {
        assertEquals(
                value,
                Orders.draft(Orders.example(file)).prescription().at(pointer).asString());
    }

    @ParameterizedTest
    @CsvSource({
        "dopamine.json, true",
        "vancomycin.xml, true",
        "parenteral-nutrition.json, true",
        "infliximab.json, true",
        "dobutamine-r5.json, true",
        "hydration.json, true",
        "piperacillin-tazobactam.json, false",
        "potassium-chloride.json, false",
        "morphine-pca.json, false",
        "tube-feed.json, false"
    })
    void aDraftSaysWhetherItIsComplete(String file, boolean isComplete) {
        Imported.Draft draft = Orders.draft(Orders.example(file));
        assertEquals(isComplete, draft.isComplete(), () -> draft.findings().toString());
        assertEquals(!isComplete, draft.prescription().has(OrderImport.OPEN), "no pump accepts an open draft");
    }

    @Test
    void twoActiveIngredientsHaveNoOneStrength() {
        Imported.Draft draft = Orders.draft(Orders.example("piperacillin-tazobactam.json"));
        assertFalse(draft.prescription().path("drug").has("concentration"));
        assertEquals(
                List.of("MedicationRequest.dosageInstruction[0].route", "Medication.ingredient"),
                Orders.paths(draft, Kind.MISSING));
    }

    @Test
    void everyOpenPointStandsInTheDraftWithItsPath() {
        Imported.Draft draft = Orders.draft(Orders.example("morphine-pca.json"));
        JsonNode open = draft.prescription().path(OrderImport.OPEN);
        assertEquals(1, open.size());
        assertTrue(
                open.get(0).asString().startsWith("MedicationRequest.dosageInstruction[1].timing.repeat.count: "),
                open::toString);
    }
}
