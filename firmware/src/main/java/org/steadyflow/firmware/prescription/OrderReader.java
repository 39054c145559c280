package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Raw.Member;
import org.steadyflow.firmware.text.Words;
import org.steadyflow.hal.quantity.FlowRate;
import org.steadyflow.hal.quantity.Pressure;
import org.steadyflow.hal.quantity.Volume;

/** Reads the object that is a whole prescription file. Of one reading, one thread. */
final class OrderReader {
    private enum Resume {
        BY_PERSON,
        BY_ITSELF
    }

    private static final String ID_LETTERS = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private static final Bounds<Volume> CONTAINERS = Bounds.ofVolume(FileLimits.VOLUME_LEAST, FileLimits.VOLUME_MOST);
    private static final Bounds<Volume> RESIDUALS = Bounds.ofVolume(Volume.ZERO, FileLimits.VOLUME_MOST);
    private static final Bounds<FlowRate> KEEP_OPEN_RATES =
            Bounds.ofRate(FileLimits.RATE_LEAST, FileLimits.KEEP_OPEN_MOST);
    private static final Bounds<Volume> KEEP_OPEN_VOLUMES =
            Bounds.ofVolume(FileLimits.VOLUME_LEAST, FileLimits.KEEP_OPEN_VOLUME_MOST);
    private static final Bounds<Pressure> OCCLUSIONS =
            Bounds.ofPressure(LineLimits.OCCLUSION_LEAST, LineLimits.OCCLUSION_MOST);
    private static final Bounds<Volume> BUBBLES = Bounds.ofSmallVolume(LineLimits.BUBBLE_LEAST, LineLimits.BUBBLE_MOST);
    private static final Bounds<Volume> AIR = Bounds.ofSmallVolume(LineLimits.BUBBLE_LEAST, LineLimits.AIR_MOST);
    private static final Bounds<Duration> POWER_LOSSES =
            Bounds.ofDuration(FileLimits.RESUME_LEAST, FileLimits.RESUME_MOST);

    private final Section file;
    private final Findings findings;

    OrderReader(List<Member> members, Findings findings) {
        this.findings = findings;
        this.file = new Section("", members, Fields.OF_PRESCRIPTION, homesOfFields(), findings);
    }

    /** Where a field belongs that was written one level too high. */
    private static Map<String, String> homesOfFields() {
        return Stream.of(
                        Map.entry(Fields.REGIMEN, Fields.OF_INTERMITTENT),
                        Map.entry(Fields.REGIMEN, Fields.OF_CONTINUOUS),
                        Map.entry(Fields.DRUG, Fields.OF_DRUG),
                        Map.entry(Fields.CONTAINER, Fields.OF_CONTAINER),
                        Map.entry(Fields.LIMITS, Fields.OF_LIMITS),
                        Map.entry(Fields.AFTER_POWER_LOSS, Fields.OF_AFTER_POWER_LOSS),
                        Map.entry(Fields.KEEP_OPEN, Fields.OF_KEEP_OPEN))
                .flatMap(home -> home.getValue().stream()
                        .map(field -> Map.entry(field.name(), home.getKey().name())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        home -> " belongs in " + Words.quote(home.getValue()) + "; move it there",
                        (first, second) -> first));
    }

