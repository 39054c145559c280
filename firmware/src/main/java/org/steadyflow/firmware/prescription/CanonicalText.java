package org.steadyflow.firmware.prescription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;
import tools.jackson.databind.json.JsonMapper;

/**
 * One prescription, one text: every default written out, fields in the order of the format, quantities in one spelling,
 * a rate as mL/h where that is exact and as a duration where it is not.
 */
final class CanonicalText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CanonicalText() {}

    static String of(Prescription prescription) {
        Map<String, Object> file = new LinkedHashMap<>();
        put(file, Fields.SCHEMA, Fields.SCHEMA_NAME);
        put(file, Fields.ID, prescription.id());
        put(file, Fields.PATIENT, prescription.patient());
        put(file, Fields.DRUG, drug(prescription.drug()));
        put(file, Fields.ROUTE, Section.word(prescription.route()));
        put(file, Fields.CONTAINER, container(prescription.container()));
        put(file, Fields.REGIMEN, regimen(prescription.regimen()));
        put(file, Fields.AT_END, Section.word(prescription.endAction()));
        if (prescription.keepOpen().isWanted()) {
            put(file, Fields.KEEP_OPEN, keepOpen(prescription.keepOpen()));
        }
        put(file, Fields.LIMITS, limits(prescription.limits()));
        put(file, Fields.AFTER_POWER_LOSS, powerLoss(prescription.powerLoss()));
        put(file, Fields.HIGH_ALERT, prescription.highAlert());
        put(file, Fields.LIFE_SUSTAINING, prescription.lifeSustaining());
        return JSON.writeValueAsString(file);
    }

    private static Map<String, Object> drug(Drug drug) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, Fields.DRUG_NAME, drug.name());
        drug.concentration().ifPresent(value -> put(fields, Fields.CONCENTRATION, QuantityText.text(value)));
        return fields;
    }

    private static Map<String, Object> container(Container container) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, Fields.CONTAINER_VOLUME, QuantityText.text(container.volume()));
        put(fields, Fields.RESIDUAL, QuantityText.text(container.residual()));
        return fields;
    }

    private static Map<String, Object> regimen(Regimen regimen) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (regimen) {
            case Regimen.Continuous continuous -> {
                put(fields, Fields.TYPE, "continuous");
                put(fields, Fields.VOLUME, QuantityText.text(continuous.volume()));
                putRate(fields, continuous.volume(), continuous.rate());
            }
            case Regimen.Intermittent doses -> {
                put(fields, Fields.TYPE, "intermittent");
                put(fields, Fields.DOSE, QuantityText.text(doses.dose()));
                putRate(fields, doses.dose(), doses.rate());
                if (doses.times() instanceof DoseTimes.Every every) {
                    put(fields, Fields.INTERVAL, QuantityText.text(every.interval()));
                }
                put(fields, Fields.COUNT, doses.count());
                put(fields, Fields.KEEP_OPEN_BETWEEN, doses.keepOpenBetween());
                put(fields, Fields.MISSED_DOSE, missedDose(doses.missedDose()));
            }
            case Regimen.Stepped _, Regimen.Tapered _, Regimen.PatientControlled _, Regimen.Sequence _ ->
                throw new IllegalStateException("not written yet");
        }
        return fields;
    }

    private static void putRate(Map<String, Object> fields, Volume volume, FlowRate rate) {
        Optional<String> perHour = QuantityText.text(rate);
        perHour.ifPresentOrElse(
                text -> put(fields, Fields.RATE, text),
                () -> put(fields, Fields.DURATION, QuantityText.text(rate.durationFor(volume))));
    }

    private static Map<String, Object> missedDose(MissedDoseRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (rule) {
            case MissedDoseRule.Skip skip -> put(fields, Fields.RULE, "skip");
            case MissedDoseRule.Ask ask -> put(fields, Fields.RULE, "ask");
            case MissedDoseRule.GiveLate late -> {
                put(fields, Fields.RULE, "give_late");
                put(fields, Fields.LATE_WITHIN, QuantityText.text(late.within()));
            }
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

    private static void put(Map<String, Object> fields, Field field, Object value) {
        fields.put(field.name(), value);
    }
}
