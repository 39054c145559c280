package org.steadyflow.firmware.prescription;

import java.util.LinkedHashMap;
import java.util.Map;
import org.steadyflow.firmware.dose.Body;
import org.steadyflow.firmware.text.PlainNumber;
import tools.jackson.databind.json.JsonMapper;

/**
 * One prescription, one text: every default written out, fields in the order of the format, quantities in one spelling,
 * a rate as mL/h where that is exact and as a duration where it is not.
 */
public final class CanonicalText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CanonicalText() {}

    /** The file that says exactly this; read again, it gives an equal prescription. */
    public static String of(Prescription prescription) {
        Map<String, Object> file = new LinkedHashMap<>();
        put(file, Fields.SCHEMA, Fields.SCHEMA_NAME);
        put(file, Fields.ID, prescription.id());
        put(file, Fields.PATIENT, prescription.patient());
        prescription.pump().ifPresent(pump -> put(file, Fields.PUMP, pump));
        if (!prescription.body().isNone()) {
            put(file, Fields.BODY, body(prescription.body()));
        }
        put(file, Fields.DRUG, drug(prescription.drug()));
        put(file, Fields.ROUTE, Section.word(prescription.route()));
        if (prescription.route() == Route.SUBCUTANEOUS) {
            put(file, Fields.SITES, prescription.sites());
        }
        boolean isSequence = prescription.regimen() instanceof Regimen.Sequence;
        if (!isSequence) {
            put(file, Fields.CONTAINER, container(prescription.container()));
        }
        put(file, Fields.REGIMEN, RegimenText.of(prescription.regimen()));
        boolean isDelayed = !(prescription.start() instanceof StartRule.WhenPressed);
        if (isDelayed) {
            put(file, Fields.START, start(prescription.start()));
        }
        put(file, Fields.AT_END, Section.word(prescription.endAction()));
        if (prescription.keepOpen().isWanted()) {
            put(file, Fields.KEEP_OPEN, keepOpen(prescription.keepOpen()));
        }
        if (prescription.observe().isPositive()) {
            put(file, Fields.OBSERVE, QuantityText.text(prescription.observe()));
        }
        put(file, Fields.LIMITS, limits(prescription.limits()));
        put(file, Fields.AFTER_POWER_LOSS, powerLoss(prescription.powerLoss()));
        put(file, Fields.HIGH_ALERT, prescription.highAlert());
        put(file, Fields.LIFE_SUSTAINING, prescription.lifeSustaining());
        return JSON.writeValueAsString(file);
    }

    private static Map<String, Object> body(Body body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        body.weightKg().ifPresent(kg -> put(fields, Fields.WEIGHT, PlainNumber.text(kg) + " kg"));
        body.heightCm().ifPresent(cm -> put(fields, Fields.HEIGHT, PlainNumber.text(cm) + " cm"));
        body.writtenSurfaceM2().ifPresent(m2 -> put(fields, Fields.SURFACE, PlainNumber.text(m2) + " m2"));
        return fields;
    }

    static Map<String, Object> drug(Drug drug) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, Fields.DRUG_NAME, drug.name());
        drug.concentration().ifPresent(value -> put(fields, Fields.CONCENTRATION, QuantityText.text(value)));
        return fields;
    }

    private static Map<String, Object> container(Container container) {
        Map<String, Object> fields = containerOfAPart(container);
        put(fields, Fields.CONTAINER_COUNT, container.count());
        return fields;
    }

    static Map<String, Object> containerOfAPart(Container container) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, Fields.CONTAINER_VOLUME, QuantityText.text(container.volume()));
        put(fields, Fields.RESIDUAL, QuantityText.text(container.residual()));
        return fields;
    }

    private static Map<String, Object> start(StartRule start) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (start) {
            case StartRule.WhenPressed _ -> {}
            case StartRule.After after -> put(fields, Fields.AFTER, QuantityText.text(after.delay()));
            case StartRule.At at -> put(fields, Fields.AT, at.instant().toString());
        }
        return fields;
    }

    private static Map<String, Object> keepOpen(KeepOpen keepOpen) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, Fields.KEEP_OPEN_RATE, QuantityText.text(keepOpen.rate()).orElseThrow());
        put(fields, Fields.KEEP_OPEN_LIMIT, QuantityText.text(keepOpen.limit()));
        return fields;
    }

    private static Map<String, Object> limits(LineLimits limits) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, Fields.DOWNSTREAM_OCCLUSION, QuantityText.text(limits.downstreamOcclusion()));
        put(fields, Fields.SINGLE_BUBBLE, QuantityText.smallText(limits.singleBubble()));
        put(fields, Fields.AIR_IN_15_MIN, QuantityText.smallText(limits.airIn15Min()));
        // what was signed before there were these fields keeps its text
        if (limits.restartsAfterOcclusion()) {
            put(fields, Fields.OCCLUSION_RESTART, true);
        }
        if (!limits.nearEnd().equals(LineLimits.NEAR_END_USUAL)) {
            put(fields, Fields.NEAR_END, QuantityText.text(limits.nearEnd()));
        }
        return fields;
    }

    private static Map<String, Object> powerLoss(PowerLossRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, Fields.RESUME, rule.resumesByItself() ? "by_itself" : "by_person");
        if (rule.resumesByItself()) {
            put(fields, Fields.RESUME_WITHIN, QuantityText.text(rule.within()));
        }
        return fields;
    }

    static void put(Map<String, Object> fields, Field field, Object value) {
        fields.put(field.name(), value);
    }
}
