package org.steadyflow.firmware.library;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.dose.DoseText;
import org.steadyflow.firmware.prescription.Bounds;
import org.steadyflow.firmware.prescription.Field;
import org.steadyflow.firmware.prescription.FileLimits;
import org.steadyflow.firmware.prescription.Findings;
import org.steadyflow.firmware.prescription.QuantityText;
import org.steadyflow.firmware.prescription.Route;
import org.steadyflow.firmware.prescription.Section;
import org.steadyflow.firmware.text.Parsed;
import org.steadyflow.firmware.text.Words;

/** Reads one entry of a library. Of one reading, one thread. */
final class EntryReader {
    static final Bounds<Duration> TIMES = Bounds.ofDuration(LibraryLimits.TIME_LEAST, LibraryLimits.TIME_MOST);

    private static final Bounds<Duration> POWER_LOSSES =
            Bounds.ofDuration(FileLimits.RESUME_LEAST, FileLimits.RESUME_MOST);
    private static final String ID_LETTERS = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private final Section entry;
    private final Findings findings;

    EntryReader(Section entry, Findings findings) {
        this.entry = entry;
        this.findings = findings;
    }

    /** The entry, unless something in it is wrong: then the findings say what. */
    Optional<LibraryEntry> read() {
        int before = findings.size();
        entry.require(LibraryFields.ID, LibraryFields.DRUG, LibraryFields.UNIT, LibraryFields.PATIENTS);
        entry.require(LibraryFields.ROUTES, LibraryFields.REGIMENS);
        Optional<String> id =
                entry.words(LibraryFields.ID, LibraryLimits.TEXT_CHARS).filter(this::isPlainId);
        Optional<String> drug = entry.words(LibraryFields.DRUG, LibraryLimits.TEXT_CHARS);
        Optional<String> shown = drug.flatMap(this::displayName);
        Optional<AmountUnit> unit = unit();
        Optional<Patients> patients = patients();
        Optional<Use> use = unit.flatMap(this::use);
        Optional<DoseLimits> limits = unit.flatMap(counted -> entry.orUsual(
                LibraryFields.LIMITS,
                entry.object(LibraryFields.LIMITS, LibraryFields.OF_LIMITS)
                        .map(section -> new LimitsReader(section, counted).read()),
                DoseLimits.NONE));
        Rules rules = rules();
        FluidReader fluid = new FluidReader(entry);
        Solution solution = fluid.solution();
        Optional<HangTime> hangTime = fluid.hangTime();
        List<String> handling = entry.texts(LibraryFields.HANDLING, LibraryLimits.LISTED)
                .map(texts -> shownTexts(entry, LibraryFields.HANDLING, texts, LibraryLimits.NOTE_CHARS))
                .orElse(List.of());
        boolean isWhole =
                Stream.of(id, drug, shown, unit, patients, use, limits).allMatch(Optional::isPresent);
        if (!isWhole || findings.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new LibraryEntry(
                id.orElseThrow(),
                drug.orElseThrow(),
                shown.orElseThrow(),
                patients.orElseThrow(),
                use.orElseThrow(),
                limits.orElseThrow(),
                rules,
                solution,
                hangTime,
                handling));
    }

    private boolean isPlainId(String id) {
        boolean isPlain = id.matches(ID_LETTERS);
        if (!isPlain) {
            entry.reportValue(
                    LibraryFields.ID,
                    "is no id; write letters A to Z, digits, points, hyphens and underscores, a letter or digit first");
        }
        return isPlain;
    }

    private Optional<String> displayName(String drug) {
        Optional<String> written = entry.words(LibraryFields.DISPLAY_NAME, LibraryLimits.TEXT_CHARS);
        boolean isOther = written.isPresent() && !DrugNames.areSame(written.get(), drug);
        if (isOther) {
            entry.reportValue(
                    LibraryFields.DISPLAY_NAME,
                    "is another drug than " + Words.quote(drug) + "; write the same name with other letters large");
        }
        return entry.orUsual(LibraryFields.DISPLAY_NAME, written, drug);
    }

    private Optional<AmountUnit> unit() {
        return entry.text(LibraryFields.UNIT).flatMap(text -> {
            Optional<AmountUnit> unit = AmountUnit.of(text);
            if (unit.isEmpty()) {
                List<String> all = List.of(AmountUnit.values()).stream()
                        .map(AmountUnit::symbol)
                        .toList();
                entry.reportValue(LibraryFields.UNIT, "is not known here; write " + Words.oneOf(all));
            }
            return unit;
        });
    }

