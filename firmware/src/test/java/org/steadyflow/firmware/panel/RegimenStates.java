package org.steadyflow.firmware.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.steadyflow.telemetry.message.OperatorMessage.BolusStatus;
import org.steadyflow.telemetry.message.OperatorMessage.CoursePiece;
import org.steadyflow.telemetry.message.OperatorMessage.CourseStatus;
import org.steadyflow.telemetry.message.OperatorMessage.OrderStatus;
import org.steadyflow.telemetry.message.OperatorMessage.Status;
import org.steadyflow.telemetry.message.OperatorMessage.TitrationStatus;

/** What a pump may say while it runs a regimen with more to it than one dose after another. */
final class RegimenStates {
    private static final long ML = 1_000_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1_000;

    /** As many characters as a prescription may give it. */
    static final String LONGEST_PROMPT = "Close the clamp, hang the second bag of immunoglobulin, prime the line, note"
            + " the batch number, then open the clamp again.";

    private RegimenStates() {}

    static Map<String, Status> all() {
        Map<String, Status> states = new LinkedHashMap<>();
        states.put("prompt", prompt("Hang the saline that goes after the drug."));
        states.put("prompt-question", prompt("Is it tolerated? Next 40 mL/h."));
        states.put("prompt-long", prompt(LONGEST_PROMPT));
        states.put("prompt-alarm", alarmed(prompt(LONGEST_PROMPT)));
        states.put("pca-confirm", request("READY", 0, bolus(0, 0, 0, false, false)));
        states.put("pca-ready", request("WAITING", 0, bolus(0, 7, 4, false, false)));
        states.put("pca-locked", request("WAITING", 0, bolus(432 * SECOND_MS, 9, 5, false, false)));
        states.put("pca-running", request("INFUSING", 120 * ML, bolus(475 * SECOND_MS, 9, 5, false, true)));
        states.put("pca-capped", request("INFUSING", 500_000, bolus(0, 23, 19, true, false)));
        states.put("pca-alarm", alarmed(request("INFUSING", 500_000, bolus(61 * SECOND_MS, 7, 4, false, false))));
        states.put("pca-wait-alarm", alarmed(request("WAITING", 0, bolus(0, 7, 4, false, false))));
        states.put("epidural", epidural());
        states.put("titration", titrated("INFUSING"));
        states.put("titration-alarm", alarmed(titrated("INFUSING")));
        states.put("titration-paused", titrated("PAUSED"));
        states.put("taper-confirm", tapered("READY", 0));
        states.put("taper", tapered("INFUSING", 5 * HOUR_MS));
        states.put("steps", stepped());
        return states;
    }

    static Status prompt(String words) {
        OrderStatus order = order("parts", "INTRAVENOUS_PERIPHERAL", "cefTRIAXone", "20 mg/mL")
                .part("before saline", 0, 0, 0)
                .total(124 * ML, 110 * ML)
                .build(words, BolusStatus.NONE, TitrationStatus.NONE, CourseStatus.NONE);
        return PumpStates.status("WAITING", order, PumpStates.QUIET_LINE);
    }

    private static BolusStatus bolus(long lockedForMs, long asked, long granted, boolean capped, boolean running) {
        return new BolusStatus(
                ML, 2 * ML, 0, 8 * MINUTE_MS, 6 * ML, 20 * ML, lockedForMs, asked, granted, capped, running);
    }

    static Status request(String phase, long rateNlPerH, BolusStatus bolus) {
        OrderStatus order = order("pca", "INTRAVENOUS_PERIPHERAL", "morphine", "1 mg/mL")
                .part(bolus.running() ? "bolus" : "basal", rateNlPerH, 50 * ML, bolus.granted() * ML)
                .total(50 * ML, bolus.granted() * ML)
                .build("", bolus, TitrationStatus.NONE, CourseStatus.NONE);
        return PumpStates.status(phase, order, PumpStates.QUIET_LINE);
    }

    private static Status epidural() {
        BolusStatus bolus = new BolusStatus(4 * ML, 0, 0, 20 * MINUTE_MS, 0, 40 * ML, 0, 2, 2, false, false);
        OrderStatus order = order("epidural", "EPIDURAL", "ropivacaine", "2 mg/mL")
                .part("basal", 8 * ML, 250 * ML, 31_400_000)
                .total(250 * ML, 31_400_000)
                .build("", bolus, TitrationStatus.NONE, CourseStatus.NONE);
        return PumpStates.status("INFUSING", order, PumpStates.QUIET_LINE);
    }

