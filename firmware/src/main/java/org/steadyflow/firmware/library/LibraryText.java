package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.prescription.Section;
import org.steadyflow.firmware.text.PlainNumber;
import tools.jackson.databind.json.JsonMapper;

/** One library, one text: fields in the order of the format, every flag written out, what is not there left out. */
final class LibraryText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MILLI = 3;

    private LibraryText() {}

    static String of(DrugLibrary library) {
        Map<String, Object> file = new LinkedHashMap<>();
        put(file, LibraryFields.KIND.field(), LibraryFields.KIND.schema());
        put(file, LibraryFields.NAME, library.name());
        put(file, LibraryFields.VERSION, library.version());
        put(
                file,
                LibraryFields.ENTRIES,
                library.entries().stream().map(LibraryText::entry).toList());
        return JSON.writeValueAsString(file);
    }

    private static Map<String, Object> entry(LibraryEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, LibraryFields.ID, entry.id());
        put(fields, LibraryFields.DRUG, entry.drug());
        put(fields, LibraryFields.DISPLAY_NAME, entry.displayName());
        put(fields, LibraryFields.UNIT, entry.use().unit().symbol());
        put(fields, LibraryFields.PATIENTS, patients(entry.patients()));
        putUse(fields, entry.use());
        putUnlessEmpty(fields, LibraryFields.LIMITS, limits(entry.limits()));
        putRules(fields, entry.rules());
        putUnlessEmpty(fields, LibraryFields.SOLUTION, solution(entry.solution()));
        putUnlessEmpty(fields, LibraryFields.INCOMPATIBLE, entry.solution().incompatible());
        entry.hangTime().ifPresent(time -> {
            put(
                    fields,
                    LibraryFields.HANG_TIMES,
                    time.spans().stream().map(LibraryText::span).toList());
            put(fields, LibraryFields.HANG_END, time.endStops() ? "stop" : "warn");
        });
        putUnlessEmpty(fields, LibraryFields.HANDLING, entry.handling());
        return fields;
    }

    private static Map<String, Object> patients(Patients patients) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, LibraryFields.CLASS, patients.name());
        patients.weightLeastKg().ifPresent(kg -> put(fields, LibraryFields.WEIGHT_LEAST, PlainNumber.text(kg) + " kg"));
        patients.weightMostKg().ifPresent(kg -> put(fields, LibraryFields.WEIGHT_MOST, PlainNumber.text(kg) + " kg"));
        return fields;
    }

    private static void putUse(Map<String, Object> fields, Use use) {
        put(
                fields,
                LibraryFields.ROUTES,
                use.routes().stream().map(Section::word).toList());
        put(
                fields,
                LibraryFields.REGIMENS,
                use.regimens().stream().map(Section::word).toList());
        putUnlessEmpty(
                fields,
                LibraryFields.CONCENTRATIONS,
                use.concentrations().stream().map(Concentration::toString).toList());
        Map<String, Object> most = new LinkedHashMap<>();
        for (Route route : Route.values()) {
            if (use.concentrationMost().containsKey(route)) {
                put(
                        most,
                        LibraryFields.byRoute(route),
                        String.valueOf(use.concentrationMost().get(route)));
            }
        }
        putUnlessEmpty(fields, LibraryFields.CONCENTRATION_MOST, most);
    }

    private static Map<String, Object> limits(DoseLimits limits) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putUnlessEmpty(fields, LibraryFields.DOSE, limit(limits.dose(), Object::toString));
        putUnlessEmpty(fields, LibraryFields.RATE, limit(limits.rate(), Object::toString));
        putUnlessEmpty(fields, LibraryFields.BOLUS, limit(limits.bolus(), Object::toString));
        putUnlessEmpty(fields, LibraryFields.DURATION, limit(limits.duration(), QuantityText::text));
        putUnlessEmpty(fields, LibraryFields.PER_24H, limit(limits.perDay(), Object::toString));
        return fields;
    }

    private static <T> Map<String, Object> limit(Limits<T> limits, Function<T, String> writing) {
        Map<String, Object> fields = new LinkedHashMap<>();
        limits.hardLeast().ifPresent(value -> put(fields, LibraryFields.HARD_LEAST, writing.apply(value)));
        limits.softLeast().ifPresent(value -> put(fields, LibraryFields.SOFT_LEAST, writing.apply(value)));
        limits.softMost().ifPresent(value -> put(fields, LibraryFields.SOFT_MOST, writing.apply(value)));
        limits.hardMost().ifPresent(value -> put(fields, LibraryFields.HARD_MOST, writing.apply(value)));
        return fields;
    }

    private static void putRules(Map<String, Object> fields, Rules rules) {
        rules.minimumDuration().ifPresent(time -> put(fields, LibraryFields.MINIMUM_DURATION, QuantityText.text(time)));
        put(fields, LibraryFields.KEEP_OPEN, rules.keepOpen());
        put(fields, LibraryFields.LIFE_SUSTAINING, rules.lifeSustaining());
        put(fields, LibraryFields.HIGH_ALERT, rules.highAlert());
        rules.resumeWithin().ifPresent(time -> put(fields, LibraryFields.RESUME_WITHIN, QuantityText.text(time)));
    }

    private static Map<String, Object> solution(Solution solution) {
        Map<String, Object> fields = new LinkedHashMap<>();
        solution.milliosmolesPerLitre().ifPresent(value -> put(fields, LibraryFields.OSMOLARITY, value + " mOsm/L"));
        solution.phLeast().ifPresent(value -> put(fields, LibraryFields.PH_LEAST, PlainNumber.text(value)));
        solution.phMost().ifPresent(value -> put(fields, LibraryFields.PH_MOST, PlainNumber.text(value)));
        if (solution.centralOnly()) {
            put(fields, LibraryFields.CENTRAL_ONLY, true);
        }
        return fields;
    }

    private static Map<String, Object> span(HangTime.Span span) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (span.upToMilliC() != HangTime.ANY_WARMER_MILLI_C) {
            BigDecimal degrees = BigDecimal.valueOf(span.upToMilliC(), MILLI);
            put(fields, LibraryFields.UP_TO, PlainNumber.text(degrees) + " C");
        }
        put(fields, LibraryFields.TIME, QuantityText.text(span.time()));
        return fields;
    }

    private static void put(Map<String, Object> fields, Field field, Object value) {
        fields.put(field.name(), value);
    }

    private static void putUnlessEmpty(Map<String, Object> fields, Field field, Map<String, Object> value) {
        if (!value.isEmpty()) {
            put(fields, field, value);
        }
    }

    private static void putUnlessEmpty(Map<String, Object> fields, Field field, List<String> value) {
        if (!value.isEmpty()) {
            put(fields, field, value);
        }
    }
}
