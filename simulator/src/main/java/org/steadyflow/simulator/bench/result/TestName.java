package org.steadyflow.simulator.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every test of the bench, in the order of the report. */
public enum TestName {
    MEAN_ERROR(
            "mean-error",
            "Mean error, from set to set",
            "Mean flow of the second hour against the set rate, each set drawn anew: gain, ripple, losses. With an unknown set"
                    + " and no flow sensor, a pump cannot do better than its type's calibration."),
    START_UP(
            "start-up",
            "Start-up",
            "Flow in each half minute from the start of the infusion, by mass: how soon the flow is there, and how steady it"
                    + " is."),
    TRUMPET(
            "trumpet",
            "Trumpet",
            "The most that any window of the second hour is above or below the set's own mean flow. Short windows see the"
                    + " ripple of the mechanism; long ones do not."),
    LOW_RATE(
            "low-rate",
            "Low rates",
            "Ambulatory method: a sample each 15 minutes, 24 hours to settle, then 25 hours or to the end of the syringe."),
    SET_AGE(
            "set-age",
            "A set that gets old",
            "Mean flow of the last hour before the set is due for change at 72 hours against the second hour of the same set;"
                    + " the tube wears by 2 to 10 % on the way."),
    BACK_PRESSURE(
            "back-pressure",
            "Back-pressure",
            "Mean flow of the second hour against that of the same set at 0 mmHg and 20 C; occlusion limit 600 mmHg."),
    HEAD("head", "Height of the container", "The container above and below the pump, against 0.5 m above."),
    TEMPERATURE("temperature", "Temperature", "Fluid, set and room at one temperature, against the same set at 20 C."),
    VISCOSITY("viscosity", "Viscosity", "Water, immunoglobulin of 10 % and of 20 %, against the same set with water."),
    BOLUS(
            "bolus",
            "Doses on request",
            "Twenty-five doses in a row, weighed one by one; the worst above and below the set's own mean."),
    OCCLUSION(
            "occlusion",
            "Occlusion",
            "The tap at the end of the line is closed while the infusion runs, and opened 30 s after the alarm. Time is counted"
                    + " from the closing to the alarm; what runs out in the 10 s after the opening is the released volume."),
    AIR(
            "air",
            "Air in the line",
            "One bubble after the other, each in a pump of its own, with the limit at 50 uL: which ones raise the alarm."),
    FREE_FLOW(
            "free-flow",
            "Free flow",
            "The door is opened while the infusion runs, container 0.5 m above: once with a clamp that closes, once with one"
                    + " that does not."),
    SINGLE_FAULT(
            "single-fault",
            "One fault",
            "One thing breaks at 400 mL/h. The same pump, set and noise run beside it without the fault; extra volume is the"
                    + " most that the faulty one is ever ahead."),
    BATTERY("battery", "Battery", "The mains adapter is pulled at the start, with a full battery."),
    DRIFT("drift", "Arithmetic", "Planner and motion driven tick by tick for 30 days, against the exact travel.");

    private final String label;
    private final String title;
    private final String method;

    TestName(String label, String title, String method) {
        this.label = label;
        this.title = title;
        this.method = method;
    }

    /** One word for options and files. */
    public String label() {
        return label;
    }

    public String title() {
        return title;
    }

    /** What is done, in a sentence or two. */
    public String method() {
        return method;
    }

    @Override
    public String toString() {
        return label;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(TestName::label).toList();
    }

    public static Optional<TestName> labelled(String label) {
        return Arrays.stream(values()).filter(name -> name.label.equals(label)).findFirst();
    }
}
