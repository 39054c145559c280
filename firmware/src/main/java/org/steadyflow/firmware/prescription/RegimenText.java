package org.steadyflow.firmware.prescription;

import static org.steadyflow.firmware.prescription.CanonicalText.put;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Volume;

/** The part of the canonical text that is the regimen. */
final class RegimenText {
    private RegimenText() {}

    static Map<String, Object> of(Regimen regimen) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (regimen) {
            case Regimen.Continuous continuous -> {
                begin(fields, RegimenType.CONTINUOUS, continuous.volume());
                putPace(fields, continuous.volume(), continuous.rate());
                putTitration(fields, continuous.titration());
            }
            case Regimen.Intermittent doses -> putDoses(fields, doses);
            case Regimen.Stepped stepped -> {
                begin(fields, RegimenType.STEPPED, stepped.volume());
                put(fields, RegimenFields.STEPS, steps(stepped.steps()));
                putTitration(fields, stepped.titration());
            }
            case Regimen.Tapered tapered -> {
                begin(fields, RegimenType.TAPERED, tapered.volume());
                put(fields, RegimenFields.DURATION, QuantityText.text(tapered.duration()));
                put(fields, RegimenFields.UP, QuantityText.text(tapered.up()));
                put(fields, RegimenFields.DOWN, QuantityText.text(tapered.down()));
            }
            case Regimen.PatientControlled asked -> putPatientControlled(fields, asked);
            case Regimen.Sequence sequence -> {
                put(fields, RegimenFields.TYPE, Section.word(RegimenType.SEQUENCE));
                put(
                        fields,
                        RegimenFields.PARTS,
                        sequence.parts().stream().map(RegimenText::part).toList());
            }
        }
        return fields;
    }

    private static void begin(Map<String, Object> fields, RegimenType type, Volume volume) {
        put(fields, RegimenFields.TYPE, Section.word(type));
        put(fields, RegimenFields.VOLUME, QuantityText.text(volume));
    }

    private static void putPace(Map<String, Object> fields, Volume volume, FlowRate rate) {
        Optional<String> perHour = QuantityText.text(rate);
        perHour.ifPresentOrElse(
                text -> put(fields, RegimenFields.RATE, text),
                () -> put(fields, RegimenFields.DURATION, QuantityText.text(rate.durationFor(volume))));
    }

    /** Text of a rate that a file can only give in mL/h, so that it is always exact. */
    private static String typed(FlowRate rate) {
        return QuantityText.text(rate).orElseThrow();
    }

    private static void putTitration(Map<String, Object> fields, Optional<Titration> titration) {
        titration.ifPresent(chosen -> {
            Map<String, Object> inside = new LinkedHashMap<>();
            put(inside, RegimenFields.LEAST, typed(chosen.least()));
            put(inside, RegimenFields.MOST, typed(chosen.most()));
            chosen.step().ifPresent(step -> put(inside, RegimenFields.MOST_AT_ONCE, typed(step)));
            put(fields, RegimenFields.TITRATION, inside);
        });
    }

    private static void putDoses(Map<String, Object> fields, Regimen.Intermittent doses) {
        put(fields, RegimenFields.TYPE, Section.word(RegimenType.INTERMITTENT));
        put(fields, RegimenFields.DOSE, QuantityText.text(doses.dose()));
        putPace(fields, doses.dose(), doses.rate());
        switch (doses.times()) {
            case DoseTimes.Every every -> put(fields, RegimenFields.INTERVAL, QuantityText.text(every.interval()));
            case DoseTimes.Daily daily -> {
                put(
                        fields,
                        RegimenFields.TIMES,
                        daily.times().stream().map(LocalTime::toString).toList());
                put(fields, RegimenFields.ZONE, daily.zone().getId());
            }
        }
        put(fields, RegimenFields.COUNT, doses.count());
        put(fields, RegimenFields.KEEP_OPEN_BETWEEN, doses.keepOpenBetween());
        put(fields, RegimenFields.MISSED_DOSE, missedDose(doses.missedDose()));
        put(fields, RegimenFields.CONTAINERS, Section.word(doses.containers()));
        doses.flushBefore().ifPresent(flush -> put(fields, RegimenFields.FLUSH_BEFORE, flush(flush)));
        doses.flushAfter().ifPresent(flush -> put(fields, RegimenFields.FLUSH_AFTER, flush(flush)));
    }

    private static Map<String, Object> missedDose(MissedDoseRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (rule) {
            case MissedDoseRule.Skip _ -> put(fields, RegimenFields.RULE, "skip");
            case MissedDoseRule.Ask _ -> put(fields, RegimenFields.RULE, "ask");
            case MissedDoseRule.GiveLate late -> {
                put(fields, RegimenFields.RULE, "give_late");
                put(fields, RegimenFields.LATE_WITHIN, QuantityText.text(late.within()));
            }
        }
        return fields;
    }

    private static Map<String, Object> flush(Flush flush) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, RegimenFields.FLUSH_VOLUME, QuantityText.text(flush.volume()));
        put(fields, RegimenFields.FLUSH_RATE, typed(flush.rate()));
        put(fields, RegimenFields.FLUID, flush.fluid());
        return fields;
    }

    private static List<Map<String, Object>> steps(List<Step> steps) {
        return steps.stream().map(RegimenText::step).toList();
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, RegimenFields.STEP_RATE, typed(step.rate()));
        switch (step.end()) {
            case StepEnd.After after -> put(fields, RegimenFields.STEP_FOR, QuantityText.text(after.lasting()));
            case StepEnd.Given given -> put(fields, RegimenFields.STEP_VOLUME, QuantityText.text(given.volume()));
            case StepEnd.Rest _ -> {}
        }
        put(fields, RegimenFields.CONFIRM, step.confirmed());
        return fields;
    }

    private static void putPatientControlled(Map<String, Object> fields, Regimen.PatientControlled asked) {
        begin(fields, RegimenType.PATIENT_CONTROLLED, asked.volume());
        if (!asked.basal().isZero()) {
            put(fields, RegimenFields.BASAL, typed(asked.basal()));
        }
        put(fields, RegimenFields.DEMAND, QuantityText.text(asked.demand()));
        put(fields, RegimenFields.BOLUS_RATE, typed(asked.bolusRate()));
        put(fields, RegimenFields.LOCKOUT, QuantityText.text(asked.lockout()));
        asked.capPerHour().ifPresent(cap -> put(fields, RegimenFields.CAP_1H, QuantityText.text(cap)));
        asked.capPer4Hours().ifPresent(cap -> put(fields, RegimenFields.CAP_4H, QuantityText.text(cap)));
        if (asked.loading().isPositive()) {
            put(fields, RegimenFields.LOADING, QuantityText.text(asked.loading()));
        }
        if (asked.clinicianBolus().isPositive()) {
            put(fields, RegimenFields.CLINICIAN_BOLUS, QuantityText.text(asked.clinicianBolus()));
        }
    }

    private static Map<String, Object> part(SequencePart part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, RegimenFields.PART_NAME, part.name());
        part.drug().ifPresent(drug -> put(fields, Fields.DRUG, CanonicalText.drug(drug)));
        put(fields, Fields.CONTAINER, CanonicalText.containerOfAPart(part.container()));
        put(fields, RegimenFields.PART_VOLUME, QuantityText.text(part.volume()));
        putPace(fields, part.volume(), part.rate());
        part.prompt().ifPresent(prompt -> put(fields, RegimenFields.PROMPT, prompt));
        return fields;
    }
}
