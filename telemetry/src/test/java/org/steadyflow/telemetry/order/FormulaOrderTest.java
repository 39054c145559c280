package org.steadyflow.telemetry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.order.Orders.draft;
import static org.steadyflow.telemetry.order.Orders.paths;
import static org.steadyflow.telemetry.order.Orders.quantity;
import static org.steadyflow.telemetry.order.Orders.ratio;
import static org.steadyflow.telemetry.order.Orders.regimen;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.steadyflow.telemetry.order.Finding.Kind;

/** What the enteral formula of a NutritionOrder becomes. */
@Tag("REQ-193")
class FormulaOrderTest {
    private static final String FORMULA = "NutritionOrder.enteralFormula";

    private static String order(String formula) {
        return """
                {"resourceType": "NutritionOrder", "id": "n-1", "status": "active", "intent": "order",
                 "patient": {"display": "Patient 23"}, "dateTime": "2026-11-20",
                 "enteralFormula": {"baseFormulaProductName": "formula", %s}}""".formatted(formula);
    }

    private static String administration(String fields) {
        return "\"administration\": [{" + fields + "}]";
    }

    private static final String RATE = "\"rateQuantity\": " + quantity("125 mL/h");

    @Test
    void aRateForATimeIsContinuous() {
        Imported.Draft draft = draft(order(
                administration("\"schedule\": {\"repeat\": {\"boundsDuration\": " + quantity("12 h") + "}}, " + RATE)));
        assertEquals("continuous", regimen(draft).path("type").asString());
        assertEquals("1500 mL", regimen(draft).path("volume").asString());
        assertEquals("125 mL/h", regimen(draft).path("rate").asString());
        assertEquals("enteral", draft.prescription().path("route").asString());
        assertEquals("Patient 23", draft.prescription().path("patient").asString());
        assertEquals(List.of(FORMULA), paths(draft, Kind.MISSING), "the container");
    }

    @Test
    void aVolumeAgainAndAgainIsIntermittent() {
        String schedule =
                "\"schedule\": {\"repeat\": {\"count\": 6, \"frequency\": 1, \"period\": 4, \"periodUnit\": \"h\"}}, ";
        Imported.Draft draft = draft(order(administration(
                schedule + "\"quantity\": " + quantity("250 mL") + ", \"rateRatio\": " + ratio("250 mL", "1 h"))));
        assertEquals("intermittent", regimen(draft).path("type").asString());
        assertEquals("250 mL", regimen(draft).path("dose").asString());
        assertEquals("250 mL/h", regimen(draft).path("rate").asString());
        assertEquals("4 h", regimen(draft).path("interval").asString());
    }

    @Test
    void theMostToDeliverIsConfirmedWhereItIsAllThatIsSaid() {
        Imported.Draft draft = draft(order(administration(RATE) + ", \"maxVolumeToDeliver\": " + quantity("1500 mL")));
        assertEquals("1500 mL", regimen(draft).path("volume").asString());
        assertEquals(List.of(FORMULA + ".administration[0]"), paths(draft, Kind.CONFIRM));
    }

    @Test
    void theMostPerDayIsNoVolume() {
        Imported.Draft draft =
                draft(order(administration(RATE) + ", \"maxVolumeToDeliver\": " + quantity("1440 mL/d")));
        assertFalse(regimen(draft).has("volume"));
        assertEquals(List.of(FORMULA + ".maxVolumeToDeliver"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void aCalorieIsNotTakenForAKilocalorie() {
        Imported.Draft draft = draft(order(administration(RATE) + ", \"caloricDensity\": " + quantity("1 cal/mL")));
        assertFalse(draft.prescription().path("drug").has("concentration"));
        assertTrue(paths(draft, Kind.MISSING).contains(FORMULA + ".caloricDensity.code"));
        Imported.Draft dietary = draft(order(administration(RATE) + ", \"caloricDensity\": " + quantity("1 [Cal]/mL")));
        assertEquals(
                "1 kcal/mL", dietary.prescription().at("/drug/concentration").asString());
    }

    @Test
    void administrationsWithoutTimesOfTheirOwnAreNoSteps() {
        Imported.Draft draft = draft(order("\"administration\": [{" + RATE + "}, {" + RATE + "}]"));
        assertFalse(draft.prescription().has("regimen"));
        assertEquals(
                List.of(FORMULA + ".administration[0]", FORMULA + ".administration[1]"),
                paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void anAdditiveIsListed() {
        Imported.Draft draft = draft(order(administration(RATE) + ", \"additiveProductName\": \"fibre\""));
        assertEquals(List.of(FORMULA + ".additiveProductName"), paths(draft, Kind.NOT_EXPRESSED));
    }

    @Test
    void aMouthIsNoRouteOfThePump() {
        String mouth = ", \"routeofAdministration\": {\"coding\": [{\"system\":"
                + " \"http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration\", \"code\": \"PO\"}]}";
        Imported.Draft draft = draft(order(administration(RATE) + mouth));
        assertTrue(paths(draft, Kind.MISSING).contains(FORMULA + ".routeofAdministration"));
        assertFalse(draft.prescription().has("route"));
    }

    @Test
    void anOrderOfMealsIsRefused() {
        assertTrue(Orders.refusal("""
                {"resourceType": "NutritionOrder", "status": "active", "intent": "order",
                 "patient": {"display": "x"}, "oralDiet": {"instruction": "soup"}}""").contains("no enteralFormula"));
    }
}