    private Optional<Patients> patients() {
        return entry.object(LibraryFields.PATIENTS, LibraryFields.OF_PATIENTS).flatMap(section -> {
            section.require(LibraryFields.CLASS);
            Optional<String> name = section.words(LibraryFields.CLASS, LibraryLimits.TEXT_CHARS);
            Optional<BigDecimal> least = section.quantity(LibraryFields.WEIGHT_LEAST, DoseText::weight);
            Optional<BigDecimal> most = section.quantity(LibraryFields.WEIGHT_MOST, DoseText::weight);
            boolean isCrossed =
                    least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0;
            if (isCrossed) {
                section.reportValue(LibraryFields.WEIGHT_MOST, "is below the least weight; write at least that");
            }
            return name.map(shown -> new Patients(shown, least, most));
        });
    }

    private Optional<Use> use(AmountUnit unit) {
        Optional<List<Route>> routes = choices(LibraryFields.ROUTES, Route.values());
        Optional<List<RegimenKind>> regimens = choices(LibraryFields.REGIMENS, RegimenKind.values());
        boolean isMixed = routes.isPresent()
                && routes.get().contains(Route.ENTERAL)
                && routes.get().size() > 1;
        if (isMixed) {
            entry.report(
                    LibraryFields.ROUTES,
                    " has enteral beside others; write an entry of its own for it, as an enteral set takes nothing else");
            return Optional.empty();
        }
        List<Concentration> standard = concentrations(unit);
        Map<Route, Concentration> most = concentrationMost(unit);
        return routes.flatMap(to -> regimens.map(as -> new Use(unit, to, as, standard, most)));
    }

    private <E extends Enum<E>> Optional<List<E>> choices(Field field, E[] constants) {
        List<String> known = List.of(constants).stream().map(Section::word).toList();
        return entry.texts(field, constants.length).flatMap(texts -> {
            List<Optional<E>> chosen = new ArrayList<>();
            for (String text : texts) {
                boolean isNew = texts.indexOf(text) == chosen.size();
                boolean isKnown = known.contains(text);
                if (!isKnown || !isNew) {
                    entry.reportElement(
                            field,
                            chosen.size() + 1,
                            ": " + Words.quote(text)
                                    + (isKnown
                                            ? " is there twice; keep one"
                                            : " is not known here; write " + Words.oneOf(known)));
                }
                chosen.add(isKnown && isNew ? Optional.of(constants[known.indexOf(text)]) : Optional.empty());
            }
            return Section.all(chosen);
        });
    }

    private List<Concentration> concentrations(AmountUnit unit) {
        List<Concentration> read = new ArrayList<>();
        List<String> texts =
                entry.texts(LibraryFields.CONCENTRATIONS, LibraryLimits.LISTED).orElse(List.of());
        for (int i = 0; i < texts.size(); i++) {
            int number = i + 1;
            String quoted = ": " + Words.quote(texts.get(i)) + " ";
            switch (concentration(texts.get(i), unit)) {
                case Parsed.Good<Concentration>(Concentration value) -> read.add(value);
                case Parsed.Bad<Concentration>(Parsed.Fault fault, String why) ->
                    entry.reportElement(LibraryFields.CONCENTRATIONS, number, quoted + why);
            }
        }
        return read;
    }

    private Map<Route, Concentration> concentrationMost(AmountUnit unit) {
        Map<Route, Concentration> most = new EnumMap<>(Route.class);
        entry.object(LibraryFields.CONCENTRATION_MOST, LibraryFields.OF_CONCENTRATION_MOST)
                .ifPresent(section -> {
                    for (Route route : Route.values()) {
                        section.quantity(LibraryFields.byRoute(route), text -> concentration(text, unit))
                                .ifPresent(value -> most.put(route, value));
                    }
                });
        return most;
    }

    private static Parsed<Concentration> concentration(String text, AmountUnit unit) {
        return QuantityText.concentration(text)
                .then(value -> value.unit().family() == unit.family()
                        ? new Parsed.Good<>(value)
                        : new Parsed.Bad<>(
                                Parsed.Fault.UNIT, "is not in " + unit + "/mL, and the entry is counted in " + unit));
    }

    private Rules rules() {
        return new Rules(
                entry.quantity(LibraryFields.MINIMUM_DURATION, QuantityText::duration, TIMES),
                entry.flag(LibraryFields.KEEP_OPEN).orElse(false),
                entry.flag(LibraryFields.LIFE_SUSTAINING).orElse(false),
                entry.flag(LibraryFields.HIGH_ALERT).orElse(false),
                entry.quantity(LibraryFields.RESUME_WITHIN, QuantityText::duration, POWER_LOSSES));
    }

    /** Those of the texts that a person can read, each not blank and not too long; the others are reported. */
    static List<String> shownTexts(Section section, Field field, List<String> texts, int most) {
        for (int i = 0; i < texts.size(); i++) {
            int number = i + 1;
            Section.faultOfWords(texts.get(i), most)
                    .ifPresent(why -> section.reportElement(
                            field, number, ": " + Words.quote(texts.get(number - 1)) + " " + why));
        }
        return texts;
    }
}
