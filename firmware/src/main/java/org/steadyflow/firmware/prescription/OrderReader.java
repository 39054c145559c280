package org.steadyflow.firmware.prescription;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyflow.firmware.dose.Body;
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
    private static final String PUMP_LETTERS = "[A-Za-z0-9-]+";

    private static final Bounds<FlowRate> KEEP_OPEN_RATES =
            Bounds.ofRate(FileLimits.RATE_LEAST, FileLimits.KEEP_OPEN_MOST);
    private static final Bounds<Volume> KEEP_OPEN_VOLUMES =
            Bounds.ofVolume(FileLimits.VOLUME_LEAST, FileLimits.KEEP_OPEN_VOLUME_MOST);
    private static final Bounds<Pressure> OCCLUSIONS =
            Bounds.ofPressure(LineLimits.OCCLUSION_LEAST, LineLimits.OCCLUSION_MOST);
    private static final Bounds<Volume> BUBBLES = Bounds.ofSmallVolume(LineLimits.BUBBLE_LEAST, LineLimits.BUBBLE_MOST);
    private static final Bounds<Volume> AIR = Bounds.ofSmallVolume(LineLimits.BUBBLE_LEAST, LineLimits.AIR_MOST);
    private static final Bounds<Duration> NEAR_ENDS =
            Bounds.ofDuration(LineLimits.NEAR_END_LEAST, LineLimits.NEAR_END_MOST);
    private static final Bounds<Duration> POWER_LOSSES =
            Bounds.ofDuration(FileLimits.RESUME_LEAST, FileLimits.RESUME_MOST);
    private static final Bounds<Duration> OBSERVATIONS =
            Bounds.ofDuration(FileLimits.OBSERVE_LEAST, FileLimits.OBSERVE_MOST);

    private final Section file;
    private final Findings findings;

    OrderReader(List<Member> members, Findings findings) {
        this.findings = findings;
        this.file = new Section("", members, Fields.OF_PRESCRIPTION, homesOfFields(), findings);
    }

    /** Where a field belongs that was written one level too high. */
    private static Map<String, String> homesOfFields() {
        Stream<Map.Entry<Field, List<Field>>> regimens =
                Stream.of(RegimenType.values()).map(type -> Map.entry(Fields.REGIMEN, type.fields()));
        Stream<Map.Entry<Field, List<Field>>> objects = Stream.of(
                Map.entry(Fields.BODY, Fields.OF_BODY),
                Map.entry(Fields.DRUG, Fields.OF_DRUG),
                Map.entry(Fields.CONTAINER, Fields.OF_CONTAINER),
                Map.entry(Fields.START, Fields.OF_START),
                Map.entry(Fields.LIMITS, Fields.OF_LIMITS),
                Map.entry(Fields.AFTER_POWER_LOSS, Fields.OF_AFTER_POWER_LOSS),
                Map.entry(Fields.KEEP_OPEN, Fields.OF_KEEP_OPEN));
        return Stream.concat(regimens, objects)
                .flatMap(home -> home.getValue().stream()
                        .map(field -> Map.entry(field.name(), home.getKey().name())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        home -> " belongs in " + Words.quote(home.getValue()) + "; move it there",
                        (first, second) -> first));
    }

    /** The prescription, unless the findings say why there is none. */
    Optional<Prescription> read() {
        readForEditors();
        Optional<RegimenReader> regimens =
                file.members(Fields.REGIMEN).map(members -> new RegimenReader(members, findings));
        boolean isSequence = regimens.map(RegimenReader::type).equals(Optional.of(RegimenType.SEQUENCE));
        file.require(Fields.SCHEMA, Fields.ID, Fields.PATIENT, Fields.DRUG, Fields.ROUTE);
        boolean isFromOneKind = regimens.isPresent() && !isSequence;
        if (isFromOneKind) {
            file.require(Fields.CONTAINER);
        }
        file.require(Fields.REGIMEN);
        Optional<String> id = file.words(Fields.ID, FileLimits.TEXT_CHARS).filter(this::isPlainId);
        Optional<String> patient = file.words(Fields.PATIENT, FileLimits.TEXT_CHARS);
        Optional<Optional<String>> pump = file.orNone(Fields.PUMP, pump());
        ContentsReader contents = new ContentsReader(file);
        DrugFound drug = contents.drug();
        Optional<Route> route = file.choice(Fields.ROUTE, Route.values());
        Optional<Body> body = file.orUsual(Fields.BODY, body(), Body.NONE);
        Optional<Optional<Integer>> sites = file.orNone(Fields.SITES, sites(route));
        Optional<Container> hung = isSequence ? noContainer() : contents.container();
        Optional<Regimen> regimen =
                regimens.flatMap(reader -> reader.read(new DoseBasis(drug.concentration(), body, sites)));
        Optional<Container> container = isSequence ? regimen.flatMap(OrderReader::firstOfSequence) : hung;
        Optional<StartRule> start = file.orUsual(Fields.START, start(), new StartRule.WhenPressed());
        Optional<EndAction> atEnd =
                file.orUsual(Fields.AT_END, file.choice(Fields.AT_END, EndAction.values()), EndAction.STOP);
        Optional<KeepOpen> keepOpen = file.orUsual(Fields.KEEP_OPEN, keepOpen(), KeepOpen.NONE);
        Optional<Duration> observe = file.orUsual(Fields.OBSERVE, observe(), Duration.ZERO);
        Optional<LineLimits> limits = file.orUsual(Fields.LIMITS, limits(), LineLimits.USUAL);
        Optional<PowerLossRule> powerLoss = file.orUsual(Fields.AFTER_POWER_LOSS, powerLoss(), PowerLossRule.BY_PERSON);
        boolean highAlert = highAlert(limits);
        boolean lifeSustaining = file.flag(Fields.LIFE_SUSTAINING).orElse(false);
        if (regimen.isPresent() && keepOpen.isPresent()) {
            Fit fit = new Fit(regimen.get(), keepOpen.get(), findings);
            atEnd.ifPresent(end -> fit.checkEnd(end, lifeSustaining));
            container.ifPresent(fit::checkContainer);
            fit.checkFlushes(lifeSustaining);
        }
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Prescription(
                id.orElseThrow(),
                patient.orElseThrow(),
                drug.drug().orElseThrow(),
                route.orElseThrow(),
                container.orElseThrow(),
                regimen.orElseThrow(),
                atEnd.orElseThrow(),
                keepOpen.orElseThrow(),
                limits.orElseThrow(),
                powerLoss.orElseThrow(),
                highAlert,
                lifeSustaining,
                start.orElseThrow(),
                observe.orElseThrow(),
                pump.orElseThrow(),
                body.orElseThrow(),
                sites.orElseThrow().orElse(1)));
    }

    /** Of a high-alert drug a person looks at the line before it flows again. */
    private boolean highAlert(Optional<LineLimits> limits) {
        boolean highAlert = file.flag(Fields.HIGH_ALERT).orElse(false);
        if (highAlert && limits.isPresent() && limits.get().restartsAfterOcclusion()) {
            findings.add(
                    Fields.LIMITS.name() + "." + Fields.OCCLUSION_RESTART.name(),
                    ": true is not for a high-alert drug, of which a person looks at the line first; write false");
        }
        return highAlert;
    }

    /** Checked and dropped. */
    private void readForEditors() {
        file.text(Fields.EDITOR_SCHEMA);
        file.words(Fields.NOTE, FileLimits.NOTE_CHARS);
    }

    private Optional<Container> noContainer() {
        if (file.has(Fields.CONTAINER)) {
            file.report(Fields.CONTAINER, " is not for a sequence, each part of which has its own; leave it out");
        }
        return Optional.empty();
    }

    private static Optional<Container> firstOfSequence(Regimen regimen) {
        return regimen instanceof Regimen.Sequence(List<SequencePart> parts)
                ? Optional.of(parts.getFirst().container())
                : Optional.empty();
    }

    private Optional<Body> body() {
        return file.object(Fields.BODY, Fields.OF_BODY).flatMap(section -> new BodyReader(section).read());
    }

    private Optional<Integer> sites(Optional<Route> route) {
        boolean isElsewhere = route.isPresent() && route.get() != Route.SUBCUTANEOUS;
        if (file.has(Fields.SITES) && isElsewhere) {
            file.report(
                    Fields.SITES,
                    " is only for the route subcutaneous, and the route is " + Section.word(route.get())
                            + "; leave it out");
        }
        return file.count(Fields.SITES, FileLimits.SITES_MOST);
    }

    private Optional<String> pump() {
        return file.words(Fields.PUMP, FileLimits.TEXT_CHARS).filter(name -> {
            boolean isName = name.matches(PUMP_LETTERS);
            if (!isName) {
                file.reportValue(Fields.PUMP, "is no name of a pump; write letters A to Z, digits and hyphens");
            }
            return isName;
        });
    }

    private Optional<StartRule> start() {
        return file.object(Fields.START, Fields.OF_START).flatMap(section -> new StartReader(section).read());
    }

    private Optional<Duration> observe() {
        return file.quantity(Fields.OBSERVE, QuantityText::duration, OBSERVATIONS);
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
            Optional<LineLimits> line = lineLimits(section);
            boolean restarts = section.flag(Fields.OCCLUSION_RESTART).orElse(false);
            Optional<Duration> nearEnd = section.orUsual(
                    Fields.NEAR_END,
                    section.quantity(Fields.NEAR_END, QuantityText::duration, NEAR_ENDS),
                    LineLimits.NEAR_END_USUAL);
            return line.flatMap(read -> nearEnd.map(before -> new LineLimits(
                    read.downstreamOcclusion(), read.singleBubble(), read.airIn15Min(), restarts, before)));
        });
    }

    private static Optional<LineLimits> lineLimits(Section section) {
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
                pressure -> bubble.flatMap(single -> air.flatMap(sum -> lineLimits(section, pressure, single, sum))));
    }

    private static Optional<LineLimits> lineLimits(Section section, Pressure occlusion, Volume bubble, Volume air) {
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
