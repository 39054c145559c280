package org.steadyflow.telemetry.order;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes the fields of a draft that lie around the regimen. Of one reading, one thread. */
final class DraftWriter {
    /** As long as a prescription's drug may be. */
    private static final int LIMIT_CHARS = 64;

    private final Resources resources;
    private final Findings findings;

    DraftWriter(Resources resources, Findings findings) {
        this.resources = resources;
        this.findings = findings;
    }

    /** Call it when the regimen is written, as that says what is needed. */
    void write(Element order, ObjectNode draft, Product product, Amounts amounts, Optional<String> route) {
        PatientReader patients = new PatientReader(resources, findings);
        patients.name(order).ifPresent(name -> draft.put("patient", name));
        ObjectNode drug = draft.putObject("drug");
        name(product).ifPresent(name -> drug.put("name", name));
        amounts.concentrationText().ifPresent(text -> drug.put("concentration", text));
        route.ifPresent(text -> draft.put("route", text));
        Optional<String> volume = product.container().flatMap(Measure::text);
        if (volume.isEmpty()) {
            findings.missing(
                    product.containerPath(),
                    "nothing says how much a container holds; add container.volume to the draft");
        }
        volume.ifPresent(text -> draft.putObject("container").put("volume", text));
        patients.body(order, amounts).ifPresent(body -> draft.set("body", body));
    }

    private Optional<String> name(Product product) {
        Optional<String> name = product.name().map(text -> Words.plain(text, Integer.MAX_VALUE));
        if (name.filter(text -> !text.isEmpty() && text.length() <= LIMIT_CHARS).isPresent()) {
            return name;
        }
        findings.missing(
                product.path(),
                "no name of at most " + LIMIT_CHARS + " characters says what the drug is; add drug.name");
        return Optional.empty();
    }

    /** The start that the first instruction has, or the first midnight of a schedule of clock times. */
    void putStart(ObjectNode draft, List<Instruction> instructions) {
        List<Schedule> schedules = instructions.stream()
                .sorted(Instruction.BY_SEQUENCE)
                .map(Instruction::schedule)
                .toList();
        Optional<Schedule> first = schedules.stream().findFirst();
        first.flatMap(Schedule::start)
                .or(() -> first.flatMap(DraftWriter::firstMidnight))
                .ifPresent(at -> draft.putObject("start").put("at", at));
        Unkept unkept = new Unkept(findings);
        schedules.stream().filter(schedule -> firstMidnight(schedule).isEmpty()).forEach(unkept::listStartDay);
    }

    private static Optional<String> firstMidnight(Schedule schedule) {
        return schedule.startDay().flatMap(day -> schedule.zone()
                .filter(_ -> !schedule.times().isEmpty())
                .map(ZoneId::of)
                .map(zone -> day.atStartOfDay(zone).toOffsetDateTime())
                .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format));
    }
}
