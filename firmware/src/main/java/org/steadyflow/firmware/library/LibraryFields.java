package org.steadyflow.firmware.library;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.FileKind;
import org.steadyflow.firmware.prescription.Route;

/** Every field of the file format, by the object it stands in. The published schema has the same ones. */
final class LibraryFields {
    static final FileKind KIND = new FileKind("drug library", 1, LibraryLimits.BYTES);

    static final Field EDITOR_SCHEMA =
            new Field("$schema", "\"library-1.schema.json\"", "the schema that an editor checks the file against");
    static final Field NOTE = new Field("note", "\"An example.\"", "words for whoever reads the file");
    static final Field NAME = new Field("name", "\"Example library\"", "what the pharmacy calls the library");
    static final Field VERSION = new Field("version", "1", "the number of this edition, counted up from 1");
    static final Field ENTRIES = new Field(
            "entries", "[{\"id\": \"vancomycin-adult\"}]", "the drugs, one object for each class of patients");
    static final List<Field> OF_LIBRARY = List.of(EDITOR_SCHEMA, KIND.field(), NOTE, NAME, VERSION, ENTRIES);

    static final Field ID = new Field("id", "\"vancomycin-adult\"", "the entry's name, unique in the library");
    static final Field DRUG = new Field("drug", "\"vancomycin\"", "the drug as prescriptions name it");
    static final Field DISPLAY_NAME = new Field("display_name", "\"cefTRIAXone\"", "the drug in tall-man letters");
    static final Field UNIT = new Field("unit", "\"mg\"", "the unit that its doses are counted in");
    static final Field PATIENTS = new Field("patients", "{\"class\": \"adult\"}", "for whom the entry is");
    static final Field ROUTES = new Field("routes", "[\"intravenous_central\"]", "where the line may end");
    static final Field REGIMENS = new Field("regimens", "[\"intermittent\"]", "the patterns it may be given in");
    static final Field CONCENTRATIONS = new Field("concentrations", "[\"5 mg/mL\"]", "the standard concentrations");
    static final Field CONCENTRATION_MOST = new Field(
            "concentration_most", "{\"intravenous_peripheral\": \"5 mg/mL\"}", "the strongest by the end of the line");
    static final Field LIMITS =
            new Field("limits", "{\"rate\": {\"hard_most\": \"10 mg/min\"}}", "how much, how fast and how long");
    static final Field MINIMUM_DURATION =
            new Field("minimum_duration", "\"60 min\"", "the least time that one dose takes, hard");
    static final Field KEEP_OPEN = new Field("keep_open", "true", "whether it may keep the line open");
    static final Field LIFE_SUSTAINING = new Field("life_sustaining", "false", "whether stopping it does harm");
    static final Field HIGH_ALERT = new Field("high_alert", "false", "whether a slip with it does great harm");
    static final Field RESUME_WITHIN = new Field(
            "resume_within", "\"10 min\"", "the longest time without power after which it may resume by itself");
    static final Field SOLUTION =
            new Field("solution", "{\"osmolarity\": \"290 mOsm/L\"}", "the fluid as the vein meets it");
    static final Field INCOMPATIBLE = new Field("incompatible", "[\"heparin\"]", "what it must not meet in the line");
    static final Field HANG_TIMES =
            new Field("hang_times", "[{\"time\": \"24 h\"}]", "how long a container keeps, by how warm it is");
    static final Field HANG_END = new Field("hang_end", "\"warn\"", "what the end of the hang time does");
    static final Field HANDLING = new Field("handling", "[\"Use a 1.2 um filter.\"]", "what a person must see to");
    static final List<Field> OF_ENTRY = List.of(
            ID,
            DRUG,
            DISPLAY_NAME,
            UNIT,
            PATIENTS,
            ROUTES,
            REGIMENS,
            CONCENTRATIONS,
            CONCENTRATION_MOST,
            LIMITS,
            MINIMUM_DURATION,
            KEEP_OPEN,
            LIFE_SUSTAINING,
            HIGH_ALERT,
            RESUME_WITHIN,
            SOLUTION,
            INCOMPATIBLE,
            HANG_TIMES,
            HANG_END,
            HANDLING);

    static final Field CLASS = new Field("class", "\"adult\"", "the care area or class of patients");
    static final Field WEIGHT_LEAST = new Field("weight_least", "\"40 kg\"", "the lightest patient");
    static final Field WEIGHT_MOST = new Field("weight_most", "\"40 kg\"", "the heaviest patient");
    static final List<Field> OF_PATIENTS = List.of(CLASS, WEIGHT_LEAST, WEIGHT_MOST);

    static final Map<Route, Field> BY_ROUTE = Stream.of(Route.values())
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(),
                    route -> new Field(
                            route.name().toLowerCase(Locale.ROOT), "\"5 mg/mL\"", "the strongest on this route")));
    static final List<Field> OF_CONCENTRATION_MOST =
            Stream.of(Route.values()).map(LibraryFields::byRoute).toList();

    static final Field DOSE = new Field("dose", "{\"hard_most\": \"2 g\"}", "limits of one dose");
    static final Field RATE = new Field("rate", "{\"hard_most\": \"10 mg/min\"}", "limits of the rate");
    static final Field BOLUS = new Field("bolus", "{\"hard_most\": \"2 mg\"}", "limits of each bolus");
    static final Field DURATION = new Field("duration", "{\"soft_least\": \"60 min\"}", "limits of the time");
    static final Field PER_24H = new Field("per_24h", "{\"hard_most\": \"4 g\"}", "limits of a day's sum");
    static final List<Field> OF_LIMITS = List.of(DOSE, RATE, BOLUS, DURATION, PER_24H);

    static final Field HARD_LEAST = new Field("hard_least", "\"1 mg\"", "below it nobody goes on");
    static final Field SOFT_LEAST = new Field("soft_least", "\"2 mg\"", "below it a person gives a reason");
    static final Field SOFT_MOST = new Field("soft_most", "\"4 mg\"", "above it a person gives a reason");
    static final Field HARD_MOST = new Field("hard_most", "\"8 mg\"", "above it nobody goes on");
    static final List<Field> OF_LIMIT = List.of(HARD_LEAST, SOFT_LEAST, SOFT_MOST, HARD_MOST);

    static final Field OSMOLARITY = new Field("osmolarity", "\"290 mOsm/L\"", "how concentrated the fluid is in all");
    static final Field PH_LEAST = new Field("ph_least", "\"5.5\"", "the most acid that it is");
    static final Field PH_MOST = new Field("ph_most", "\"7.5\"", "the least acid that it is");
    static final Field CENTRAL_ONLY = new Field("central_only", "false", "whether it is kept out of small veins");
    static final List<Field> OF_SOLUTION = List.of(OSMOLARITY, PH_LEAST, PH_MOST, CENTRAL_ONLY);

    static final Field UP_TO = new Field("up_to", "\"25 C\"", "the warmest for this time");
    static final Field TIME = new Field("time", "\"24 h\"", "how long it keeps");
    static final List<Field> OF_HANG_TIME = List.of(UP_TO, TIME);

    private LibraryFields() {}

    static Field byRoute(Route route) {
        return BY_ROUTE.getOrDefault(route, CONCENTRATION_MOST);
    }
}