    static Status titrated(String phase) {
        OrderStatus order = order("titrated", "INTRAVENOUS_CENTRAL", "DOBUTamine", "2 mg/mL")
                .part("infusion", 10_500_000, 240 * ML, 63_250_000)
                .total(240 * ML, 63_250_000)
                .left(16 * HOUR_MS + 50 * MINUTE_MS)
                .build("", BolusStatus.NONE, new TitrationStatus(4_200_000, 42 * ML, 4_200_000), CourseStatus.NONE);
        return PumpStates.status(phase, order, PumpStates.QUIET_LINE);
    }

    static Status tapered(String phase, long elapsedMs) {
        long plateau = 181_818_181;
        CourseStatus course = new CourseStatus(
                List.of(
                        new CoursePiece("ramp up", 90_909_090, 0, plateau, HOUR_MS),
                        new CoursePiece("plateau", 1_818_181_820, plateau, plateau, 10 * HOUR_MS),
                        new CoursePiece("ramp down", 90_909_090, plateau, 0, HOUR_MS)),
                elapsedMs,
                false);
        long givenNl = elapsedMs == 0 ? 0 : 818_181_800;
        OrderStatus order = order("tapered", "INTRAVENOUS_CENTRAL", "parenteral nutrition", "")
                .part(elapsedMs == 0 ? "ramp up" : "plateau", elapsedMs == 0 ? 0 : plateau, 1_818 * ML, givenNl)
                .total(2_000 * ML, givenNl)
                .left(6 * HOUR_MS)
                .build("", BolusStatus.NONE, TitrationStatus.NONE, course);
        return PumpStates.status(phase, order, PumpStates.QUIET_LINE);
    }

    private static Status stepped() {
        CourseStatus course = new CourseStatus(
                List.of(
                        step(1, 5 * ML, 20 * ML, 15),
                        step(2, 10 * ML, 40 * ML, 15),
                        step(3, 20 * ML, 80 * ML, 15),
                        step(4, 60 * ML, 120 * ML, 30),
                        step(5, 155 * ML, 150 * ML, 62)),
                41 * MINUTE_MS,
                true);
        OrderStatus order = order("stepped", "INTRAVENOUS_PERIPHERAL", "inFLIXimab", "")
                .part("step 3", 80 * ML, 20 * ML, 14_600_000)
                .total(250 * ML, 29_600_000)
                .left(4 * MINUTE_MS)
                .build("", BolusStatus.NONE, new TitrationStatus(10 * ML, 150 * ML, 0), course);
        return PumpStates.status("INFUSING", order, PumpStates.QUIET_LINE);
    }

    private static CoursePiece step(int number, long volumeNl, long rateNlPerH, long minutes) {
        return new CoursePiece("step " + number, volumeNl, rateNlPerH, rateNlPerH, minutes * MINUTE_MS);
    }

    private static Status alarmed(Status status) {
        return PumpStates.with(status, 0, PumpStates.cautious().alarms());
    }

    private static Draft order(String id, String route, String drug, String concentration) {
        return new Draft(id, route, drug, concentration, "", 0, 0, 0, 0, 0, -1);
    }

    /** An order in the making; volumes in nL. */
    private record Draft(
            String id,
            String route,
            String drug,
            String concentration,
            String part,
            long rateNlPerH,
            long ofPartNl,
            long partNl,
            long ofAllNl,
            long allNl,
            long leftMs) {
        Draft part(String name, long rate, long of, long given) {
            return new Draft(id, route, drug, concentration, name, rate, of, given, ofAllNl, allNl, leftMs);
        }

        Draft total(long of, long given) {
            return new Draft(id, route, drug, concentration, part, rateNlPerH, ofPartNl, partNl, of, given, leftMs);
        }

        Draft left(long ms) {
            return new Draft(id, route, drug, concentration, part, rateNlPerH, ofPartNl, partNl, ofAllNl, allNl, ms);
        }

        OrderStatus build(String prompt, BolusStatus bolus, TitrationStatus titration, CourseStatus course) {
            return new OrderStatus(
                    "EXAMPLE-" + id,
                    "Example patient 8",
                    drug,
                    concentration,
                    route,
                    1,
                    part,
                    1,
                    1,
                    rateNlPerH,
                    ofPartNl,
                    partNl,
                    partNl,
                    ofAllNl,
                    allNl,
                    allNl,
                    leftMs,
                    0,
                    prompt,
                    bolus,
                    titration,
                    course);
        }
    }
}