    /** The prescription, unless the findings say why there is none. */
    Optional<Prescription> read() {
        file.text(Fields.EDITOR_SCHEMA);
        file.words(Fields.NOTE, FileLimits.NOTE_CHARS);
        file.require(Fields.SCHEMA, Fields.ID, Fields.PATIENT, Fields.DRUG);
        file.require(Fields.ROUTE, Fields.CONTAINER, Fields.REGIMEN);
        Optional<String> id = file.words(Fields.ID, FileLimits.TEXT_CHARS).filter(this::isPlainId);
        Optional<String> patient = file.words(Fields.PATIENT, FileLimits.TEXT_CHARS);
        Optional<Drug> drug = drug();
        Optional<Route> route = file.choice(Fields.ROUTE, Route.values());
        Optional<Container> container = container();
        Optional<Regimen> regimen =
                file.members(Fields.REGIMEN).flatMap(members -> new RegimenReader(members, findings).read());
        Optional<EndAction> atEnd =
                file.orUsual(Fields.AT_END, file.choice(Fields.AT_END, EndAction.values()), EndAction.STOP);
        Optional<KeepOpen> keepOpen = file.orUsual(Fields.KEEP_OPEN, keepOpen(), KeepOpen.NONE);
        Optional<LineLimits> limits = file.orUsual(Fields.LIMITS, limits(), LineLimits.USUAL);
        Optional<PowerLossRule> powerLoss = file.orUsual(Fields.AFTER_POWER_LOSS, powerLoss(), PowerLossRule.BY_PERSON);
        boolean highAlert = file.flag(Fields.HIGH_ALERT).orElse(false);
        boolean lifeSustaining = file.flag(Fields.LIFE_SUSTAINING).orElse(false);
        if (regimen.isPresent() && keepOpen.isPresent()) {
            Fit fit = new Fit(regimen.get(), keepOpen.get(), findings);
            atEnd.ifPresent(fit::checkKeepOpen);
            container.ifPresent(fit::checkContainer);
        }
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Prescription(
                id.orElseThrow(),
                patient.orElseThrow(),
                drug.orElseThrow(),
                route.orElseThrow(),
                container.orElseThrow(),
                regimen.orElseThrow(),
                atEnd.orElseThrow(),
                keepOpen.orElseThrow(),
                limits.orElseThrow(),
                powerLoss.orElseThrow(),
                highAlert,
                lifeSustaining));
    }

    private boolean isPlainId(String id) {
        boolean isPlain = id.matches(ID_LETTERS);
        if (!isPlain) {
            file.reportValue(
                    Fields.ID,
                    "is no id; write letters A to Z, digits, points, hyphens and underscores, a letter or digit first");
        }
        return isPlain;
    }

    private Optional<Drug> drug() {
        return file.object(Fields.DRUG, Fields.OF_DRUG).flatMap(section -> {
            section.require(Fields.DRUG_NAME);
            Optional<String> name = section.words(Fields.DRUG_NAME, FileLimits.TEXT_CHARS);
            Optional<Concentration> concentration = section.quantity(Fields.CONCENTRATION, QuantityText::concentration);
            return name.map(shown -> new Drug(shown, concentration));
        });
    }

    private Optional<Container> container() {
        return file.object(Fields.CONTAINER, Fields.OF_CONTAINER).flatMap(section -> {
            section.require(Fields.CONTAINER_VOLUME);
            Optional<Volume> volume = section.quantity(Fields.CONTAINER_VOLUME, QuantityText::volume, CONTAINERS);
            Optional<Volume> residual = section.orUsual(
                    Fields.RESIDUAL, section.quantity(Fields.RESIDUAL, QuantityText::volume, RESIDUALS), Volume.ZERO);
            return volume.flatMap(whole -> residual.flatMap(rest -> container(section, whole, rest)));
        });
    }

    private static Optional<Container> container(Section section, Volume volume, Volume residual) {
        if (volume.isMoreThan(residual)) {
            return Optional.of(new Container(volume, residual));
        }
        section.reportValue(
                Fields.RESIDUAL,
                "leaves nothing to infuse from " + QuantityText.text(volume)
                        + "; write only what cannot be drawn from the container");
        return Optional.empty();
    }

    private Optional<KeepOpen> keepOpen() {
        return file.object(Fields.KEEP_OPEN, Fields.OF_KEEP_OPEN).flatMap(section -> {
            section.require(Fields.KEEP_OPEN_RATE, Fields.KEEP_OPEN_LIMIT);
            Optional<FlowRate> rate = section.quantity(Fields.KEEP_OPEN_RATE, QuantityText::rate, KEEP_OPEN_RATES);
            Optional<Volume> limit = section.quantity(Fields.KEEP_OPEN_LIMIT, QuantityText::volume, KEEP_OPEN_VOLUMES);
            return rate.flatMap(flow -> limit.map(most -> new KeepOpen(flow, most)));
        });
    }

    private Optional<LineLimits> limits() {
        return file.object(Fields.LIMITS, Fields.OF_LIMITS).flatMap(section -> {
            Optional<Pressure> occlusion = section.orUsual(
                    Fields.DOWNSTREAM_OCCLUSION,
                    section.quantity(Fields.DOWNSTREAM_OCCLUSION, QuantityText::pressure, OCCLUSIONS),
                    LineLimits.USUAL.downstreamOcclusion());
            Optional<Volume> bubble = section.orUsual(
                    Fields.SINGLE_BUBBLE,
                    section.quantity(Fields.SINGLE_BUBBLE, QuantityText::smallVolume, BUBBLES),
                    LineLimits.USUAL.singleBubble());
            Optional<Volume> air = section.orUsual(
                    Fields.AIR_IN_15_MIN,
                    section.quantity(Fields.AIR_IN_15_MIN, QuantityText::smallVolume, AIR),
                    LineLimits.USUAL.airIn15Min());
            return occlusion.flatMap(
                    pressure -> bubble.flatMap(single -> air.flatMap(sum -> limits(section, pressure, single, sum))));
        });
    }

    private static Optional<LineLimits> limits(Section section, Pressure occlusion, Volume bubble, Volume air) {
        if (bubble.isMoreThan(air)) {
            section.reportValue(
                    Fields.AIR_IN_15_MIN,
                    "is less than one bubble may be; write at least " + QuantityText.smallText(bubble)
                            + ", or a smaller single_bubble");
            return Optional.empty();
        }
        return Optional.of(new LineLimits(occlusion, bubble, air));
    }

    private Optional<PowerLossRule> powerLoss() {
        return file.object(Fields.AFTER_POWER_LOSS, Fields.OF_AFTER_POWER_LOSS).flatMap(section -> {
            section.require(Fields.RESUME);
            Optional<Duration> within = section.quantity(Fields.RESUME_WITHIN, QuantityText::duration, POWER_LOSSES);
            return section.choice(Fields.RESUME, Resume.values()).flatMap(resume -> switch (resume) {
                case BY_PERSON -> byPerson(section);
                case BY_ITSELF -> {
                    section.require(Fields.RESUME_WITHIN);
                    yield within.map(longest -> new PowerLossRule(true, longest));
                }
            });
        });
    }

    private static Optional<PowerLossRule> byPerson(Section section) {
        if (section.has(Fields.RESUME_WITHIN)) {
            section.report(
                    Fields.RESUME_WITHIN, " is only for a pump that resumes by_itself; leave it out, or change resume");
        }
        return Optional.of(PowerLossRule.BY_PERSON);
    }
}
