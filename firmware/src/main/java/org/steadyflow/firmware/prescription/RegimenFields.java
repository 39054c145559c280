package org.steadyflow.firmware.prescription;

import java.util.List;

/** Every field of a regimen, by the object it stands in. The published schema has the same ones. */
final class RegimenFields {
    static final Field TYPE = new Field("type", "\"continuous\"", "the pattern of the therapy over time");
    static final Field VOLUME = new Field("volume", "\"100 mL\"", "what is infused in all");
    static final Field RATE = new Field("rate", "\"120 mL/h\"", "how fast it flows");
    static final Field DURATION = new Field("duration", "\"100 min\"", "how long it takes");
    static final Field TITRATION = new Field(
            "titration",
            "{\"least\": \"5 mL/h\", \"most\": \"50 mL/h\"}",
            "the rates that a person at the bedside may choose");
    static final List<Field> OF_CONTINUOUS = List.of(TYPE, VOLUME, RATE, DURATION, TITRATION);

    static final Field DOSE = new Field("dose", "\"200 mL\"", "the volume of one dose");
    static final Field INTERVAL =
            new Field("interval", "\"12 h\"", "the time from the start of one dose to the start of the next");
    static final Field TIMES = new Field("times", "[\"08:00\", \"20:00\"]", "the times of day at which a dose is due");
    static final Field ZONE = new Field("zone", "\"Europe/Berlin\"", "the time zone of the patient");
    static final Field COUNT = new Field("count", "2", "how many doses there are in all");
    static final Field KEEP_OPEN_BETWEEN =
            new Field("keep_open_between", "true", "whether a small flow runs between doses");
    static final Field MISSED_DOSE =
            new Field("missed_dose", "{\"rule\": \"ask\"}", "what happens to a dose that could not start in time");
    static final Field CONTAINERS = new Field("containers", "\"one\"", "whether each dose has a container of its own");
    static final Field FLUSH_BEFORE = new Field(
            "flush_before",
            "{\"volume\": \"10 mL\", \"rate\": \"120 mL/h\", \"fluid\": \"saline\"}",
            "what rinses the line before each dose");
    static final Field FLUSH_AFTER =
            new Field("flush_after", FLUSH_BEFORE.example(), "what rinses the line after each dose");
    static final List<Field> OF_INTERMITTENT = List.of(
            TYPE,
            DOSE,
            RATE,
            DURATION,
            INTERVAL,
            TIMES,
            ZONE,
            COUNT,
            KEEP_OPEN_BETWEEN,
            MISSED_DOSE,
            CONTAINERS,
            FLUSH_BEFORE,
            FLUSH_AFTER);

    static final Field STEPS = new Field(
            "steps",
            "[{\"rate\": \"20 mL/h\", \"for\": \"15 min\"}, {\"rate\": \"40 mL/h\"}]",
            "the rates one after the other");
    static final List<Field> OF_STEPPED = List.of(TYPE, VOLUME, STEPS, TITRATION);

    static final Field UP = new Field("up", "\"1 h\"", "the time of the ramp up, within the duration");
    static final Field DOWN = new Field("down", "\"1 h\"", "the time of the ramp down, within the duration");
    static final List<Field> OF_TAPERED = List.of(TYPE, VOLUME, DURATION, UP, DOWN);

    static final Field BASAL = new Field("basal", "\"0.5 mL/h\"", "the flow that runs all the time");
    static final Field DEMAND = new Field("demand", "\"1 mL\"", "the dose that the patient may ask for");
    static final Field BOLUS_RATE = new Field("bolus_rate", "\"120 mL/h\"", "how fast each bolus flows");
    static final Field LOCKOUT =
            new Field("lockout", "\"10 min\"", "the time from the start of one demand dose to the next");
    static final Field CAP_1H = new Field("cap_1h", "\"6 mL\"", "the most in any hour");
    static final Field CAP_4H = new Field("cap_4h", "\"20 mL\"", "the most in any four hours");
    static final Field LOADING = new Field("loading", "\"2 mL\"", "the bolus at the start");
    static final Field CLINICIAN_BOLUS =
            new Field("clinician_bolus", "\"2 mL\"", "the bolus that a clinician may give beside");
    static final List<Field> OF_PATIENT_CONTROLLED =
            List.of(TYPE, VOLUME, BASAL, DEMAND, BOLUS_RATE, LOCKOUT, CAP_1H, CAP_4H, LOADING, CLINICIAN_BOLUS);

    static final Field PARTS = new Field(
            "parts",
            "[{\"name\": \"saline before\", \"container\": {\"volume\": \"10 mL\"}, \"volume\": \"10 mL\", \"rate\": \"120 mL/h\"}]",
            "the containers one after the other");
    static final List<Field> OF_SEQUENCE = List.of(TYPE, PARTS);

    static final Field RULE = new Field("rule", "\"ask\"", "skip, give_late or ask");
    static final Field LATE_WITHIN = new Field("within", "\"2 h\"", "the longest delay after which it is still given");
    static final List<Field> OF_MISSED_DOSE = List.of(RULE, LATE_WITHIN);

    static final Field FLUSH_VOLUME = new Field("volume", "\"10 mL\"", "the volume of one flush");
    static final Field FLUSH_RATE = new Field("rate", "\"120 mL/h\"", "how fast it flows");
    static final Field FLUID = new Field("fluid", "\"saline\"", "what the line is rinsed with");
    static final List<Field> OF_FLUSH = List.of(FLUSH_VOLUME, FLUSH_RATE, FLUID);

    static final Field LEAST = new Field("least", "\"5 mL/h\"", "the lowest rate that may be chosen");
    static final Field MOST = new Field("most", "\"50 mL/h\"", "the highest rate that may be chosen");
    static final Field MOST_AT_ONCE = new Field("step", "\"5 mL/h\"", "the most that one change may be");
    static final List<Field> OF_TITRATION = List.of(LEAST, MOST, MOST_AT_ONCE);

    static final Field STEP_RATE = new Field("rate", "\"20 mL/h\"", "how fast it flows in this step");
    static final Field STEP_FOR = new Field("for", "\"15 min\"", "how long this step flows");
    static final Field STEP_VOLUME = new Field("volume", "\"5 mL\"", "what this step gives");
    static final Field CONFIRM = new Field("confirm", "true", "whether a person must confirm before it begins");
    static final List<Field> OF_STEP = List.of(STEP_RATE, STEP_FOR, STEP_VOLUME, CONFIRM);

    static final Field PART_NAME = new Field("name", "\"saline before\"", "the part as it is shown at the bedside");
    static final Field PART_VOLUME = new Field("volume", "\"10 mL\"", "what this part gives");
    static final Field PROMPT =
            new Field("prompt", "\"Hang the saline.\"", "what a person confirms before the part begins");
    static final List<Field> OF_PART =
            List.of(PART_NAME, Fields.DRUG, Fields.CONTAINER, PART_VOLUME, RATE, DURATION, PROMPT);

    private RegimenFields() {}
}
