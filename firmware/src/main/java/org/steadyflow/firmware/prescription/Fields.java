package org.steadyflow.firmware.prescription;

import java.util.List;

/**
 * Every field of the file format outside the regimen, by the object it stands in. The published schema has the same
 * ones.
 */
final class Fields {
    static final FileKind KIND = new FileKind("prescription", 1, FileLimits.BYTES);
    static final String SCHEMA_NAME = KIND.schema();

    static final Field EDITOR_SCHEMA =
            new Field("$schema", "\"prescription-1.schema.json\"", "the schema that an editor checks the file against");
    static final Field SCHEMA = KIND.field();
    static final Field NOTE = new Field("note", "\"An example.\"", "words for whoever reads the file");
    static final Field ID = new Field("id", "\"RX-0001\"", "the prescription's number at the pharmacy");
    static final Field PATIENT = new Field("patient", "\"Patient 17\"", "who it is for");
    static final Field BODY = new Field("body", "{\"weight\": \"70 kg\"}", "how large the patient is");
    static final Field DRUG = new Field("drug", "{\"name\": \"cefTRIAXone\"}", "what is in the container");
    static final Field ROUTE = new Field("route", "\"intravenous_peripheral\"", "where the line ends in the patient");
    static final Field SITES = new Field("sites", "2", "how many sites under the skin it runs into");
    static final Field CONTAINER = new Field(
            "container",
            "{\"volume\": \"110 mL\", \"residual\": \"5 mL\"}",
            "the bag, cassette or syringe that the drug is drawn from");
    static final Field REGIMEN = new Field(
            "regimen",
            "{\"type\": \"continuous\", \"volume\": \"100 mL\", \"rate\": \"200 mL/h\"}",
            "how much is given, how fast and how often");
    static final Field PUMP = new Field("pump", "\"pump-1\"", "the one pump that may run it");
    static final Field START = new Field("start", "{\"after\": \"30 min\"}", "when the first flow begins");
    static final Field OBSERVE = new Field("observe", "\"1 h\"", "how long the patient is watched after the end");
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
            PUMP,
            BODY,
            DRUG,
            ROUTE,
            SITES,
            CONTAINER,
            REGIMEN,
            START,
            AT_END,
            KEEP_OPEN,
            OBSERVE,
            LIMITS,
            AFTER_POWER_LOSS,
            HIGH_ALERT,
            LIFE_SUSTAINING);

    static final Field WEIGHT = new Field("weight", "\"70 kg\"", "the weight of the patient");
    static final Field HEIGHT = new Field("height", "\"170 cm\"", "the height of the patient");
    static final Field SURFACE = new Field("surface", "\"1.8 m2\"", "the body surface of the patient");
    static final List<Field> OF_BODY = List.of(WEIGHT, HEIGHT, SURFACE);

    static final Field DRUG_NAME = new Field("name", "\"cefTRIAXone\"", "the drug as it is shown at the bedside");
    static final Field CONCENTRATION = new Field("concentration", "\"20 mg/mL\"", "drug in each mL");
    static final List<Field> OF_DRUG = List.of(DRUG_NAME, CONCENTRATION);

    static final Field CONTAINER_VOLUME = new Field("volume", "\"110 mL\"", "what the container holds when it is new");
    static final Field RESIDUAL = new Field("residual", "\"5 mL\"", "what cannot be drawn from it");
    static final Field CONTAINER_COUNT = new Field("count", "2", "how many such containers are hung one after another");
    static final List<Field> OF_CONTAINER = List.of(CONTAINER_VOLUME, RESIDUAL, CONTAINER_COUNT);
    static final List<Field> OF_CONTAINER_OF_A_PART = List.of(CONTAINER_VOLUME, RESIDUAL);

    static final Field AFTER = new Field("after", "\"30 min\"", "the time from the press of start to the first flow");
    static final Field AT =
            new Field("at", "\"2026-11-22T08:00:00+01:00\"", "the date, time and offset of the first flow");
    static final List<Field> OF_START = List.of(AFTER, AT);

    static final Field KEEP_OPEN_RATE = new Field("rate", "\"1 mL/h\"", "how fast it flows");
    static final Field KEEP_OPEN_LIMIT = new Field("limit", "\"5 mL\"", "the most that one keep-open run gives");
    static final List<Field> OF_KEEP_OPEN = List.of(KEEP_OPEN_RATE, KEEP_OPEN_LIMIT);

    static final Field DOWNSTREAM_OCCLUSION =
            new Field("downstream_occlusion", "\"300 mmHg\"", "the pressure towards the patient that stops the pump");
    static final Field SINGLE_BUBBLE = new Field("single_bubble", "\"100 uL\"", "the largest bubble that may pass");
    static final Field AIR_IN_15_MIN =
            new Field("air_in_15_min", "\"1 mL\"", "the most air that may pass in 15 minutes");
    static final Field OCCLUSION_RESTART = new Field(
            "occlusion_restart", "false", "whether the pump starts by itself after an occlusion that goes away");
    static final Field NEAR_END = new Field("near_end", "\"30 min\"", "how long before its end the pump says so");
    static final List<Field> OF_LIMITS =
            List.of(DOWNSTREAM_OCCLUSION, SINGLE_BUBBLE, AIR_IN_15_MIN, OCCLUSION_RESTART, NEAR_END);

    static final Field RESUME = new Field("resume", "\"by_person\"", "by_person or by_itself");
    static final Field RESUME_WITHIN =
            new Field("within", "\"10 min\"", "the longest time without power after which it resumes by itself");
    static final List<Field> OF_AFTER_POWER_LOSS = List.of(RESUME, RESUME_WITHIN);

    private Fields() {}
}
