package org.steadyflow.firmware.panel;

import java.util.List;
import org.steadyflow.telemetry.message.AlarmCode;

/**
 * An alarm in plain words, for the person beside the pump.
 *
 * @param title what is wrong, a few words
 * @param steps what to do against the cause, in order, each one line of the panel long; acknowledging and starting
 *     again are the page's to add
 */
record AlarmWords(String title, List<String> steps) {
    private static final String[] AIR_STEPS = {
        "Close the clamp and take the line off the patient.",
        "Open the door, prime the line until no air is left.",
        "Close the door, connect the line, open the clamp."
    };

    private static final AlarmWords OCCLUSION_DOWNSTREAM = new AlarmWords(
            "Line blocked below pump",
            "Open every clamp between the pump and the patient.",
            "Straighten kinks; see that nobody lies on the line.",
            "Swelling or pain at the needle site: call the nurse.");

    private static final AlarmWords OCCLUSION_UPSTREAM = new AlarmWords(
            "Line blocked above pump",
            "Open the clamp under the container.",
            "Straighten the line between container and pump.");

    private static final AlarmWords FREE_FLOW = new AlarmWords(
            "Liquid runs unpumped",
            "Close the clamp on the line at once.",
            "Look at the patient and call the pharmacy.",
            "Do not use this pump again before it was checked.");

    private static final AlarmWords OVER_INFUSION = new AlarmWords(
            "More given than ordered",
            "Close the clamp on the line.",
            "Look at the patient and call the pharmacy.",
            "Do not use this pump again before it was checked.");

    private static final AlarmWords UNDER_INFUSION = new AlarmWords(
            "Less given than ordered",
            "Open every clamp and straighten the line.",
            "Seat the cassette again. If it comes back: call the pharmacy.");

    private static final AlarmWords MOTOR_FAULT =
            new AlarmWords("Pump motor fault", "Close the clamp on the line.", "Call the pharmacy for another pump.");

    private static final AlarmWords SENSOR_FAULT = new AlarmWords(
            "Sensor fault",
            "Open the door, seat the cassette again, close the door.",
            "If it comes back: call the pharmacy for another pump.");

    private static final AlarmWords JOURNAL_FAULT = new AlarmWords(
            "Records cannot be kept",
            "The pump waits where it cannot record. Longer than a minute: call the pharmacy.");

    private static final AlarmWords MONITOR_TRIP = new AlarmWords(
            "Stopped by its monitor", "Close the clamp on the line.", "Call the pharmacy for another pump.");

    private static final AlarmWords PHARMACY_UNREACHABLE = new AlarmWords(
            "Pharmacy not reached", "The infusion goes on; nobody there sees alarms. Stay within hearing.");

    private AlarmWords(String title, String... steps) {
        this(title, List.of(steps));
    }

    static AlarmWords of(AlarmCode code) {
        return switch (code) {
            case OCCLUSION_DOWNSTREAM -> OCCLUSION_DOWNSTREAM;
            case OCCLUSION_UPSTREAM -> OCCLUSION_UPSTREAM;
            case AIR_SINGLE -> new AlarmWords("Air bubble in the line", AIR_STEPS);
            case AIR_ACCUMULATED -> new AlarmWords("Too much air in the line", AIR_STEPS);
            case FREE_FLOW -> FREE_FLOW;
            case OVER_INFUSION -> OVER_INFUSION;
            case UNDER_INFUSION -> UNDER_INFUSION;
            case DOOR_OPEN -> new AlarmWords("Door open", "Seat the cassette.", "Close the door until it clicks.");
            case SET_MISLOADED ->
                new AlarmWords("Cassette not in place", "Seat the cassette until it clicks.", "Close the door.");
            case SYRINGE_OUT -> new AlarmWords("Syringe not in place", "Seat the syringe: flange, barrel and plunger.");
            case CONTAINER_EMPTY ->
                new AlarmWords("Container empty", "Hang a new container and prime the line.", "Press New container.");
            case INFUSION_COMPLETE ->
                new AlarmWords("Infusion complete", "Flush or disconnect the line as you were shown.");
            case NEAR_END -> new AlarmWords("Nearly finished", "Have the next container ready, if there is one.");
            case KVO_RUNNING -> new AlarmWords("Keep-open flow running", "A very small flow keeps the line open.");
            case DOSE_LIMIT ->
                new AlarmWords(
                        "Dose limit reached", "No more doses for now; the pump says when the next may be given.");
            case BATTERY_LOW -> new AlarmWords("Battery low", "Plug the adapter in.");
            case BATTERY_DEPLETED ->
                new AlarmWords("Battery empty", "Plug the adapter in now: the infusion has stopped.");
            case MAINS_LOST ->
                new AlarmWords("Running on battery", "Is the adapter meant to be out? If not, plug it in.");
            case MOTOR_FAULT -> MOTOR_FAULT;
            case SENSOR_FAULT -> SENSOR_FAULT;
            case OVER_TEMPERATURE ->
                new AlarmWords("Pump too hot", "Take it out of the sun, off heaters, from under covers. Let it cool.");
            case STUCK_KEY -> new AlarmWords("Key stuck", "Free the key. Use the keys on this page until then.");
            case PAUSED_TOO_LONG -> new AlarmWords("Paused for a long time", "Start, or clear the prescription.");
            case NOT_STARTED -> new AlarmWords("Not started yet", "Start, or clear the prescription.");
            case DRUG_EXPIRED ->
                new AlarmWords("Drug too old", "Hang a new container and prime the line.", "Press New container.");
            case CLOCK_UNSURE ->
                new AlarmWords("Clock may be wrong", "Is the time shown here wrong? Then call the pharmacy.");
            case JOURNAL_FAULT -> JOURNAL_FAULT;
            case TICK_LATE ->
                new AlarmWords("Pump was late", "Nothing is given twice. If it comes back: call the pharmacy.");
            case MONITOR_TRIP -> MONITOR_TRIP;
            case SELF_TEST_FAILED ->
                new AlarmWords("Pump test failed", "Start nothing new on this pump. Call the pharmacy for another.");
            case VOLUME_UNSURE ->
                new AlarmWords("Volume given not exact", "It lies between two values. Tell the pharmacy both.");
            case PHARMACY_UNREACHABLE -> PHARMACY_UNREACHABLE;
            case TAMPER -> new AlarmWords("Lock was opened", "Look at container and line, then call the pharmacy.");
        };
    }
}
