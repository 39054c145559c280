package org.steadyflow.firmware.prescription;

import java.util.List;

/** Every field of the file format, by the object it stands in. The published schema has the same ones. */
final class Fields {
    static final String SCHEMA_KIND = "steadyflow/prescription/";
    static final String SCHEMA_NAME = SCHEMA_KIND + "1";

    static final Field EDITOR_SCHEMA =
            new Field("$schema", "\"prescription-1.schema.json\"", "the schema that an editor checks the file against");
    static final Field SCHEMA = new Field("schema", "\"" + SCHEMA_NAME + "\"", "which kind of file this is");
    static final Field NOTE = new Field("note", "\"An example.\"", "words for whoever reads the file");
    static final Field ID = new Field("id", "\"RX-0001\"", "the prescription's number at the pharmacy");
    static final Field PATIENT = new Field("patient", "\"Patient 17\"", "who it is for");
    static final Field DRUG = new Field("drug", "{\"name\": \"cefTRIAXone\"}", "what is in the container");
    static final Field ROUTE = new Field("route", "\"intravenous_peripheral\"", "where the line ends in the patient");
    static final Field CONTAINER = new Field(
            "container", "{\"volume\": \"110 mL\"}", "the bag, cassette or syringe that a dose is drawn from");
    static final Field REGIMEN = new Field(
            "regimen",
            "{\"type\": \"continuous\", \"volume\": \"100 mL\", \"rate\": \"200 mL/h\"}",
            "how much is given, how fast and how often");
    static final Field AT_END = new Field("at_end", "\"stop\"", "what the pump does when the volume is in");
    static final Field KEEP_OPEN = new Field(
            "keep_open", "{\"rate\": \"1 mL/h\", \"limit\": \"5 mL\"}", "the small flow that keeps the line open");
    static final Field LIMITS =
            new Field("limits", "{\"downstream_occlusion\": \"300 mmHg\"}", "what the line may show before a stop");
    static final Field AFTER_POWER_LOSS =
            new Field("after_power_loss", "{\"resume\": \"by_person\"}", "how it goes on when the power was lost");
    static final Field HIGH_ALERT = new Field("high_alert", "false", "whether a slip with this drug does great harm");
    static final Field LIFE_SUSTAINING = new Field("life_sustaining", "false", "whether stopping it does harm");
    static final List<Field> OF_PRESCRIPTION = List.of(
            EDITOR_SCHEMA,
            SCHEMA,
            NOTE,
            ID,
            PATIENT,
            DRUG,
            ROUTE,
            CONTAINER,
            REGIMEN,
            AT_END,
            KEEP_OPEN,
            LIMITS,
            AFTER_POWER_LOSS,
            HIGH_ALERT,
            LIFE_SUSTAINING);

    static final Field DRUG_NAME = new Field("name", "\"cefTRIAXone\"", "the drug as it is shown at the bedside");
    static final Field CONCENTRATION = new Field("concentration", "\"20 mg/mL\"", "drug in each mL");
    static final List<Field> OF_DRUG = List.of(DRUG_NAME, CONCENTRATION);

    static final Field CONTAINER_VOLUME = new Field("volume", "\"110 mL\"", "what the container holds when it is new");
    static final Field RESIDUAL = new Field("residual", "\"5 mL\"", "what cannot be drawn from it");
    static final List<Field> OF_CONTAINER = List.of(CONTAINER_VOLUME, RESIDUAL);

    static final Field TYPE = new Field("type", "\"continuous\"", "the pattern, continuous or intermittent");
    static final Field VOLUME = new Field("volume", "\"100 mL\"", "what is infused in all");
    static final Field DOSE = new Field("dose", "\"200 mL\"", "the volume of one dose");
    static final Field RATE = new Field("rate", "\"120 mL/h\"", "how fast it flows");
    static final Field DURATION = new Field("duration", "\"100 min\"", "how long it takes");
    static final Field INTERVAL =
            new Field("interval", "\"12 h\"", "the time from the start of one dose to the start of the next");
    static final Field COUNT = new Field("count", "2", "how many doses there are in all");
    static final Field KEEP_OPEN_BETWEEN =
            new Field("keep_open_between", "true", "whether a small flow runs between doses");
    static final Field MISSED_DOSE =
            new Field("missed_dose", "{\"rule\": \"ask\"}", "what happens to a dose that could not start in time");
    static final List<Field> OF_CONTINUOUS = List.of(TYPE, VOLUME, RATE, DURATION);
    static final List<Field> OF_INTERMITTENT =
            List.of(TYPE, DOSE, RATE, DURATION, INTERVAL, COUNT, KEEP_OPEN_BETWEEN, MISSED_DOSE);

    static final Field RULE = new Field("rule", "\"ask\"", "skip, give_late or ask");
    static final Field LATE_WITHIN = new Field("within", "\"2 h\"", "the longest delay after which it is still given");
    static final List<Field> OF_MISSED_DOSE = List.of(RULE, LATE_WITHIN);

    static final Field KEEP_OPEN_RATE = new Field("rate", "\"1 mL/h\"", "how fast it flows");
    static final Field KEEP_OPEN_LIMIT = new Field("limit", "\"5 mL\"", "the most that one keep-open run gives");
    static final List<Field> OF_KEEP_OPEN = List.of(KEEP_OPEN_RATE, KEEP_OPEN_LIMIT);

    static final Field DOWNSTREAM_OCCLUSION =
            new Field("downstream_occlusion", "\"300 mmHg\"", "the pressure towards the patient that stops the pump");
    static final Field SINGLE_BUBBLE = new Field("single_bubble", "\"100 uL\"", "the largest bubble that may pass");
    static final Field AIR_IN_15_MIN =
            new Field("air_in_15_min", "\"1 mL\"", "the most air that may pass in 15 minutes");
    static final List<Field> OF_LIMITS = List.of(DOWNSTREAM_OCCLUSION, SINGLE_BUBBLE, AIR_IN_15_MIN);

    static final Field RESUME = new Field("resume", "\"by_person\"", "by_person or by_itself");
    static final Field RESUME_WITHIN =
            new Field("within", "\"10 min\"", "the longest time without power after which it resumes by itself");
    static final List<Field> OF_AFTER_POWER_LOSS = List.of(RESUME, RESUME_WITHIN);

    private Fields() {}
}
